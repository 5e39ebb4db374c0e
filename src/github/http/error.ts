import { ObstacleError } from "../../core/plan/obstacle.ts";
import { PausedError, readLimit } from "./limits.ts";

/** GitHub could not be read or written. The message names the call, the status and GitHub's own message, never a token or a body. */
export class GitHubError extends Error {
  override readonly name = "GitHubError";
  readonly retryable: boolean;
  readonly status: number | undefined;
  /** GitHub's own message, in one line. */
  readonly says: string | undefined;
  /** The pause that GitHub asks for. */
  readonly retryAfterMs: number | undefined;

  constructor(call: string, cause: unknown) {
    const status = statusOf(cause);
    const says = messageOf(cause);
    super(`GitHub did not do "${call}" (${describeFailure(cause)}).`, { cause });
    this.status = status;
    this.says = says;
    this.retryAfterMs = readLimit(cause);
    this.retryable =
      status === undefined || status >= 500 || this.retryAfterMs !== undefined || status === 403;
  }
}

/** The status and GitHub's own message, or the reason that there is none. */
export function describeFailure(cause: unknown): string {
  const [status, says] = [statusOf(cause), messageOf(cause)];
  if (cause instanceof PausedError) return cause.message.replace(/\.$/u, "");
  if (status !== undefined) return says === undefined ? `${status}` : `${status}: ${says}`;
  if (isUnanswered(cause)) return "no answer";
  // A bug of ours, or an answer in an unknown form.
  return cause instanceof Error ? oneLine(cause.message) : "its answer could not be used";
}

export function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") return undefined;
  return isUnanswered(error) ? undefined : error.status;
}

/** Octokit sets the status 500 and no response for a call without an answer. */
const isUnanswered = (error: unknown): boolean =>
  error instanceof Error && "request" in error && !("response" in error && error.response !== undefined);

/** GitHub refused: not allowed, or invisible to this caller. A rate limit does not count as a refusal. */
export const isRefused = (error: unknown, statuses: readonly number[]): boolean =>
  statuses.includes(statusOf(error) ?? 0) && readLimit(error) === undefined;

/** For `catch`: `undefined` for what is not there. GitHub hides from people what they may not read, so that looks the same. */
export function orMissing(error: unknown): undefined {
  if (isRefused(error, [404])) return undefined;
  throw error;
}

const MAX_MESSAGE = 300;

function messageOf(error: unknown): string | undefined {
  if (error instanceof GitHubError) return error.says;
  const response = error instanceof Error && "response" in error ? error.response : undefined;
  const data = isObject(response) && "data" in response ? response.data : undefined;
  return isObject(data) && "message" in data && typeof data.message === "string"
    ? oneLine(data.message)
    : undefined;
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

const oneLine = (text: string): string => text.replace(/\s+/gu, " ").trim().slice(0, MAX_MESSAGE);

/** Runs one call and turns any error into a `GitHubError` that names the call. */
export async function call<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof GitHubError || error instanceof ObstacleError
      ? error
      : new GitHubError(name, error);
  }
}
