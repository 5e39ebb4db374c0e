import type { Commit } from "../../core/files/file-change.ts";
import { type GitAnswer, readGit, runGit } from "../process/command.ts";
import { RepositoryError } from "../process/error.ts";
import { requireObjectId } from "../process/object-id.ts";
import type { Store } from "../process/store.ts";
import { findQuickLast, listQuickChanging } from "../walk/changes.ts";
import { findBases, findQuickCommit, readAncestry, readLine } from "../walk/history.ts";
import { remembered } from "../walk/remembered.ts";

const format = "--format=%H%n%P%n%ae%n%ce";

/** undefined when the two share no history. */
export const findMergeBase = remembered(async (store, a: string, b: string): Promise<string | undefined> => {
  const bases = await findBases(store, a, b);
  if (bases !== undefined && bases.length < 2) return bases[0];
  const args = ["merge-base", requireObjectId(a), requireObjectId(b)];
  const answer = await relate(store, args);
  return answer.exitCode === 1 ? undefined : answer.stdout.toString("latin1").trim();
});

/** A commit is its own ancestor. Throws `RepositoryError`, naming the commit, when this clone does not have one of them. */
export const isAncestor = remembered(
  async (store, ancestor: string, descendant: string): Promise<boolean> => {
    const before = await readAncestry(store, descendant);
    if (before?.has(ancestor)) return true;
    // Whether this clone has a commit that is not among them is git's to say.
    if (before !== undefined && (await findQuickCommit(store, ancestor)) !== undefined) return false;
    const args = ["merge-base", "--is-ancestor", requireObjectId(ancestor), requireObjectId(descendant)];
    try {
      return (await relate(store, args)).exitCode === 0;
    } catch (error) {
      throw (await explainMissing(store, [ancestor, descendant])) ?? error;
    }
  },
);

/** Some versions of git answer "no" of a history they could not read to its end. */
async function relate(store: Store, args: readonly string[]): Promise<GitAnswer> {
  const answer = await runGit(store, args, { allow: [1] });
  if (answer.exitCode === 0 || !/^error:/mu.test(answer.stderr)) return answer;
  throw new RepositoryError({ command: "merge-base", detail: answer.stderr, retryable: false });
}

async function explainMissing(store: Store, ids: readonly string[]): Promise<RepositoryError | undefined> {
  const text = await readGit(store, ["cat-file", "--batch-check=%(objecttype)"], {
    input: `${ids.join("\n")}\n`,
  });
  const missing = ids.find((id) => text.split("\n").includes(`${id} missing`));
  if (missing === undefined) return undefined;
  const detail = `this clone has no commit ${missing}`;
  return new RepositoryError({ command: "merge-base", detail, retryable: false, missing });
}

/** Throws `RepositoryError` when this clone does not have it. */
export const readCommit = remembered(async (store, sha: string): Promise<Commit> => {
  const quick = await findQuickCommit(store, sha);
  if (quick !== undefined) return quick;
  const [commit] = await log(store, ["-1", "--no-walk", requireObjectId(sha)]);
  if (commit?.sha === sha) return commit;
  throw new RepositoryError({
    command: "log",
    detail: `${sha} is not a commit of this clone`,
    retryable: false,
  });
});

/** Newest first; a child always before its parents, whatever dates they claim. */
export async function listCommits(store: Store, from: string, to: string): Promise<Commit[]> {
  const line = await readLine(store, from, to);
  return line ?? log(store, ["--topo-order", requireObjectId(to), `^${requireObjectId(from)}`]);
}

/** First-parent commits after `from` up to `to` that change any of these files or folders, oldest first. */
export async function listChanging(
  store: Store,
  from: string,
  to: string,
  paths: readonly string[],
): Promise<string[]> {
  const changing = await listQuickChanging(store, from, to, paths);
  if (changing !== undefined) return changing;
  const range = [requireObjectId(to), `^${requireObjectId(from)}`];
  const text = await readGit(store, [
    ...["--literal-pathspecs", "rev-list", "--first-parent", "--reverse", ...range],
    ...["--", ...paths],
  ]);
  return text.split("\n").filter(Boolean);
}

/** The first-parent commit that last added this path, seen from `tip`. */
export const findAddition = remembered(
  (store, tip: string, path: string): Promise<string | undefined> => findLast(store, "A", tip, path),
);

/** The first-parent commit that last removed this path, seen from `tip`. */
export const findRemoval = remembered(
  (store, tip: string, path: string): Promise<string | undefined> => findLast(store, "D", tip, path),
);

async function findLast(
  store: Store,
  change: "A" | "D",
  tip: string,
  path: string,
): Promise<string | undefined> {
  const quick = await findQuickLast(store, change, tip, path);
  if (quick !== undefined) return quick === "none" ? undefined : quick;
  const sha = await readGit(store, [
    ...["--literal-pathspecs", "log", "--first-parent", "--no-renames", `--diff-filter=${change}`],
    ...["--format=%H", "-1", requireObjectId(tip), "--", path],
  ]);
  return sha === "" ? undefined : sha;
}

async function log(store: Store, args: readonly string[]): Promise<Commit[]> {
  const text = await readGit(store, ["log", "-z", format, ...args, "--"]);
  return text.split("\0").filter(Boolean).map(parseCommit);
}

function parseCommit(record: string): Commit {
  const [sha = "", parents = "", authorEmail = "", committerEmail = ""] = record.split("\n");
  return { sha, parents: parents.split(" ").filter(Boolean), authorEmail, committerEmail };
}
