import type { Octokit } from "@octokit/rest";
import type { Known } from "../../core/diagnosis/installation.ts";
import { type RepositoryName, SignInError } from "../http/client.ts";
import { describeFailure, GitHubError, isRefused, statusOf } from "../http/error.ts";

/** Whoever reads what an app's own installation usually may not. */
export interface Reader {
  readonly octokit: Octokit;
  /** As a message names it. */
  readonly who: string;
  /** A credential of its own, which GitHub may refuse as such. */
  readonly isAttestor: boolean;
}

/** Not allowed, not there for this caller, not offered by this server. */
const REFUSALS = [403, 404, 410, 422, 501];

/** What GitHub refuses to tell comes back as unreadable. Throws `GitHubError` when GitHub fails, or has had enough of us. */
export async function readIfAllowed<T>(
  reader: Reader,
  name: string,
  read: (octokit: Octokit) => Promise<T>,
): Promise<Known<T>> {
  try {
    return { value: await read(reader.octokit) };
  } catch (error) {
    const refusal = readRefusal(error, reader.isAttestor);
    if (refusal === undefined) throw new GitHubError(name, error);
    return { unreadable: `GitHub does not show it to ${reader.who} (${refusal})` };
  }
}

/** The status of a refusal; that the app itself is signed out is none: it signs in again. */
function readRefusal(error: unknown, isAttestor: boolean): number | undefined {
  if (isAttestor && isSignedOut(error)) return 401;
  return isRefused(error, REFUSALS) ? statusOf(error) : undefined;
}

/** GitHub knows no such credential: a token that has expired, a key that was revoked, an App that is not installed or is suspended. */
function isSignedOut(error: unknown): boolean {
  if (statusOf(error) === 401) return true;
  return error instanceof SignInError && isRefused(error.cause, [401, 403, 404]);
}

/** Whether GitHub accepts the credential at all, in its own words if not. Throws when GitHub fails. */
export async function examineCredential(
  { octokit, who }: Reader,
  name: RepositoryName,
): Promise<{ readonly who: string; readonly refused?: string }> {
  // The first 401 of an App makes it sign in anew.
  const attempt = () =>
    octokit.rest.repos.get({ ...name }).then(
      () => undefined,
      (error: unknown) => error,
    );
  const first = await attempt();
  const error = isSignedOut(first) ? await attempt() : first;
  if (error === undefined || isRefused(error, REFUSALS)) return { who };
  if (!isSignedOut(error)) throw new GitHubError(`look whether ${who} is accepted`, error);
  return { who, refused: describeFailure(error) };
}
