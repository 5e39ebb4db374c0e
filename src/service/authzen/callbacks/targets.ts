import { listNetworks } from "../../../outbound/address.ts";
import { createGuardedFetch, type GuardedFetch } from "../../../outbound/guarded-fetch.ts";
import { readKey } from "../../../outbound/signature.ts";
import type { AuthzenConfiguration, CallbackEntry } from "../contract/configuration.ts";

/** Where the callbacks of one caller may go, and how. */
export interface CallbackTarget {
  /** As `URL` writes them. */
  readonly urls: ReadonlySet<string>;
  /** The key in use, and the former one while the caller changes over. */
  readonly keys: readonly Buffer[];
  readonly fetch: GuardedFetch;
}

/** By the name of the caller. A caller that is not there gets no callbacks. */
export type CallbackTargets = ReadonlyMap<string, CallbackTarget>;

type Secrets = Readonly<Record<string, string | undefined>>;

/** Throws `Error` with the place and the fix, never with a secret. */
export const readCallbackTargets = ({ callers }: AuthzenConfiguration, secrets: Secrets): CallbackTargets =>
  new Map(
    callers.flatMap(({ name, callback }) =>
      callback === undefined
        ? []
        : [[name, readTarget(callback, `HALLPASS_AUTHZEN/callers ("${name}")/callback`, secrets)] as const],
    ),
  );

function readTarget(entry: CallbackEntry, where: string, secrets: Secrets): CallbackTarget {
  const { urls, secretFrom, formerSecretFrom, authoritiesFrom, networks = [] } = entry;
  const read = (field: string, variable: string): string => {
    const value = secrets[variable];
    if (!value) throw new Error(`${where}/${field}: the variable ${variable} is not set.`);
    return value;
  };
  const readSecret = (field: string, variable: string): Buffer => {
    const key = readKey(read(field, variable));
    if (key !== undefined) return key;
    throw new Error(
      `${where}/${field}: ${variable} is no secret of Standard Webhooks. Set it to whsec_ and 24 to 64 random bytes in base64.`,
    );
  };
  return {
    urls: new Set(urls.map((url) => readUrl(url, where))),
    keys: [
      readSecret("secretFrom", secretFrom),
      ...(formerSecretFrom === undefined ? [] : [readSecret("formerSecretFrom", formerSecretFrom)]),
    ],
    fetch: createGuardedFetch({
      networks: readNetworks(networks, where),
      ...(authoritiesFrom !== undefined && { ca: read("authoritiesFrom", authoritiesFrom) }),
    }),
  };
}

function readUrl(text: string, where: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isOwn = /^(?:localhost|127\.[\d.]+|\[::1\])$/u.test(url?.hostname ?? "");
  const isSafe = url?.protocol === "https:" || (isOwn && url?.protocol === "http:");
  if (isSafe && url.username === "" && url.password === "" && url.hash === "") return url.href;
  throw new Error(
    `${where}/urls: "${url?.host ?? "an entry"}" is not usable. Write an address of https without user, password and #; http is for this machine alone.`,
  );
}

function readNetworks(networks: readonly string[], where: string) {
  try {
    return listNetworks(networks);
  } catch (error) {
    throw new Error(`${where}/networks: ${error instanceof Error ? error.message : String(error)}`);
  }
}
