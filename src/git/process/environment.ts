import { devNull } from "node:os";

interface Access {
  readonly url: string;
  readonly token: string | undefined;
  readonly allowFile: boolean;
}

/** The variables a network needs. Git gets no others from the machine. */
const inherited = [
  "PATH",
  "TMPDIR",
  "http_proxy",
  "https_proxy",
  "no_proxy",
  "HTTPS_PROXY",
  "NO_PROXY",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
] as const;

/** In the environment and not in an argument: arguments are readable by every process of the machine. */
const helper = `!f() { test "$1" = get && printf 'username=x-access-token\\npassword=%s\\n' "$HALLPASS_GIT_TOKEN"; }; f`;

/** The environment of every git child. Configuration given this way wins over the repository's own. */
export function gitEnvironment(access?: Access): Record<string, string> {
  return {
    ...Object.fromEntries(inherited.flatMap((name) => pick(name))),
    HOME: devNull,
    LC_ALL: "C",
    GIT_TERMINAL_PROMPT: "0",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: devNull,
    // A replace ref would show other content under an object's id.
    GIT_NO_REPLACE_OBJECTS: "1",
    GIT_OPTIONAL_LOCKS: "0",
    // GitHub's format, also where a newer git has another default.
    GIT_DEFAULT_HASH: "sha1",
    GIT_DEFAULT_REF_FORMAT: "files",
    // Each thread of glibc would reserve 64 MB of the address space that a child may use.
    MALLOC_ARENA_MAX: "2",
    ...encode([...hardening, ...(access === undefined ? [] : network(access))]),
    ...(access?.token === undefined ? {} : { HALLPASS_GIT_TOKEN: access.token }),
  };
}

const pick = (name: string): [string, string][] => {
  const value = process.env[name];
  return value === undefined ? [] : [[name, value]];
};

const hardening: [string, string][] = [
  ["core.hooksPath", devNull],
  ["core.fsmonitor", "false"],
  ["core.askPass", ""],
  // Refs too: a ref cut short by a power failure would stop every read.
  ["core.fsync", "committed"],
  ["gc.auto", "0"],
  ["maintenance.auto", "false"],
  ["log.showSignature", "false"],
  // A child's memory is bounded: packs are mapped in parts, large files are streamed.
  ["core.packedGitWindowSize", "16m"],
  ["core.packedGitLimit", "256m"],
  ["core.bigFileThreshold", "16m"],
  ["pack.threads", "2"],
  ["pack.windowMemory", "128m"],
  ["protocol.allow", "never"],
  ["credential.helper", ""],
];

const network = ({ url, token, allowFile }: Access): [string, string][] => [
  ["protocol.http.allow", "always"],
  ["protocol.https.allow", "always"],
  ...(allowFile ? [["protocol.file.allow", "always"] satisfies [string, string]] : []),
  ["fetch.fsckObjects", "true"],
  ["http.lowSpeedLimit", "1000"],
  ["http.lowSpeedTime", "30"],
  // For this server only: a redirect to another one must not get the token.
  ...(token === undefined
    ? []
    : [[`credential.${new URL(url).origin}.helper`, helper] satisfies [string, string]]),
];

function encode(settings: readonly (readonly [string, string])[]): Record<string, string> {
  const pairs = settings.flatMap(([key, value], index) => [
    [`GIT_CONFIG_KEY_${index}`, key],
    [`GIT_CONFIG_VALUE_${index}`, value],
  ]);
  return { ...Object.fromEntries(pairs), GIT_CONFIG_COUNT: String(settings.length) };
}
