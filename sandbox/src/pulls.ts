import { type FileChange, findDiff, readDiff } from "./git/diff.ts";
import { listCommits, mergeBase } from "./git/history.ts";
import { type Commit, readCommits } from "./git/objects.ts";
import { branchRef, readRef } from "./git/refs.ts";
import type { PullRequest, Repository } from "./model.ts";

/** "List pull requests files" ends here; `changed_files` of the pull request counts them all. */
export const mostListedFiles = 3000;

/** "List commits on a pull request" ends here; where more are hidden, `commits` of the pull request counts them all. */
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

/** The ends a pull request is measured between: from where both branches last agreed to its head. */
async function readEnds(repository: Repository, pull: PullRequest): Promise<{ from: string; to: string }> {
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
