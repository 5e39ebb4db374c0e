import type { GuardedFetch } from "./guarded-fetch.ts";

const DEADLINE_MS = 10_000;

/**
 * Posts JSON to an address that the configuration allows. Follows no redirect, reads no answer. Throws with the host and the status: the path of such an
 * address is a secret.
 */
export async function postJson(
  fetch: GuardedFetch,
  url: URL,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const signal = AbortSignal.timeout(DEADLINE_MS);
  const response = await fetch(url, {
    ...{ method: "POST", body, signal },
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
  }).catch((error: unknown) => {
    throw new Error(`${url.host} did not take it: ${explain(error, signal)}`);
  });
  await response.body?.cancel().catch(() => undefined);
  if (!response.ok) throw new Error(`${url.host} answered ${response.status}.`);
}

/** The code of a network failure, or the guard's own words. Messages of others may hold the address. */
function explain(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return `no answer within ${DEADLINE_MS / 1000} seconds.`;
  if (!(error instanceof Error)) return "unknown.";
  if ("code" in error && typeof error.code === "string") return `${error.code}.`;
  return error.message.startsWith("Not connected: ") ? error.message : `${error.name}.`;
}
