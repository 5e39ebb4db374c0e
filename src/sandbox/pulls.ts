import type { Account, Team } from "./accounts.ts";
import { type FileChange, findDiff, readDiff } from "./git/diff.ts";
import { listCommits, mergeBase } from "./git/history.ts";
import { type Commit, readCommits } from "./git/objects.ts";
import { branchRef, readRef } from "./git/refs.ts";
import type { Turn } from "./issues.ts";
import type { Label, Repository } from "./repository.ts";
import type { Review } from "./reviews.ts";

/** A proposal to bring one branch into another, of the same repository or from a fork of it. */
export interface PullRequest {
  readonly id: number;
  readonly number: number;
  readonly author: Account;
  readonly headBranch: string;
  /** Whose branch it is: what stands before the colon of the head's label. */
  readonly headOwner: Account;
  /** Where the head branch is; undefined once that fork is gone. */
  headRepository: Repository | undefined;
  labels: Label[];
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
  /** Who brought the head to where it is. The id is younger than those of all reviews before. */
  lastPush: { readonly id: number; readonly by: Account };
  /** Every change of its base branch, oldest first. */
  readonly retargets: { readonly id: number; readonly by: Account; readonly at: Date }[];
  /** Every closing, by a merge too, and opening again, oldest first. */
  readonly turns: Turn[];
  updatedAt: Date;
  closedAt: Date | undefined;
  merged: { readonly sha: string; readonly at: Date; readonly by: Account } | undefined;
  requestedPeople: Account[];
  requestedTeams: Team[];
  /** A merge was refused for no lasting reason. */
  refusedOnce: boolean;
}

/** "List pull requests files" ends here; `changed_files` of the pull request counts them all. */
export const mostListedFiles = 3000;

/** "List commits on a pull request" ends here; where more are hidden, `commits` of the pull request counts them all. */
const mostListedCommits = 250;

/** The ref under which everyone may fetch a pull request and nobody may push. */
export const pullHeadRef = (number: number): string => `refs/pull/${number}/head`;

export function findPull(repository: Repository, number: number): PullRequest | undefined {
  return repository.pulls.find((pull) => pull.number === number);
}

/** The tip of the head branch, wherever it is; undefined when branch or fork are gone. */
export async function readHeadTip({ headRepository, headBranch }: PullRequest): Promise<string | undefined> {
  return headRepository && readRef(headRepository.store, branchRef(headBranch));
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

/** The files GitHub lists: the first of them when there are more. */
export async function listPullFiles(
  repository: Repository,
  pull: PullRequest,
): Promise<readonly FileChange[]> {
  return (await readPullFiles(repository, pull)).slice(0, mostListedFiles);
}

/** The files a pull request changes, all of them. */
export async function readPullFiles(
  repository: Repository,
  pull: PullRequest,
): Promise<readonly FileChange[]> {
  const { from, to } = await readEnds(repository, pull);
  return readDiff(repository.store, from, to);
}

/** As readPullFiles; undefined where they are too many to compare. */
export async function findPullFiles(
  repository: Repository,
  pull: PullRequest,
): Promise<readonly FileChange[] | undefined> {
  const { from, to } = await readEnds(repository, pull);
  return findDiff(repository.store, from, to);
}
