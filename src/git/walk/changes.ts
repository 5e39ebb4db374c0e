import type { Commit } from "../../core/files/file-change.ts";
import type { Store } from "../process/store.ts";
import { findQuickCommit, MAX_STEPS, readLine } from "./history.ts";
import { findQuickNode, type TreeNode } from "./tree.ts";

/** What stands at one place before and after. */
interface Change {
  readonly before: TreeNode | "nothing";
  readonly after: TreeNode | "nothing";
}

/** The commits of a range that change any of these paths, oldest first; undefined where git is to be asked. */
export async function listQuickChanging(
  store: Store,
  from: string,
  to: string,
  paths: readonly string[],
): Promise<string[] | undefined> {
  const line = await readLine(store, from, to);
  if (line === undefined || paths.length === 0) return undefined;
  const changing: string[] = [];
  for (const commit of line.toReversed()) {
    const changes = await Promise.all(paths.map((path) => readChange(store, commit, path)));
    if (changes.includes(undefined)) return undefined;
    if (changes.some((change) => change !== undefined && !isSame(change))) changing.push(commit.sha);
  }
  return changing;
}

/** The commit that last added (A) or removed (D) a file; undefined where git is to be asked. */
export async function findQuickLast(
  store: Store,
  wanted: "A" | "D",
  tip: string,
  path: string,
): Promise<string | "none" | undefined> {
  let sha: string | undefined = tip;
  for (let steps = 0; sha !== undefined; steps += 1) {
    if (steps === MAX_STEPS) return undefined;
    const commit: Commit | undefined = await findQuickCommit(store, sha);
    const change = commit && (await readChange(store, commit, path));
    if (commit === undefined || change === undefined || commit.parents.length > 1) return undefined;
    const { before, after } = change;
    // Files below a folder of that name come and go too.
    if (isFolder(before) || isFolder(after)) return undefined;
    const [absent, present] = wanted === "A" ? [before, after] : [after, before];
    if (absent === "nothing" && present !== "nothing") return sha;
    [sha] = commit.parents;
  }
  return "none";
}

async function readChange(store: Store, { sha, parents }: Commit, path: string): Promise<Change | undefined> {
  const [parent] = parents;
  const after = await findQuickNode(store, sha, path);
  const before = parent === undefined ? "nothing" : await findQuickNode(store, parent, path);
  return after && before && { before, after };
}

const isFolder = (node: TreeNode | "nothing"): boolean => node !== "nothing" && node.type === "tree";

const isSame = ({ before, after }: Change): boolean =>
  before === after ||
  (before !== "nothing" && after !== "nothing" && before.id === after.id && before.mode === after.mode);
