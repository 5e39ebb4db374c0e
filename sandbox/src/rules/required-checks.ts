import { judgeCheck } from "../checks.ts";
import type { Repository } from "../model.ts";

interface RequiredCheck {
  readonly context: string;
  /** The app that must make the check; if absent, any app. */
  readonly integration_id?: number;
}

/** The required checks that a commit has not passed, in GitHub's words. */
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
