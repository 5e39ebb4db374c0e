import type { Account } from "./accounts.ts";
import { sendPullEvent, sendReviewEvent } from "./events.ts";
import { readDiff } from "./git/diff.ts";
import { isAncestor, mergeBase } from "./git/history.ts";
import { branchRef, moveRefs, type RefMove, readRef, zeroSha } from "./git/refs.ts";
import { closePull, mergePull } from "./pull-changes.ts";
import { type PullRequest, pullHeadRef } from "./pulls.ts";
import type { Repository } from "./repository.ts";
import { rulesetsOf } from "./rules/active.ts";
import type { State } from "./state.ts";

/** A branch moved: the open pull requests it is the head of take its new tip, or close when it is gone. */
export async function followHeadMove(
  state: State,
  repository: Repository,
  actor: Account,
  branch: string,
  move: RefMove,
): Promise<void> {
  for (const pull of openPulls(repository).filter(({ headBranch }) => headBranch === branch)) {
    if (move.after === zeroSha) await closePull(state, repository, actor, pull);
    else await takeHead(state, repository, actor, pull, move);
  }
}

/** A branch moved: open pull requests into it whose commits it now has are merged, whatever the rules say. */
export async function followBaseMove(
  state: State,
  repository: Repository,
  actor: Account,
  branch: string,
  { before, after }: RefMove,
): Promise<void> {
  if (after === zeroSha) return;
  for (const pull of openPulls(repository).filter(({ baseBranch }) => baseBranch === branch)) {
    if (await isAncestor(repository.store, pull.headSha, after)) {
      if (before !== zeroSha) pull.baseSha = before;
      await mergePull(state, repository, actor, pull, pull.headSha);
    }
  }
}

const openPulls = (repository: Repository): PullRequest[] =>
  repository.pulls.filter(({ state }) => state === "open");

async function takeHead(
  state: State,
  repository: Repository,
  actor: Account,
  pull: PullRequest,
  { before, after }: RefMove,
): Promise<void> {
  const baseTip = (await readRef(repository.store, branchRef(pull.baseBranch))) ?? pull.baseSha;
  const changed = await changesDiff(repository, baseTip, before, after);
  await moveRefs(repository.store, [{ ref: pullHeadRef(pull.number), before: pull.headSha, after }]);
  pull.headSha = after;
  pull.baseSha = baseTip;
  pull.updatedAt = state.clock();
  const dismissed = changed ? dismissStaleApprovals(repository, pull) : [];
  await sendPullEvent(state, repository, actor, pull, "synchronize", { before, after });
  for (const review of dismissed) {
    sendReviewEvent(state, repository, actor, pull, review, "dismissed");
  }
}

/** Whether a pull request proposes something else than before: an approval is for a change, not for a commit. */
async function changesDiff(
  repository: Repository,
  baseTip: string,
  before: string,
  after: string,
): Promise<boolean> {
  const describe = async (head: string) => {
    const from = (await mergeBase(repository.store, baseTip, head)) ?? baseTip;
    const files = await readDiff(repository.store, from, head);
    return JSON.stringify(
      files.map(({ path, previousPath, status, sha }) => [path, previousPath, status, sha]),
    );
  };
  const [old, current] = await Promise.all([describe(before), describe(after)]);
  return old !== current;
}

function dismissStaleApprovals(repository: Repository, pull: PullRequest) {
  const rules = rulesetsOf(repository, branchRef(pull.baseBranch)).flatMap((ruleset) => ruleset.rules);
  const wanted = rules.some(
    (rule) => rule.type === "pull_request" && rule.parameters.dismiss_stale_reviews_on_push,
  );
  const stale = wanted ? pull.reviews.filter((review) => review.state === "APPROVED") : [];
  for (const review of stale) review.state = "DISMISSED";
  return stale;
}
