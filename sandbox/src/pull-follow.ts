import type { Account } from "./accounts.ts";
import { sendPullEvent, sendReviewEvent } from "./events.ts";
import { findArrival, isAncestor } from "./git/history.ts";
import { branchRef, type RefMove, readRef, zeroSha } from "./git/refs.ts";
import type { PullRequest, Repository } from "./model.ts";
import { closePull, mergePull, retargetPull } from "./pull-changes.ts";
import { moveHead } from "./pull-ends.ts";
import type { State } from "./state.ts";

/**
 * Follows a branch that moved: open pull requests from it, here and in the repository it was forked from, take its new tip, or close if
 * it was deleted.
 */
export async function followHeadMove(
  state: State,
  repository: Repository,
  actor: Account,
  branch: string,
  move: RefMove,
): Promise<void> {
  for (const base of [repository, repository.parent].filter((one) => one !== undefined)) {
    const pulls = openPulls(base).filter(
      (pull) => pull.headBranch === branch && pull.headRepository?.id === repository.id,
    );
    for (const pull of pulls) {
      if (move.after === zeroSha) await closePull(state, base, actor, pull);
      else await takeHead(state, base, actor, pull, move);
    }
  }
}

/**
 * Follows a branch that moved: open pull requests into it are merged if it now has their commits, whatever the rules say ("Indirect
 * merges"). If it was deleted, they are retargeted to the branch it was merged into, or closed.
 */
export async function followBaseMove(
  state: State,
  repository: Repository,
  actor: Account,
  branch: string,
  { before, after }: RefMove,
): Promise<void> {
  for (const pull of openPulls(repository).filter(({ baseBranch }) => baseBranch === branch)) {
    if (after === zeroSha) {
      await leaveBase(state, repository, actor, pull, before);
    } else if (await isAncestor(repository.store, pull.headSha, after)) {
      if (before !== zeroSha) pull.baseSha = before;
      const arrival = await findArrival(repository.store, pull.headSha, { before, after });
      await mergePull(state, repository, actor, pull, arrival);
    }
  }
}

/** "Automatic retargeting": for a deleted base branch, merged or not. */
async function leaveBase(
  state: State,
  repository: Repository,
  actor: Account,
  pull: PullRequest,
  tip: string,
): Promise<void> {
  const merged = repository.pulls.findLast(
    (other) =>
      other.merged !== undefined &&
      other.headRepository?.id === repository.id &&
      other.headBranch === pull.baseBranch &&
      other.headSha === tip,
  );
  const next = merged?.baseBranch;
  const sha = next === undefined ? undefined : await readRef(repository.store, branchRef(next));
  if (next === undefined || sha === undefined) return closePull(state, repository, actor, pull);
  return retargetPull(state, repository, actor, pull, { branch: next, sha });
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
  const dismissed = await moveHead(state, repository, actor, pull, after);
  await sendPullEvent(state, repository, actor, pull, "synchronize", { before, after });
  for (const review of dismissed) {
    sendReviewEvent(state, repository, actor, pull, review, "dismissed");
  }
  // The branch was pushed back to a commit of the base: it proposes no change, and was not merged.
  if (await isAncestor(repository.store, after, pull.baseSha))
    await closePull(state, repository, actor, pull);
}
