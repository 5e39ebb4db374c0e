import { readCommit, readType } from "./objects.ts";
import { remembered } from "./remembered.ts";
import { type GitAnswer, GitBoundError, runGit, type Store } from "./run.ts";

export interface FileChange {
  readonly path: string;
  readonly previousPath: string | undefined;
  readonly status: "added" | "removed" | "modified" | "renamed" | "copied" | "changed";
  /** The mode after the change, or before it for a removed file: 100644, 100755, 120000 or 160000. */
  readonly mode: string;
  /** The blob (or a submodule's commit) after the change, or before it for a removed file. */
  readonly sha: string;
  readonly additions: number;
  readonly deletions: number;
  /** The hunks of a text file; undefined for a binary or unchanged content. */
  readonly patch: string | undefined;
}

const statuses: Record<string, FileChange["status"]> = {
  A: "added",
  D: "removed",
  M: "modified",
  R: "renamed",
  C: "copied",
  T: "changed",
};

interface RawChange {
  readonly status: FileChange["status"];
  readonly path: string;
  readonly previousPath: string | undefined;
  readonly mode: string;
  readonly sha: string;
}

/** A diff beyond the limits of one git child. */
export class DiffTooLarge extends Error {
  constructor(before: string, after: string) {
    super(`The difference of ${before} and ${after} is too large.`);
    this.name = "DiffTooLarge";
  }
}

/** The differences between two commits or trees, file by file, with renames as GitHub finds them. Throws DiffTooLarge. */
export async function readDiff(store: Store, before: string, after: string): Promise<readonly FileChange[]> {
  const changes = await findDiff(store, before, after);
  if (changes === undefined) throw new DiffTooLarge(before, after);
  return changes;
}

/** Like readDiff; undefined if the diff is too large. */
export async function findDiff(
  store: Store,
  before: string,
  after: string,
): Promise<readonly FileChange[] | undefined> {
  const [from, to] = await Promise.all([before, after].map((id) => findTree(store, id)));
  return from === to ? [] : diffTrees(store, from ?? before, to ?? after);
}

/** A pull request, its push and its merge differ in the same trees, so git is asked once. */
async function findTree(store: Store, id: string): Promise<string> {
  return (await readType(store, id)) === "commit" ? (await readCommit(store, id)).tree : id;
}

/** "Too large" is remembered too, because finding that out costs most. */
const diffTrees = remembered(
  async (store: Store, before: string, after: string): Promise<readonly FileChange[] | undefined> => {
    const args = ["-r", "-M", "-z", "--raw", "--numstat", "-p", "--no-ext-diff", "--no-textconv"];
    const stdout = await unlessTooLarge(runGit(store, ["diff-tree", ...args, before, after]));
    if (stdout === undefined) return undefined;
    const tokens = stdout.toString("utf8").split("\0");
    const changes = takeRaw(tokens);
    const counts = takeCounts(tokens);
    // An empty token separates the file list from the patches.
    const hunks = splitPatches(tokens.slice(1).join("\0"));
    // A changed file type prints two patches. Then no patch can be assigned to a file.
    const aligned = hunks.length === changes.length;
    return changes.map((change, index) => ({
      ...change,
      additions: counts[index]?.additions ?? 0,
      deletions: counts[index]?.deletions ?? 0,
      patch: aligned ? hunks[index] : undefined,
    }));
  },
);

async function unlessTooLarge(answer: Promise<GitAnswer>): Promise<Buffer | undefined> {
  try {
    return (await answer).stdout;
  } catch (error) {
    if (error instanceof GitBoundError) return undefined;
    throw error;
  }
}

function takeRaw(tokens: string[]): RawChange[] {
  const changes: RawChange[] = [];
  while (tokens[0]?.startsWith(":")) {
    const [before = "", after = "", shaBefore = "", shaAfter = "", letter = ""] = (tokens.shift() ?? "")
      .slice(1)
      .split(" ");
    const status = statuses[letter.charAt(0)] ?? "changed";
    const moved = status === "renamed" || status === "copied";
    const previousPath = moved ? tokens.shift() : undefined;
    const [mode, sha] = status === "removed" ? [before, shaBefore] : [after, shaAfter];
    changes.push({ status, previousPath, path: tokens.shift() ?? "", mode, sha });
  }
  return changes;
}

function takeCounts(tokens: string[]): { additions: number; deletions: number }[] {
  const counts: { additions: number; deletions: number }[] = [];
  while (tokens[0] !== undefined && tokens[0] !== "") {
    const [additions = "-", deletions = "-", path] = (tokens.shift() ?? "").split("\t");
    if (path === "") tokens.splice(0, 2);
    counts.push({ additions: countOf(additions), deletions: countOf(deletions) });
  }
  return counts;
}

// A binary file has "-" for both numbers.
const countOf = (text: string): number => (text === "-" ? 0 : Number(text));

function splitPatches(text: string): (string | undefined)[] {
  return text
    .split(/^diff --git /m)
    .slice(1)
    .map((part) => {
      const start = part.search(/^@@ /m);
      return start === -1 ? undefined : part.slice(start).replace(/\n$/, "");
    });
}
