import type { Commit } from "../../core/files/file-change.ts";
import { type GitAnswer, readGit, runGit } from "../process/command.ts";
import { RepositoryError } from "../process/error.ts";
import { requireObjectId } from "../process/object-id.ts";
import type { Store } from "../process/store.ts";
import { walkChanging, walkToLast } from "../walk/changes.ts";
import { findBases, readAncestry, readLine, walkCommit } from "../walk/history.ts";
import { LeftToGit, orAskGit } from "../walk/left-to-git.ts";
import { remembered } from "../walk/remembered.ts";

const format = "--format=%H%n%P%n%ae%n%ce";

/** `undefined`: the two share no history. */
export const findMergeBase = remembered(
  (store, a: string, b: string): Promise<string | undefined> =>
    orAskGit(
      () => walkToBase(store, a, b),
      async () => {
        const answer = await relate(store, ["merge-base", requireObjectId(a), requireObjectId(b)]);
        return answer.exitCode === 1 ? undefined : answer.stdout.toString("latin1").trim();
      },
    ),
);

async function walkToBase(store: Store, a: string, b: string): Promise<string | undefined> {
  const [base, ...others] = await findBases(store, a, b);
  if (others.length > 0) throw new LeftToGit("a choice of merge bases");
  return base;
}

/** A commit is its own ancestor. Throws `RepositoryError`, naming the commit, when this clone does not have one of them. */
export const isAncestor = remembered(
  (store, ancestor: string, descendant: string): Promise<boolean> =>
    orAskGit(
      async () => {
        if ((await readAncestry(store, descendant)).has(ancestor)) return true;
        // A commit that this clone does not have is an error, and no answer.
        await walkCommit(store, ancestor);
        return false;
      },
      () => askAncestor(store, ancestor, descendant),
    ),
);

async function askAncestor(store: Store, ancestor: string, descendant: string): Promise<boolean> {
  const args = ["merge-base", "--is-ancestor", requireObjectId(ancestor), requireObjectId(descendant)];
  try {
    return (await relate(store, args)).exitCode === 0;
  } catch (error) {
    throw (await explainMissing(store, [ancestor, descendant])) ?? error;
  }
}

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
export const readCommit = remembered(
  (store, sha: string): Promise<Commit> =>
    orAskGit(
      () => walkCommit(store, sha),
      () => askCommit(store, sha),
    ),
);

async function askCommit(store: Store, sha: string): Promise<Commit> {
  const [commit] = await log(store, ["-1", "--no-walk", requireObjectId(sha)]);
  if (commit?.sha === sha) return commit;
  throw new RepositoryError({
    command: "log",
    detail: `${sha} is not a commit of this clone`,
    retryable: false,
  });
}

/** Newest first; a child always comes before its parents, also where the dates say otherwise. */
export const listCommits = (store: Store, from: string, to: string): Promise<Commit[]> =>
  orAskGit(
    () => readLine(store, from, to),
    () => log(store, ["--topo-order", requireObjectId(to), `^${requireObjectId(from)}`]),
  );

/** First-parent commits after `from` up to `to` that change any of these files or folders, oldest first. */
export const listChanging = (
  store: Store,
  from: string,
  to: string,
  paths: readonly string[],
): Promise<string[]> =>
  orAskGit(
    () => walkChanging(store, from, to, paths),
    () => askChanging(store, from, to, paths),
  );

async function askChanging(
  store: Store,
  from: string,
  to: string,
  paths: readonly string[],
): Promise<string[]> {
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

const findLast = (store: Store, change: "A" | "D", tip: string, path: string): Promise<string | undefined> =>
  orAskGit(
    () => walkToLast(store, change, tip, path),
    () => askLast(store, change, tip, path),
  );

async function askLast(
  store: Store,
  change: "A" | "D",
  tip: string,
  path: string,
): Promise<string | undefined> {
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
