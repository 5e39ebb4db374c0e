import { type Finding, isError } from "../core/findings/finding.ts";
import { type PlannedReview, planReviews } from "../core/inventory/planned-review.ts";
import type { DoneReview } from "../core/inventory/review-outcome.ts";
import type { Repository } from "../core/ports/repository.ts";
import { readRules } from "./evidence/read-rules.ts";
import { type BaselineFile, readBaselines } from "./standing/read-baselines.ts";
import { readReviews } from "./standing/read-reviews.ts";

/** The standing access on the default branch, as reviews, and what could not be read. */
export interface ReviewSurvey {
  /** The commit of the default branch. */
  readonly tip: string;
  readonly planned: readonly PlannedReview[];
  /** The reviews that are on the default branch. */
  readonly done: readonly DoneReview[];
  readonly files: readonly BaselineFile[];
  /** Of rules, inventory and reviews. While there is one, a plan would leave access out. */
  readonly findings: readonly Finding[];
  /** A file of inventory/, its reviews or the policies cannot be read: a review may be missing, or be another team's. */
  readonly isPartial: boolean;
}

/** Plans one review for each team with standing access, from the default branch. `dueMs`: from now until they are due. */
export async function surveyReviews(repository: Repository, now: Date, dueMs: number): Promise<ReviewSurvey> {
  const tip = await repository.defaultTip();
  const [rules, inventory, committed] = await Promise.all([
    readRules(repository, tip),
    readBaselines(repository, tip),
    readReviews(repository, tip),
  ]);
  const { policies, codeowners } = rules;
  const baselines = inventory.files.map(({ baseline }) => baseline);
  const { reviews } = committed;
  const unread = rules.findings.filter(isError);
  // Those of a file that was not parsed have no place: it may be a policy.
  const ofPolicies = unread.filter(
    ({ code, place }) =>
      code === "RULE_NOT_A_PLAIN_FILE" || code === "RULE_TOO_LARGE" || place?.file.startsWith("policies/"),
  );
  return {
    tip,
    planned: planReviews({ policies, codeowners, baselines, reviews }, now, dueMs),
    done: reviews,
    files: inventory.files,
    findings: [...unread, ...inventory.findings, ...committed.findings],
    isPartial: [ofPolicies, inventory.findings, committed.findings].some(({ length }) => length > 0),
  };
}
