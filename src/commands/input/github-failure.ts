import type { CommandCode } from "../../core/findings/catalogue/index.ts";
import { RepositoryError } from "../../git/process/error.ts";
import { describeFailure, statusOf } from "../../github/http/error.ts";
import { readLimit } from "../../github/http/limits.ts";
import { CannotAnswerError } from "../runner/failure.ts";

type GitHubCode = Extract<CommandCode, `GITHUB_${string}`>;

/** The next step for a call that GitHub did not answer as needed. */
export const githubFixes: Readonly<Record<GitHubCode, string>> = {
  GITHUB_UNREACHABLE:
    "See whether GITHUB_API_URL and GITHUB_SERVER_URL answer from here, then run this again.",
  GITHUB_REFUSED:
    "Give credentials that GitHub accepts and that may do this, see whether the names are right, then run this again.",
  GITHUB_THROTTLED: "Wait a few minutes, then run this again.",
};

/** Why GitHub gave no answer, by the error or its causes. `undefined` for any other failure. */
export function classifyGitHub(error: unknown): GitHubCode | undefined {
  if (!(error instanceof Error)) return undefined;
  if (readLimit(error) !== undefined) return "GITHUB_THROTTLED";
  const status = statusOf(error);
  if (status !== undefined) return status >= 500 ? "GITHUB_UNREACHABLE" : "GITHUB_REFUSED";
  if (error instanceof RepositoryError && error.retryable) return classifyGit(error);
  return describeFailure(error) === "no answer" ? "GITHUB_UNREACHABLE" : classifyGitHub(error.cause);
}

/** Does it, and says the next step where GitHub did not answer as needed: throws `CannotAnswerError` then, and any other error as it is. */
export async function withNextStep<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = classifyGitHub(error);
    if (code === undefined || !(error instanceof Error)) throw error;
    throw new CannotAnswerError(code, error.message, githubFixes[code], { cause: error });
  }
}

/** Git retries the commands that talk with GitHub, and gives their answer as text. */
const classifyGit = ({ message }: RepositoryError): GitHubCode =>
  /authentication failed|error: 40[134]|not found/iu.test(message) ? "GITHUB_REFUSED" : "GITHUB_UNREACHABLE";
