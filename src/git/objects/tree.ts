import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readGit } from "../process/command.ts";
import type { Store } from "../process/store.ts";
import { findRoot, placeOf, readQuickTree, type TreeNode } from "../walk/tree.ts";
import { writeObject } from "./object-writer.ts";

/** One path of a tree: the blob it gets, as a plain file; undefined takes it away. */
export interface TreeChange {
  readonly path: string;
  readonly blob: string | undefined;
}

/**
 * Writes the tree of a commit (null: of nothing) with these changes, and answers its id. Index and working tree of the repository
 * are not touched.
 */
export async function writeTree(
  store: Store,
  from: string | null,
  changes: readonly TreeChange[],
): Promise<string> {
  const plain = changes.every(({ path }) => path.split("/").every(isPlain));
  const root = from === null ? null : await findRoot(store, from);
  const quick = plain && root !== undefined ? await changeTree(store, root, changes) : undefined;
  if (quick === undefined) return writeIndexed(store, from, changes);
  return quick === "nothing" ? writeObject(store, "tree", "") : quick;
}

/** What a name may not be, in a tree that is checked out anywhere, is git's to say. */
const isPlain = (name: string): boolean => /^[\w-][\w.-]*$/u.test(name);

/** Undefined where git is to be asked. */
async function changeTree(
  store: Store,
  from: string | null,
  changes: readonly TreeChange[],
): Promise<string | "nothing" | undefined> {
  const before = from === null ? [] : await readQuickTree(store, from);
  if (before === undefined) return undefined;
  const nodes = new Map(before.map((node) => [node.name, node]));
  for (const name of new Set(changes.map(({ path }) => path.split("/")[0] ?? ""))) {
    const node = await changeNode(store, nodes.get(name), name, changes);
    if (node === undefined) return undefined;
    if (node === "nothing") nodes.delete(name);
    else nodes.set(name, node);
  }
  return nodes.size === 0 ? "nothing" : writeObject(store, "tree", formatTree([...nodes.values()]));
}

async function changeNode(
  store: Store,
  before: TreeNode | undefined,
  name: string,
  changes: readonly TreeChange[],
): Promise<TreeNode | "nothing" | undefined> {
  const prefix = `${name}/`;
  const own = changes.filter(({ path }) => path === name);
  const below = changes.filter(({ path }) => path.startsWith(prefix));
  const isFolder = before?.type === "tree";
  const [file] = own;
  if (file !== undefined) {
    // A file that takes a folder's place, or is told of twice.
    if (isFolder || own.length > 1 || below.length > 0) return undefined;
    return file.blob === undefined ? "nothing" : { name, mode: "100644", type: "blob", id: file.blob };
  }
  if (before !== undefined && !isFolder) return undefined;
  const within = below.map(({ path, blob }) => ({ path: path.slice(prefix.length), blob }));
  const id = await changeTree(store, before?.id ?? null, within);
  return id === undefined || id === "nothing" ? id : { name, mode: "040000", type: "tree", id };
}

function formatTree(nodes: readonly TreeNode[]): Buffer {
  const sorted = nodes.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  return Buffer.concat(
    sorted.flatMap(({ mode, name, id }) => [
      Buffer.from(`${mode.replace(/^0/u, "")} ${name}\0`, "latin1"),
      Buffer.from(id, "hex"),
    ]),
  );
}

async function writeIndexed(
  store: Store,
  from: string | null,
  changes: readonly TreeChange[],
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "hallpass-index-"));
  const env = { GIT_INDEX_FILE: join(folder, "index") };
  try {
    if (from !== null) await readGit(store, ["read-tree", from], { env });
    const input = changes.map((change) => describeChange(change, from?.length ?? 40)).join("");
    await readGit(store, ["update-index", "-z", "--index-info"], { env, input });
    return await readGit(store, ["write-tree"], { env });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const describeChange = ({ path, blob }: TreeChange, length: number): string =>
  blob === undefined ? `0 ${"0".repeat(length)}\t${path}\0` : `100644 ${blob}\t${path}\0`;
