import type { FileChange, TreeFile } from "../../core/files/file-change.ts";
import type { Store } from "../process/store.ts";
import { decodePath } from "../process/text.ts";
import { LeftToGit } from "./left-to-git.ts";
import { readFacts } from "./object-reader.ts";
import { remembered } from "./remembered.ts";
import { findNode, findRoot, readTree, type TreeNode } from "./tree.ts";

/** More than this is one question to git. */
const MAX_FILES = 200;

/** A few small trees that hold each other many times over stand for too many files to walk through. */
const MAX_TREES = 500;

/** Every file below a folder ("" is the whole tree). Throws `LeftToGit`. */
export async function walkFiles(store: Store, commit: string, folder: string): Promise<TreeFile[]> {
  const top = folder === "" ? undefined : await findNode(store, commit, folder);
  if (folder !== "" && top === undefined) return [];
  if (top !== undefined && top.type !== "tree") throw new LeftToGit(`the file ${folder}`);
  const prefix = folder === "" ? "" : `${Buffer.from(folder).toString("latin1")}/`;
  const tree = top?.id ?? (await findRoot(store, commit));
  const files: TreeFile[] = [];
  for (const { path, after } of await compareTrees({ store, left: MAX_TREES }, undefined, tree, prefix)) {
    if (after === undefined) throw new LeftToGit(path);
    const size = await findSize(store, after);
    files.push({ path: decode(path), mode: after.mode, blob: after.id, size });
  }
  return files;
}

/** In bytes; 0 for a folder or a submodule. Throws `LeftToGit`. */
export const findSize = (store: Store, { type, id }: TreeNode): Promise<number> =>
  type === "blob" ? readSize(store, id) : Promise.resolve(0);

const readSize = remembered(async (store, id: string): Promise<number> => {
  const facts = await readFacts(store, id);
  if (facts?.type !== "blob") throw new LeftToGit(id);
  return facts.size;
});

/** The files in which two commits or trees differ. Throws `LeftToGit`. */
export async function walkDifference(store: Store, from: string, to: string): Promise<FileChange[]> {
  const [before, after] = [await findRoot(store, from), await findRoot(store, to)];
  const places = await compareTrees({ store, left: MAX_TREES }, before, after, "");
  const changes: FileChange[] = [];
  for (const { path, before, after } of places.sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const node = after ?? before;
    if (node === undefined) throw new LeftToGit(path);
    const size = await findSize(store, node);
    const status = after === undefined ? "removed" : before === undefined ? "added" : "modified";
    changes.push({ path: decode(path), status, mode: node.mode, blob: node.id, size });
  }
  return changes;
}

/** A file or a submodule's commit that differs. */
interface Place {
  /** One character for each byte. */
  readonly path: string;
  readonly before: TreeNode | undefined;
  readonly after: TreeNode | undefined;
}

interface Walk {
  readonly store: Store;
  /** The number of trees that may still be read. */
  left: number;
}

async function compareTrees(
  walk: Walk,
  from: string | undefined,
  to: string | undefined,
  prefix: string,
): Promise<Place[]> {
  const [before, after] = [await readNodes(walk, from), await readNodes(walk, to)];
  const places: Place[] = [];
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const place = { path: prefix + name, before: before.get(name), after: after.get(name) };
    places.push(...(await compareNodes(walk, place)));
    if (places.length > MAX_FILES) throw new LeftToGit("a long list of files");
  }
  return places;
}

async function compareNodes(walk: Walk, { path, before, after }: Place): Promise<Place[]> {
  if (before?.id === after?.id && before?.mode === after?.mode) return [];
  const [from, to] = [before, after].map((node) => (node?.type === "tree" ? node.id : undefined));
  const own = { path, before: asFile(before), after: asFile(after) };
  const here = own.before === undefined && own.after === undefined ? [] : [own];
  if (from === undefined && to === undefined) return here;
  return [...here, ...(await compareTrees(walk, from, to, `${path}/`))];
}

const asFile = (node: TreeNode | undefined): TreeNode | undefined =>
  node?.type === "tree" ? undefined : node;

async function readNodes(walk: Walk, id: string | undefined): Promise<ReadonlyMap<string, TreeNode>> {
  if (id === undefined) return new Map();
  walk.left -= 1;
  if (walk.left < 0) throw new LeftToGit("a large tree");
  const nodes = await readTree(walk.store, id);
  return new Map(nodes.map((node) => [node.name, node]));
}

const decode = (path: string): string => decodePath(Buffer.from(path, "latin1"));
