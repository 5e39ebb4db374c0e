import { type Commit, readCommit, readCommits } from "./objects.ts";
import { remembered } from "./remembered.ts";
import { readGit, runGit, type Store } from "./run.ts";

/** The tree without files, which a first commit is compared with. */
export const emptyTree = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

/** Git searches longer histories, because it does not need to read all of them. */
const mostSteps = 500;

/** A commit and all its ancestors; undefined if they are too many, or one cannot be read. */
async function readAncestry(store: Store, sha: string): Promise<ReadonlySet<string> | undefined> {
  const known = new Set([sha]);
  for (const commit of known) {
    const read = await readCommit(store, commit).catch(() => undefined);
    if (read === undefined || known.size > mostSteps) return undefined;
    for (const parent of read.parents) known.add(parent);
  }
  return known;
}

/** The best common ancestor, or undefined for unrelated histories. */
export const mergeBase = remembered(async (store: Store, one: string, other: string) => {
  const bases = await findBases(store, one, other);
  if (bases !== undefined && bases.length < 2) return bases[0];
  const answer = await runGit(store, ["merge-base", one, other], { allow: [1] });
  return answer.exitCode === 0 ? answer.stdout.toString("utf8").trim() : undefined;
});

/** The merge bases of two commits; undefined if git must find them. */
async function findBases(store: Store, one: string, other: string): Promise<string[] | undefined> {
  const [before, beforeOther] = [await readAncestry(store, one), await readAncestry(store, other)];
  if (before === undefined || beforeOther === undefined) return undefined;
  const common = [...before].filter((sha) => beforeOther.has(sha));
  const passed = new Set((await readCommits(store, common)).flatMap(({ parents }) => parents));
  return common.filter((sha) => !passed.has(sha));
}

/** True if `descendant` has everything in `ancestor`. A commit is its own ancestor. */
export const isAncestor = remembered(async (store: Store, ancestor: string, descendant: string) => {
  const before = await readAncestry(store, descendant);
  // Git reports the error for an unknown id.
  if (before?.has(ancestor) || (before && (await readAncestry(store, ancestor)))) return before.has(ancestor);
  const args = ["merge-base", "--is-ancestor", ancestor, descendant];
  return (await runGit(store, args, { allow: [1] })).exitCode === 0;
});

interface CommitRange {
  readonly from: string;
  /** Leaves out the commits reachable from here. */
  readonly without?: string;
  readonly path?: string;
  /** Only commits committed after, or before, these times. */
  readonly since?: string;
  readonly until?: string;
}

/** The commits of a range, newest first. */
export const listCommits = remembered(
  async (store: Store, { from, without, path, since, until }: CommitRange): Promise<readonly string[]> => {
    const isWhole = path === undefined && since === undefined && until === undefined;
    const line = isWhole ? await listLine(store, from, without) : undefined;
    if (line !== undefined) return line;
    const text = await readGit(store, [
      "--literal-pathspecs",
      "rev-list",
      "--topo-order",
      ...(since === undefined ? [] : [`--since-as-filter=${since}`]),
      ...(until === undefined ? [] : [`--until=${until}`]),
      from,
      ...(without === undefined ? [] : [`^${without}`]),
      "--",
      ...(path === undefined ? [] : [path]),
    ]);
    return text === "" ? [] : text.split("\n");
  },
);

/** The range if it is one line of commits; undefined if merges make git choose an order. */
async function listLine(store: Store, from: string, without?: string): Promise<string[] | undefined> {
  const known = without === undefined ? new Set<string>() : await readAncestry(store, without);
  if (known === undefined || (await readAncestry(store, from)) === undefined) return undefined;
  const line: string[] = [];
  for (let sha: string | undefined = from; sha !== undefined && !known.has(sha); ) {
    const { parents }: Commit = await readCommit(store, sha);
    if (parents.length > 1) return undefined;
    line.push(sha);
    [sha] = parents;
  }
  return line;
}

/** The commit that brought another one into a branch: itself, or a merge on the line of first parents. */
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
