import type { Account } from "./accounts.ts";
import { sendPullEvent } from "./events.ts";
import { branchRef, readRef } from "./git/refs.ts";
import type { PullRequest } from "./pulls.ts";
import type { Repository } from "./repository.ts";
import type { State } from "./state.ts";

/** Closes a pull request without merging it. */
export async function closePull(
  state: State,
  repository: Repository,
  actor: Account,
  pull: PullRequest,
): Promise<void> {
  await freeze(state, repository, pull);
  await sendPullEvent(state, repository, actor, pull, "closed");
}

/** Marks a pull request as merged by the commit that brought it in. `baseSha` stays what it was before. */
export async function mergePull(
  state: State,
  repository: Repository,
  actor: Account,
  pull: PullRequest,
  sha: string,
): Promise<void> {
  pull.merged = { sha, at: state.clock(), by: actor };
  close(state, pull);
  await sendPullEvent(state, repository, actor, pull, "closed");
}

/** Opens a closed pull request again. */
export async function reopenPull(
  state: State,
  repository: Repository,
  actor: Account,
  pull: PullRequest,
): Promise<void> {
  pull.state = "open";
  pull.closedAt = undefined;
  pull.updatedAt = state.clock();
  await sendPullEvent(state, repository, actor, pull, "reopened");
}

// A closed pull request is measured against the base it was closed on, however far that moves on.
async function freeze(state: State, repository: Repository, pull: PullRequest): Promise<void> {
  pull.baseSha = (await readRef(repository.store, branchRef(pull.baseBranch))) ?? pull.baseSha;
  close(state, pull);
}

function close(state: State, pull: PullRequest): void {
  const now = state.clock();
  pull.state = "closed";
  pull.closedAt = now;
  pull.updatedAt = now;
}
