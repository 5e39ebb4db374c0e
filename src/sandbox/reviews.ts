import { roleOf } from "./access.ts";
import { type Account, includesRole } from "./accounts.ts";
import type { PullRequest } from "./pulls.ts";
import type { Repository } from "./repository.ts";
import type { State } from "./state.ts";

export type ReviewState = "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED";

/** What somebody said about a pull request as it stood at `commitSha`. */
export interface Review {
  readonly id: number;
  readonly author: Account;
  readonly body: string;
  readonly commitSha: string;
  readonly submittedAt: Date;
  state: ReviewState;
}

/** Each person's last word: comments say nothing, and a dismissed review brings no earlier one back. */
export function latestDecisiveReviews(pull: PullRequest): Review[] {
  const last = new Map<number, Review>();
  for (const review of pull.reviews) {
    if (review.state !== "COMMENTED") last.set(review.author.id, review);
  }
  return [...last.values()];
}

/** The people whose approval stands and counts: those who may write. */
export function listApprovers(state: State, repository: Repository, pull: PullRequest): Account[] {
  return countingReviews(state, repository, pull)
    .filter((review) => review.state === "APPROVED")
    .map((review) => review.author);
}

/** The people whose request for changes stands and counts. */
export function listObjectors(state: State, repository: Repository, pull: PullRequest): Account[] {
  return countingReviews(state, repository, pull)
    .filter((review) => review.state === "CHANGES_REQUESTED")
    .map((review) => review.author);
}

function countingReviews(state: State, repository: Repository, pull: PullRequest): Review[] {
  return latestDecisiveReviews(pull).filter(
    ({ author }) =>
      author.type === "User" &&
      author.id !== pull.author.id &&
      includesRole(roleOf(state, repository, author), "write"),
  );
}
