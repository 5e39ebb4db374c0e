import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readGit } from "./command.ts";
import type { Store } from "./store.ts";

/** One path of a tree: the blob it gets, as a plain file; undefined takes it away. */
export interface TreeChange {
  readonly path: string;
  readonly blob: string | undefined;
}

/** Writes the tree of a commit with these changes, and answers its id. Index and working tree of the repository are not touched. */
export async function writeTree(store: Store, from: string, changes: readonly TreeChange[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "hallpass-index-"));
  const env = { GIT_INDEX_FILE: join(folder, "index") };
  try {
    await readGit(store, ["read-tree", from], { env });
    const input = changes.map((change) => `${describeChange(change, from.length)}\0`).join("");
    await readGit(store, ["update-index", "-z", "--index-info"], { env, input });
    return await readGit(store, ["write-tree"], { env });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const describeChange = ({ path, blob }: TreeChange, length: number): string =>
  blob === undefined ? `0 ${"0".repeat(length)}\t${path}` : `100644 ${blob}\t${path}`;
