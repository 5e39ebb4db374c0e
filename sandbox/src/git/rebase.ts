import { type Commit, readCommit, readCommits, type Signature } from "./objects.ts";
import { remembered } from "./remembered.ts";
import type { Store } from "./run.ts";
import { mergeTrees, writeCommit } from "./write.ts";

/**
 * Makes the commits again on top of another one, oldest first, and returns the last; undefined if one conflicts. Like `git rebase`, it
 * leaves out merges and commits without a change to the base.
 */
export async function rebaseCommits(
  store: Store,
  onto: string,
  commits: readonly Commit[],
  committer: Signature,
): Promise<string | undefined> {
  let tip = onto;
  for (const commit of commits.filter(({ parents }) => parents.length === 1)) {
    const tree = await pickTree(store, tip, commit);
    if (tree === undefined) return undefined;
    if (tree === (await readCommit(store, tip)).tree && (await changesFiles(store, commit))) continue;
    const { author, message } = commit;
    tip = await writeCommit(store, { tree, parents: [tip], author, committer, message });
  }
  return tip;
}

/** True if every commit could be made again on top of another one. The commits made for the test belong to no branch. */
export const isRebaseable = remembered(
  async (store: Store, onto: string, shas: readonly string[]): Promise<boolean> => {
    const commits = await readCommits(store, shas);
    const [last] = commits.toReversed();
    return last !== undefined && (await rebaseCommits(store, onto, commits, last.committer)) !== undefined;
  },
);

/** The tree of a commit's change applied to another commit. */
async function pickTree(store: Store, onto: string, commit: Commit): Promise<string | undefined> {
  const { author, parents } = commit;
  const { tree } = await readCommit(store, onto);
  const [parent] = parents;
  if (parent !== undefined && (await readCommit(store, parent)).tree === tree) return commit.tree;
  // A sibling of the commit to pick, on its parent. Merging the two applies the commit's change.
  const beside = { tree, parents, author, committer: author, message: "" };
  return mergeTrees(store, await writeCommit(store, beside), commit.sha);
}

async function changesFiles(store: Store, { tree, parents }: Commit): Promise<boolean> {
  const [parent] = parents;
  return parent === undefined || (await readCommit(store, parent)).tree !== tree;
}
