import type { Commit } from "../../core/files/file-change.ts";
import type { Store } from "../process/store.ts";
import { MAX_STEPS, readLine, walkCommit } from "./history.ts";
import { LeftToGit } from "./left-to-git.ts";
import { findNode, type TreeNode } from "./tree.ts";

/** One path before and after a commit; `undefined`: nothing is there. */
interface Change {
  readonly before: TreeNode | undefined;
  readonly after: TreeNode | undefined;
}

/** The commits of a range that change any of these paths, oldest first. Throws `LeftToGit`. */
export async function walkChanging(
  store: Store,
  from: string,
  to: string,
  paths: readonly string[],
): Promise<string[]> {
  if (paths.length === 0) throw new LeftToGit("a range without paths");
  const changing: string[] = [];
  for (const commit of (await readLine(store, from, to)).toReversed()) {
    const changes = await Promise.all(paths.map((path) => readChange(store, commit, path)));
    if (!changes.every(isSame)) changing.push(commit.sha);
  }
  return changing;
}

/** The commit that last added (A) or removed (D) a file; `undefined`: none did. Throws `LeftToGit`. */
export async function walkToLast(
  store: Store,
  wanted: "A" | "D",
  tip: string,
  path: string,
): Promise<string | undefined> {
  let sha: string | undefined = tip;
  for (let steps = 0; sha !== undefined; steps += 1) {
    const commit: Commit = await walkCommit(store, sha);
    if (steps === MAX_STEPS || commit.parents.length > 1) throw new LeftToGit(`the history before ${sha}`);
    const { before, after } = await readChange(store, commit, path);
    // A folder of that name may hold files that were added and removed, too.
    if (before?.type === "tree" || after?.type === "tree") throw new LeftToGit(`the folder ${path}`);
    const [absent, present] = wanted === "A" ? [before, after] : [after, before];
    if (absent === undefined && present !== undefined) return sha;
    [sha] = commit.parents;
  }
  return undefined;
}

async function readChange(store: Store, { sha, parents }: Commit, path: string): Promise<Change> {
  const [parent] = parents;
  const after = await findNode(store, sha, path);
  const before = parent === undefined ? undefined : await findNode(store, parent, path);
  return { before, after };
}

const isSame = ({ before, after }: Change): boolean =>
  before?.id === after?.id && before?.mode === after?.mode;
