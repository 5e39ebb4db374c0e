import type { Octokit } from "@octokit/rest";
import type { Known } from "../../core/diagnosis/installation.ts";
import { type RepositoryName, SignInError } from "../http/client.ts";
import { describeFailure, GitHubError, isRefused, statusOf } from "../http/error.ts";

/** Reads settings that an app's installation usually may not read. */
export interface Reader {
  readonly octokit: Octokit;
  /** The name for messages. */
  readonly who: string;
  /** It has its own credential, which GitHub may refuse. */
  readonly isAttestor: boolean;
}

/** Not allowed, invisible to this caller, or not offered by this server. */
const REFUSALS = [403, 404, 410, 422, 501];

/** Returns refused answers as unreadable. Throws `GitHubError` when GitHub fails or asks for a pause. */
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

/** The status of a refusal. A 401 of the app itself is none: it signs in again. */
function readRefusal(error: unknown, isAttestor: boolean): number | undefined {
  if (isAttestor && isSignedOut(error)) return 401;
  return isRefused(error, REFUSALS) ? statusOf(error) : undefined;
}

/** GitHub rejects the credential: an expired token, a revoked key, an App that is suspended or not installed. */
function isSignedOut(error: unknown): boolean {
  if (statusOf(error) === 401) return true;
  return error instanceof SignInError && isRefused(error.cause, [401, 403, 404]);
}

/** Checks whether GitHub accepts the credential; returns GitHub's own words if not. Throws when GitHub fails. */
export async function examineCredential(
  { octokit, who }: Reader,
  name: RepositoryName,
): Promise<{ readonly who: string; readonly refused?: string }> {
  // An App signs in again after its first 401.
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
