import { type FileChange, findDiff, readDiff } from "./git/diff.ts";
import { listCommits, mergeBase } from "./git/history.ts";
import { type Commit, readCommits } from "./git/objects.ts";
import { branchRef, readRef } from "./git/refs.ts";
import type { PullRequest, Repository } from "./model.ts";

/** The limit of "List pull requests files". The pull request's `changed_files` counts all. */
export const mostListedFiles = 3000;

/** The limit of "List commits on a pull request". The pull request's `commits` counts all. */
const mostListedCommits = 250;

/** The ref of a pull request: everyone may fetch it, and it cannot be pushed to. */
export const pullHeadRef = (number: number): string => `refs/pull/${number}/head`;

export function findPull(repository: Repository, number: number): PullRequest | undefined {
  return repository.pulls.find((pull) => pull.number === number);
}

/** The tip of the head branch, here or in a fork; undefined if branch or fork were deleted. */
export async function readHeadTip({ headRepository, headBranch }: PullRequest): Promise<string | undefined> {
  return headRepository && readRef(headRepository.store, branchRef(headBranch));
}

/** The two commits that a pull request compares: the merge base and the head. */
async function readEnds(repository: Repository, pull: PullRequest): Promise<{ from: string; to: string }> {
  const open = pull.state === "open";
  const tip = open ? await readRef(repository.store, branchRef(pull.baseBranch)) : undefined;
  const from = await mergeBase(repository.store, tip ?? pull.baseSha, pull.headSha);
  return { from: from ?? pull.baseSha, to: pull.headSha };
}

/** The commits of a pull request, oldest first. */
export async function readPullCommits(repository: Repository, pull: PullRequest): Promise<readonly Commit[]> {
  const { from, to } = await readEnds(repository, pull);
  const shas = await listCommits(repository.store, { from: to, without: from });
  return readCommits(repository.store, shas.toReversed());
}

/** The commits that GitHub lists: the most recent ones, oldest first. */
export async function listPullCommits(repository: Repository, pull: PullRequest): Promise<readonly Commit[]> {
  return (await readPullCommits(repository, pull)).slice(-mostListedCommits);
}

/** The files that GitHub lists: the first ones. */
export async function listPullFiles(
  repository: Repository,
  pull: PullRequest,
): Promise<readonly FileChange[]> {
  return (await readPullFiles(repository, pull)).slice(0, mostListedFiles);
}

/** All files that a pull request changes. */
async function readPullFiles(repository: Repository, pull: PullRequest): Promise<readonly FileChange[]> {
  const { from, to } = await readEnds(repository, pull);
  return readDiff(repository.store, from, to);
}

/** Like readPullFiles; undefined if there are too many files to compare. */
export async function findPullFiles(
  repository: Repository,
  pull: PullRequest,
): Promise<readonly FileChange[] | undefined> {
  const { from, to } = await readEnds(repository, pull);
  return findDiff(repository.store, from, to);
}
