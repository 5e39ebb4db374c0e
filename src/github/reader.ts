import type { Octokit } from "@octokit/rest";
import type { Known } from "../core/installation.ts";
import { GitHubError, isRefused, statusOf } from "./error.ts";

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
    if (!isRefused(error, REFUSALS)) throw new GitHubError(name, error);
    return { unreadable: `GitHub does not show it to ${reader.who} (${statusOf(error)})` };
  }
}
