import type { Account, Team } from "./accounts.ts";
import { type FileChange, readDiff } from "./git/diff.ts";
import { listCommits, mergeBase } from "./git/history.ts";
import { type Commit, readCommits } from "./git/objects.ts";
import { branchRef, readRef } from "./git/refs.ts";
import type { Repository } from "./repository.ts";
import type { Review } from "./reviews.ts";

/** A proposal to bring one branch into another of the same repository. */
export interface PullRequest {
  readonly id: number;
  readonly number: number;
  readonly author: Account;
  readonly headBranch: string;
  readonly createdAt: Date;
  readonly reviews: Review[];
  baseBranch: string;
  title: string;
  body: string | null;
  draft: boolean;
  state: "open" | "closed";
  headSha: string;
  /** The tip of the base branch when the pull request was opened, last pushed to, merged or closed. */
  baseSha: string;
  updatedAt: Date;
  closedAt: Date | undefined;
  merged: { readonly sha: string; readonly at: Date; readonly by: Account } | undefined;
  requestedPeople: Account[];
  requestedTeams: Team[];
}

/** "List commits on a pull request" ends here; where more are hidden, `commits` of the pull request counts them all. */
const mostListedCommits = 250;

/** The ref under which everyone may fetch a pull request and nobody may push. */
export const pullHeadRef = (number: number): string => `refs/pull/${number}/head`;

export function findPull(repository: Repository, number: number): PullRequest | undefined {
  return repository.pulls.find((pull) => pull.number === number);
}

/** The ends a pull request is measured between: from where both branches last agreed to its head. */
export async function readEnds(
  repository: Repository,
  pull: PullRequest,
): Promise<{ from: string; to: string }> {
  const open = pull.state === "open";
  const tip = open ? await readRef(repository.store, branchRef(pull.baseBranch)) : undefined;
  const from = await mergeBase(repository.store, tip ?? pull.baseSha, pull.headSha);
  return { from: from ?? pull.baseSha, to: pull.headSha };
}

/** The commits a pull request brings, oldest first. */
export async function readPullCommits(repository: Repository, pull: PullRequest): Promise<readonly Commit[]> {
  const { from, to } = await readEnds(repository, pull);
  const shas = await listCommits(repository.store, { from: to, without: from });
  return readCommits(repository.store, shas.toReversed());
}

/** The commits GitHub lists: of more than it lists, the most recent ones, oldest first. */
export async function listPullCommits(repository: Repository, pull: PullRequest): Promise<readonly Commit[]> {
  return (await readPullCommits(repository, pull)).slice(-mostListedCommits);
}

/** The files a pull request changes. */
export async function readPullFiles(
  repository: Repository,
  pull: PullRequest,
): Promise<readonly FileChange[]> {
  const { from, to } = await readEnds(repository, pull);
  return readDiff(repository.store, from, to);
}
