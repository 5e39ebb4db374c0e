import { roleOf } from "./access.ts";
import { type Account, includesRole } from "./accounts.ts";
import type { PullRequest, Repository, Review } from "./model.ts";
import type { State } from "./state.ts";

/** Dismisses an approval or a request for changes. */
export function dismissReview(state: State, by: Account, review: Review, message: string | null): void {
  const was = review.state === "APPROVED" ? "approved" : "changes_requested";
  review.state = "DISMISSED";
  review.dismissal = { id: state.nextId(), by, at: state.clock(), was, message };
}

/** Each person's last review that counts. Comments do not count, and dismissing a review does not restore an earlier one. */
function latestDecisiveReviews(pull: PullRequest): Review[] {
  const last = new Map<number, Review>();
  for (const review of pull.reviews) {
    if (review.state !== "COMMENTED" && review.state !== "PENDING") last.set(review.author.id, review);
  }
  return [...last.values()];
}

/** The accounts with a valid approval: those with write access, bots included. */
export function listApprovers(state: State, repository: Repository, pull: PullRequest): Account[] {
  return countingReviews(state, repository, pull)
    .filter((review) => review.state === "APPROVED")
    .map((review) => review.author);
}

/** The people with a valid request for changes. */
export function listObjectors(state: State, repository: Repository, pull: PullRequest): Account[] {
  return countingReviews(state, repository, pull)
    .filter((review) => review.state === "CHANGES_REQUESTED")
    .map((review) => review.author);
}

/** True if a person other than the last pusher has approved since that push. */
export function hasLastPushApproval(state: State, repository: Repository, pull: PullRequest): boolean {
  const { id, by } = pull.lastPush;
  return countingReviews(state, repository, pull).some(
    (review) =>
      review.state === "APPROVED" &&
      review.author.id !== by.id &&
      review.commitSha === pull.headSha &&
      review.id > id,
  );
}

function countingReviews(state: State, repository: Repository, pull: PullRequest): Review[] {
  return latestDecisiveReviews(pull).filter(
    (review) => review.author.id !== pull.author.id && mayWrite(state, repository, review),
  );
}

/** GitHub counts reviews of apps with write access. An app is in no team, so it is never a team's code owner. */
const mayWrite = (state: State, repository: Repository, { author, app }: Review): boolean =>
  app === undefined
    ? includesRole(roleOf(state, repository, author), "write")
    : app.permissions.pull_requests === "write" && app.permissions.contents === "write";
