import type { Octokit } from "@octokit/rest";
import type { Known } from "../core/installation.ts";
import { GitHubError, statusOf } from "./error.ts";

/** Whoever reads what an app's own installation usually may not. */
export interface Reader {
  readonly octokit: Octokit;
  /** As a message names it. */
  readonly who: string;
}

/** Not signed in, not allowed, not there for this caller, not offered by this server. */
const REFUSALS = [401, 403, 404, 410, 422, 501];

/** What GitHub refuses to tell comes back as unreadable. Throws `GitHubError` when GitHub fails, or has had enough of us. */
export async function readIfAllowed<T>(
  reader: Reader,
  name: string,
  read: (octokit: Octokit) => Promise<T>,
): Promise<Known<T>> {
  try {
    return { value: await read(reader.octokit) };
  } catch (error) {
    const status = statusOf(error);
    if (status === undefined || !REFUSALS.includes(status) || isRateLimit(error))
      throw new GitHubError(name, error);
    return { unreadable: `GitHub does not show it to ${reader.who} (${status})` };
  }
}

/** Docs, "Rate limits for the REST API": 403 too, told apart by these headers. */
function isRateLimit(error: unknown): boolean {
  const response = error instanceof Error && "response" in error ? error.response : undefined;
  if (typeof response !== "object" || response === null || !("headers" in response)) return false;
  const headers = new Map(Object.entries(response.headers ?? {}));
  return headers.has("retry-after") || String(headers.get("x-ratelimit-remaining")) === "0";
}
