import { readGit } from "../process/command.ts";
import { requireObjectId } from "../process/object-id.ts";
import type { Store } from "../process/store.ts";
import { type TreeChange, writeTree } from "./tree.ts";

/** What these changes of a commit are, as `git apply` takes it. Leaves a tree and blobs without a ref. */
export async function writePatch(
  store: Store,
  from: string,
  changes: readonly TreeChange[],
): Promise<string> {
  const tree = await writeTree(store, from, changes);
  const form = ["-p", "-r", "--binary", "--full-index", "--no-renames", "--no-ext-diff", "--no-textconv"];
  const prefixes = ["--src-prefix=a/", "--dst-prefix=b/", "--no-color"];
  return `${await readGit(store, ["diff-tree", ...form, ...prefixes, requireObjectId(from), tree])}\n`;
}
