import { ObstacleError } from "../../core/plan/obstacle.ts";
import { PausedError, readLimit } from "./limits.ts";

/** GitHub could not be read or written. The message names the call, the status and GitHub's own message, never a token or a body. */
export class GitHubError extends Error {
  override readonly name = "GitHubError";
  readonly retryable: boolean;
  readonly status: number | undefined;
  /** GitHub's own message, in one line. */
  readonly says: string | undefined;
  /** For how long GitHub wants no more calls. */
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

/** The status and GitHub's own message, or why there is none. */
export function describeFailure(cause: unknown): string {
  const [status, says] = [statusOf(cause), messageOf(cause)];
  if (cause instanceof PausedError) return cause.message.replace(/\.$/u, "");
  if (status !== undefined) return says === undefined ? `${status}` : `${status}: ${says}`;
  if (isUnanswered(cause)) return "no answer";
  // Our own mistake, or an answer in a form that is not known.
  return cause instanceof Error ? oneLine(cause.message) : "its answer could not be used";
}

export function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") return undefined;
  return isUnanswered(error) ? undefined : error.status;
}

/** Octokit gives a call without an answer the status 500, and no response. */
const isUnanswered = (error: unknown): boolean =>
  error instanceof Error && "request" in error && !("response" in error && error.response !== undefined);

/** GitHub refused what was asked for: not allowed, or not there for this caller. A limit is no refusal: it passes. */
export const isRefused = (error: unknown, statuses: readonly number[]): boolean =>
  statuses.includes(statusOf(error) ?? 0) && readLimit(error) === undefined;

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

/** Runs one call, and turns whatever it throws into a `GitHubError` that names it. */
export async function call<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof GitHubError || error instanceof ObstacleError
      ? error
      : new GitHubError(name, error);
  }
}
