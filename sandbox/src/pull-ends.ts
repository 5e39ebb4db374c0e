import type { Account } from "./accounts.ts";
import { findDiff } from "./git/diff.ts";
import { mergeBase } from "./git/history.ts";
import { branchRef, moveRefs, readRef } from "./git/refs.ts";
import type { PullRequest, Repository, Review } from "./model.ts";
import { pullHeadRef } from "./pulls.ts";
import { dismissReview } from "./reviews.ts";
import { rulesetsOf } from "./rules/active.ts";
import type { State } from "./state.ts";

/** The account that last moved a branch, if known. Another account may have moved the pull request. */
export const findPusher = (repository: Repository | undefined, branch: string): Account | undefined =>
  repository?.activities.findLast(({ ref }) => ref === branchRef(branch))?.actor;

/** Moves the head to another commit. Returns the approvals that this dismissed because they were for another change. */
export async function moveHead(
  state: State,
  repository: Repository,
  actor: Account,
  pull: PullRequest,
  after: string,
): Promise<Review[]> {
  const before = pull.headSha;
  const baseTip = (await readRef(repository.store, branchRef(pull.baseBranch))) ?? pull.baseSha;
  const [old, current] = await Promise.all(
    [before, after].map((head) => describeChange(repository, baseTip, head)),
  );
  await moveRefs(repository.store, [{ ref: pullHeadRef(pull.number), before, after }]);
  pull.headSha = after;
  pull.lastPush = { id: state.nextId(), by: findPusher(pull.headRepository, pull.headBranch) ?? actor };
  pull.baseSha = baseTip;
  pull.updatedAt = state.clock();
  return old === current ? [] : dismissStaleApprovals(state, repository, actor, pull);
}

/** Retargets it to another base branch. Returns the approvals that this dismissed because they were for another change. */
export async function moveBase(
  state: State,
  repository: Repository,
  actor: Account,
  pull: PullRequest,
  base: { readonly branch: string; readonly sha: string },
): Promise<Review[]> {
  const [old, current] = await Promise.all(
    [pull.baseSha, base.sha].map((tip) => describeChange(repository, tip, pull.headSha)),
  );
  pull.baseBranch = base.branch;
  pull.baseSha = base.sha;
  return old === current ? [] : dismissStaleApprovals(state, repository, actor, pull);
}

/** The proposed change, in a form that can be compared: an approval is for a change, not for a commit. */
async function describeChange({ store }: Repository, baseTip: string, head: string): Promise<string> {
  const from = (await mergeBase(store, baseTip, head)) ?? baseTip;
  const files = await findDiff(store, from, head);
  // A change that is too large to compare differs from every other.
  if (files === undefined) return JSON.stringify([from, head]);
  return JSON.stringify(
    files.map(({ path, previousPath, status, mode, sha }) => [path, previousPath, status, mode, sha]),
  );
}

function dismissStaleApprovals(
  state: State,
  repository: Repository,
  actor: Account,
  pull: PullRequest,
): Review[] {
  const rules = rulesetsOf(repository, branchRef(pull.baseBranch)).flatMap((ruleset) => ruleset.rules);
  const wanted = rules.some(
    (rule) => rule.type === "pull_request" && rule.parameters.dismiss_stale_reviews_on_push,
  );
  const stale = wanted ? pull.reviews.filter((review) => review.state === "APPROVED") : [];
  for (const review of stale) dismissReview(state, actor, review, null);
  return stale;
}
