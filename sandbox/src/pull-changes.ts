import type { Account } from "./accounts.ts";
import { sendPullEvent, sendReviewEvent } from "./events.ts";
import { branchRef, readRef } from "./git/refs.ts";
import { noteTurn } from "./issues.ts";
import type { PullRequest, Repository } from "./model.ts";
import { moveBase, moveHead } from "./pull-ends.ts";
import type { State } from "./state.ts";

/** Closes a pull request without merging it. */
export async function closePull(
  state: State,
  repository: Repository,
  actor: Account,
  pull: PullRequest,
): Promise<void> {
  await freeze(repository, pull);
  close(state, actor, pull);
  await sendPullEvent(state, repository, actor, pull, "closed");
}

/** Marks a pull request as merged by this commit. `baseSha` keeps its earlier value. */
export async function mergePull(
  state: State,
  repository: Repository,
  actor: Account,
  pull: PullRequest,
  sha: string,
): Promise<void> {
  pull.merged = { sha, at: state.clock(), by: actor };
  close(state, actor, pull);
  await sendPullEvent(state, repository, actor, pull, "closed");
}

/** Reopens a closed pull request with the current tip of its branch. */
export async function reopenPull(
  state: State,
  repository: Repository,
  actor: Account,
  pull: PullRequest,
  head: string,
): Promise<void> {
  pull.state = "open";
  noteTurn(state, actor, pull, "reopened");
  pull.baseSha = (await readRef(repository.store, branchRef(pull.baseBranch))) ?? pull.baseSha;
  const dismissed = head === pull.headSha ? [] : await moveHead(state, repository, actor, pull, head);
  await sendPullEvent(state, repository, actor, pull, "reopened");
  for (const review of dismissed) sendReviewEvent(state, repository, actor, pull, review, "dismissed");
}

/** Retargets an open pull request to another base. */
export async function retargetPull(
  state: State,
  repository: Repository,
  actor: Account,
  pull: PullRequest,
  base: { readonly branch: string; readonly sha: string },
): Promise<void> {
  const changes = { base: { ref: { from: pull.baseBranch }, sha: { from: pull.baseSha } } };
  const dismissed = await moveBase(state, repository, actor, pull, base);
  pull.updatedAt = state.clock();
  await sendPullEvent(state, repository, actor, pull, "edited", { changes });
  for (const review of dismissed) sendReviewEvent(state, repository, actor, pull, review, "dismissed");
}

// A closed pull request is compared with its base at the time of closing.
async function freeze(repository: Repository, pull: PullRequest): Promise<void> {
  pull.baseSha = (await readRef(repository.store, branchRef(pull.baseBranch))) ?? pull.baseSha;
}

function close(state: State, actor: Account, pull: PullRequest): void {
  pull.state = "closed";
  noteTurn(state, actor, pull, "closed");
}
