import { remembered } from "./remembered.ts";
import { readGit, runGit, type Store } from "./run.ts";

/** The tree without files: what a first commit is compared with. */
export const emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

/** The best common ancestor, or undefined for unrelated histories. */
export const mergeBase = remembered(async (store: Store, one: string, other: string) => {
  const answer = await runGit(store, ["merge-base", one, other], { allow: [1] });
  return answer.exitCode === 0 ? answer.stdout.toString("utf8").trim() : undefined;
});

/** Whether everything in `ancestor` is in `descendant` too; a commit is its own ancestor. */
export const isAncestor = remembered(async (store: Store, ancestor: string, descendant: string) => {
  const args = ["merge-base", "--is-ancestor", ancestor, descendant];
  return (await runGit(store, args, { allow: [1] })).exitCode === 0;
});

interface CommitRange {
  readonly from: string;
  /** Commits reachable from here are left out. */
  readonly without?: string;
  readonly path?: string;
}

/** The commits of a range, newest first. */
export const listCommits = remembered(
  async (store: Store, { from, without, path }: CommitRange): Promise<readonly string[]> => {
    const text = await readGit(store, [
      "--literal-pathspecs",
      "rev-list",
      "--topo-order",
      from,
      ...(without === undefined ? [] : [`^${without}`]),
      "--",
      ...(path === undefined ? [] : [path]),
    ]);
    return text === "" ? [] : text.split("\n");
  },
);

/** Where a commit came into a branch: itself, or the merge that brought it, on the line of first parents. */
export async function findArrival(
  store: Store,
  sha: string,
  { before, after }: { before: string; after: string },
): Promise<string> {
  const known = /^0+$/.test(before) ? [] : [`^${before}`];
  const line = (await readGit(store, ["rev-list", "--first-parent", "--reverse", after, ...known])).split(
    "\n",
  );
  if (line.includes(sha)) return sha;
  for (const commit of line.filter(Boolean)) {
    if (await isAncestor(store, sha, commit)) return commit;
  }
  return sha;
}
