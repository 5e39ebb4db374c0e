import { randomBytes } from "node:crypto";
import { at, type Clone, type LocalGitHub } from "./local-github.ts";

/** A path for a request that nobody used before. */
export const requestPath = (folder = "payments"): string =>
  `access-requests/${folder}/2026-11-20-alice-${randomBytes(4).toString("hex")}.yaml`;

export interface OpenPull {
  readonly number: number;
  readonly head: string;
  /** The working copy it was pushed from, on its branch. */
  readonly clone: Clone;
}

/** Pushes the files on a branch of their own with git, and opens a pull request. */
export async function openPull(
  github: LocalGitHub,
  login: string,
  files: Record<string, string>,
): Promise<OpenPull> {
  const clone = await github.clone(login);
  const branch = `ask-${randomBytes(4).toString("hex")}`;
  const head = await clone.pushBranch(branch, files);
  const title = `Access for ${login}`;
  const { data } = await github.as(login).pulls.create({ ...at, title, head: branch, base: "main" });
  return { number: data.number, head, clone };
}

/** Reviews the pull request's present head with an approval. */
export async function approve(github: LocalGitHub, login: string, pull: number): Promise<void> {
  await github.as(login).pulls.createReview({ ...at, pull_number: pull, event: "APPROVE" });
}

/** What the app's check says of a commit; undefined while there is none. */
export async function readCheck(github: LocalGitHub, head: string) {
  const { data } = await github.as("alice").checks.listForRef({ ...at, ref: head });
  const run = data.check_runs.find(({ name }) => name === "hallpass/decision");
  return run && { id: run.id, status: run.status, conclusion: run.conclusion, ...run.output };
}

/** Where the app's check points at lines of files. */
export async function listAnnotations(github: LocalGitHub, head: string) {
  const check = await readCheck(github, head);
  if (check === undefined) return [];
  const { data } = await github.as("alice").checks.listAnnotations({ ...at, check_run_id: check.id });
  return data.map(({ path, start_line: line, title, message }) => ({ path, line, title, message }));
}

export async function isMerged(github: LocalGitHub, pull: number): Promise<boolean> {
  return (await github.as("alice").pulls.get({ ...at, pull_number: pull })).data.merged;
}

/** When GitHub says it merged the pull request. Throws when it did not. */
export async function readMergeTime(github: LocalGitHub, pull: number): Promise<Date> {
  const { data } = await github.as("alice").pulls.get({ ...at, pull_number: pull });
  if (data.merged_at === null) throw new Error(`#${pull} is not merged.`);
  return new Date(data.merged_at);
}

/** The subjects of a branch's commits, newest first; none when there is no such branch. */
export async function listSubjects(github: LocalGitHub, branch: string): Promise<string[]> {
  const { data: heads } = await github.as("alice").git.listMatchingRefs({ ...at, ref: `heads/${branch}` });
  if (heads.length === 0) return [];
  const { data } = await github.as("alice").repos.listCommits({ ...at, sha: branch, per_page: 100 });
  return data.map(({ commit }) => commit.message.split("\n")[0] ?? "");
}
