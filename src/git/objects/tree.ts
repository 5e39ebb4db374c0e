import { randomUUID } from "node:crypto";
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { readGit } from "../process/command.ts";
import { RepositoryError } from "../process/error.ts";
import { requireObjectId } from "../process/object-id.ts";
import type { Store } from "../process/store.ts";
import { diffTrees } from "./objects.ts";

/** One path of a tree: the text of its plain file; `undefined` removes it. */
export interface TreeChange {
  readonly path: string;
  readonly text: string | undefined;
}

/**
 * Writes the tree of a commit (null: no commit) with these changes, and returns its id. One git process, whatever the size of the tree
 * and the number of files. Does not touch the repository's index and working tree.
 */
export async function writeTree(
  store: Store,
  from: string | null,
  changes: readonly TreeChange[],
): Promise<string> {
  for (const change of changes) requireSafe(change);
  const answer = await readGit(store, ["fast-import", "--quiet"], { input: describe(from, changes) }).catch(
    async (error: unknown) => {
      await removeReports(store);
      throw error;
    },
  );
  const tree = requireObjectId(/^040000 tree (\S+)/u.exec(answer)?.[1] ?? "");
  if (from !== null) await requireOnly(store, from, tree, changes);
  return tree;
}

/** `fast-import` accepts names that git refuses elsewhere. */
function requireSafe({ path, text }: TreeChange): void {
  // A removed file may have any name: the tree holds it already.
  const isSafe = text === undefined ? path !== "" : path.split("/").every((name) => isPlain(name));
  if (!isSafe) throw refuse(`the path ${JSON.stringify(path)} cannot be written`);
}

const isPlain = (name: string): boolean => /^(?!\.git$)[\w.-]*[\w-]$/iu.test(name);

/** As "git fast-import" reads a path: in the quotes of C where it begins with one or holds the end of a line. */
const quote = (path: string): string =>
  /^"|\n/u.test(path) ? `"${path.replaceAll(/["\\]/gu, "\\$&").replaceAll("\n", "\\n")}"` : path;

/** A commit on a ref of its own, which exists only while the tree is made. */
function describe(from: string | null, changes: readonly TreeChange[]): string {
  const ref = `refs/hallpass/draft/${randomUUID()}`;
  return [
    `commit ${ref}`,
    "committer Hallpass <> 0 +0000",
    "data 0",
    ...(from === null ? [] : [`from ${requireObjectId(from)}`]),
    ...changes.map(({ path, text }) =>
      text === undefined
        ? `D ${quote(path)}`
        : `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}`,
    ),
    'ls ""',
    "",
    `reset ${ref}`,
    `from ${"0".repeat(from?.length ?? 40)}`,
    "",
    "",
  ].join("\n");
}

/** A file that takes the place of a folder would remove all files below it. */
async function requireOnly(
  store: Store,
  from: string,
  tree: string,
  changes: readonly TreeChange[],
): Promise<void> {
  const wanted = new Set(changes.map(({ path }) => path));
  const other = (await diffTrees(store, from, tree)).find(({ path }) => !wanted.has(path));
  if (other !== undefined) throw refuse(`${JSON.stringify(other.path)} would change, too`);
}

const refuse = (detail: string): RepositoryError =>
  new RepositoryError({ command: "fast-import", detail, retryable: false });

/** A full disk must not fill with git's reports about it. */
async function removeReports({ directory }: Store): Promise<void> {
  const names = await readdir(directory).catch(() => []);
  const reports = names.filter((name) => name.startsWith("fast_import_crash_"));
  await Promise.allSettled(reports.map((name) => rm(join(directory, name), { force: true })));
}
