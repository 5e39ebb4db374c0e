import { judgeCheck } from "../checks.ts";
import type { Repository } from "../model.ts";

interface RequiredCheck {
  readonly context: string;
  /** The app whose check it must be; any app's when absent. */
  readonly integration_id?: number;
}

/** The required checks a commit has not passed, in GitHub's words. */
export const findUnmetChecks = (
  repository: Repository,
  required: readonly RequiredCheck[],
  sha: string,
): string[] =>
  required
    .map(({ context, integration_id }) => ({
      context,
      verdict: judgeCheck(repository.checkRuns, sha, context, integration_id),
    }))
    .filter(({ verdict }) => verdict !== "passed")
    .map(({ context, verdict }) => `Required status check "${context}" is ${verdict}.`);
