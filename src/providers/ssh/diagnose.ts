import { existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { parsePublicKey } from "../../core/files/public-key.ts";
import { type Finding, mistake, warning } from "../../core/findings/finding.ts";
import { callHttp, type HttpFetch } from "../adapter/http.ts";
import { shellLine } from "../adapter/shell-word.ts";
import { signCertificate } from "./authority/sign.ts";
import type { SshConfiguration } from "./configuration.ts";
import { unpublishedMark } from "./hand-over.ts";
import type { Place } from "./place.ts";
import { issuedFolder } from "./register/issued.ts";
import { revocationListFile } from "./register/revocation-list.ts";

const MOST_APART_SECONDS = 60;

/** The mistakes of the setup that can be seen from Hallpass's server. The hosts themselves are not asked. */
export async function diagnose(place: Place, fetch?: HttpFetch): Promise<Finding[]> {
  const { configuration } = place;
  const found = await Promise.all([
    findExposedKey(configuration),
    findOtherKey(place),
    findMissingTrust(configuration),
    findOpenFolder(configuration),
    findClock(place, fetch),
  ]);
  return [
    ...found.flat(),
    ...findMissingFolder(configuration),
    ...findUnpublished(configuration),
    ...findSurvivors(configuration),
  ];
}

async function findExposedKey({ name, signingKey }: SshConfiguration): Promise<Finding[]> {
  if (signingKey.kind === "text") return [];
  const path = signingKey.kind === "file" ? signingKey.path : signingKey.socket;
  const mode = await modeOf(path);
  if (mode === undefined || (mode & 0o077) === 0) return [];
  const message = `Provider "${name}": others can reach ${path} (mode ${mode.toString(8)}).`;
  return [mistake("SSH_KEY_EXPOSED", message, `Run: ${shellLine("chmod", "0600", path)}`)];
}

/** Signs a certificate that expired long ago, for the authority's own key. */
async function findOtherKey({ configuration, keygen }: Place): Promise<Finding[]> {
  try {
    await signCertificate(configuration, keygen, {
      ...{ publicKey: configuration.caPublicKey, keyId: "hallpass-doctor", serial: "1" },
      ...{
        role: { principals: ["hallpass-doctor"] },
        validAfter: new Date(0),
        validBefore: new Date(60_000),
      },
    });
    return [];
  } catch {
    return [
      mistake(
        "SSH_KEY_OTHER",
        `Provider "${configuration.name}": the private key does not sign as caPublicKey.`,
        "Give the private key that belongs to caPublicKey, readable for Hallpass's user alone.",
      ),
    ];
  }
}

async function findMissingTrust({
  name,
  trustedKeysFile,
  caPublicKey,
}: SshConfiguration): Promise<Finding[]> {
  if (trustedKeysFile === undefined) return [];
  const text = await readFile(trustedKeysFile, "utf8").catch(() => "");
  if (text.split("\n").some((line) => parsePublicKey(line.trim()) === caPublicKey)) return [];
  const message = `Provider "${name}": ${trustedKeysFile} does not have the authority's public key.`;
  return [mistake("SSH_NOT_TRUSTED", message, `Add this line to it, and to the hosts: ${caPublicKey}`)];
}

function findMissingFolder(configuration: SshConfiguration): Finding[] {
  const paths = [issuedFolder(configuration), revocationListFile(configuration)];
  const missing = paths.filter((path) => !existsSync(path));
  if (missing.length === 0) return [];
  return [
    mistake(
      "SSH_FOLDER_MISSING",
      `Provider "${configuration.name}": nothing is there, or Hallpass's user may not see it: ${missing.join(", ")}.`,
      "Correct `folder` in HALLPASS_PROVIDERS, or set it up as docs/providers/ssh.md says.",
    ),
  ];
}

async function findOpenFolder(configuration: SshConfiguration): Promise<Finding[]> {
  const paths = [configuration.folder, issuedFolder(configuration), revocationListFile(configuration)];
  const modes = await Promise.all(paths.map(async (path) => ({ path, mode: (await modeOf(path)) ?? 0 })));
  return modes
    .filter(({ mode }) => (mode & 0o022) !== 0)
    .map(({ path, mode }) =>
      mistake(
        "SSH_FOLDER_OPEN",
        `Provider "${configuration.name}": others can write ${path} (mode ${mode.toString(8)}).`,
        `Run: ${shellLine("chmod", "go-w", path)}`,
      ),
    );
}

const modeOf = (path: string): Promise<number | undefined> =>
  stat(path).then(
    ({ mode }) => mode & 0o777,
    () => undefined,
  );

/** Compares with the date in the answer of the certificates' server: RFC 9110, section 6.6.1. Silent where there is no answer. */
async function findClock({ configuration, now }: Place, fetch?: HttpFetch): Promise<Finding[]> {
  const { name, certificatesUrl, deadlineSeconds } = configuration;
  if (certificatesUrl === undefined) return [];
  const call = { method: "GET", url: new URL(certificatesUrl) } as const;
  const answer = await callHttp(call, {
    ...{ provider: name, deadlineSeconds },
    ...(fetch !== undefined && { fetch }),
  }).catch(() => undefined);
  const theirs = Date.parse(answer?.headers.get("date") ?? "");
  const apart = Math.round(Math.abs(theirs - now().getTime()) / 1000);
  if (!(apart > MOST_APART_SECONDS)) return [];
  const message = `Provider "${name}": the clock of ${call.url.host} is ${apart} seconds from Hallpass's.`;
  return [warning("SSH_CLOCK", message, "Set both machines' clocks by NTP, and those of the hosts.")];
}

function findUnpublished(configuration: SshConfiguration): Finding[] {
  if (configuration.publish === undefined || !existsSync(unpublishedMark(configuration))) return [];
  const message = `Provider "${configuration.name}": the last change of the folder was not published.`;
  const fix = `Correct ${configuration.publish[0]}; the next grant or end runs it again.`;
  return [warning("SSH_NOT_PUBLISHED", message, fix)];
}

function findSurvivors({ name, endSessions, publish, resources }: SshConfiguration): Finding[] {
  const open = Object.entries(resources).flatMap(([resource, { roles }]) =>
    Object.entries(roles)
      .filter(
        ([, { forceCommand, permit = [] }]) =>
          forceCommand === undefined || permit.includes("port-forwarding"),
      )
      .map(([role]) => `${resource}/${role}`),
  );
  const sessions = warning(
    "SSH_SESSIONS_SURVIVE",
    `Provider "${name}": a session that is open at the end of a grant goes on.`,
    "Set endSessions, as docs/providers/ssh.md shows.",
  );
  const late = warning(
    "SSH_SESSIONS_SURVIVE",
    `Provider "${name}": after an early end, a host accepts the certificate until it has fetched the list, and a session that begins then goes on.`,
    "Set publish, as docs/providers/ssh.md shows, so that hosts have the list before sessions are ended.",
  );
  const shells = warning(
    "SSH_SHELL",
    `Provider "${name}": holders of ${open.join(", ")} can leave something running or written on the host.`,
    "Give these roles a forceCommand, or set up the hosts as docs/providers/ssh.md says.",
  );
  const surviving = endSessions === undefined ? [sessions] : publish === undefined ? [late] : [];
  return [...surviving, ...(open.length > 0 ? [shells] : [])];
}
