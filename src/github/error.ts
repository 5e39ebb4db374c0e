import { ObstacleError } from "../core/obstacle.ts";

/** GitHub could not be read or written. The message names the call and the status, never a token or a body. */
export class GitHubError extends Error {
  override readonly name = "GitHubError";
  readonly retryable: boolean;
  readonly status: number | undefined;

  constructor(call: string, cause: unknown) {
    const status = statusOf(cause);
    super(`GitHub did not do "${call}" (${status ?? "no answer"}).`, { cause });
    this.status = status;
    this.retryable = status === undefined || status >= 500 || status === 429 || status === 403;
  }
}

export const statusOf = (error: unknown): number | undefined =>
  error instanceof Error && "status" in error && typeof error.status === "number" ? error.status : undefined;

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
