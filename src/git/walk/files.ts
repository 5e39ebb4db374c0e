import type { FileChange, TreeFile } from "../../core/files/file-change.ts";
import type { Store } from "../process/store.ts";
import { decodePath } from "../process/text.ts";
import { readFacts } from "./object-reader.ts";
import { remembered } from "./remembered.ts";
import { findQuickNode, findRoot, readQuickTree, type TreeNode } from "./tree.ts";

/** More than this is one question to git, instead of as many files to read here. */
const MAX_FILES = 200;

/** A few small trees that hold each other many times over stand for more than can be walked through. */
const MAX_TREES = 500;

/** Every file below a folder ("" is the whole tree); undefined where git is to be asked. */
export async function listQuickFiles(
  store: Store,
  commit: string,
  folder: string,
): Promise<TreeFile[] | undefined> {
  const top = folder === "" ? undefined : await findQuickNode(store, commit, folder);
  if (top === "nothing") return [];
  if (folder !== "" && top?.type !== "tree") return undefined;
  const prefix = folder === "" ? "" : `${Buffer.from(folder).toString("latin1")}/`;
  const tree = top?.id ?? (await findRoot(store, commit));
  const places = tree && (await compareTrees({ store, left: MAX_TREES }, undefined, tree, prefix));
  return places ? readFiles(store, places) : undefined;
}

async function readFiles(store: Store, places: readonly Place[]): Promise<TreeFile[] | undefined> {
  const files: TreeFile[] = [];
  for (const { path, after } of places) {
    const size = after && (await findSize(store, after));
    if (after === undefined || size === undefined) return undefined;
    files.push({ path: decode(path), mode: after.mode, blob: after.id, size });
  }
  return files;
}

/** In bytes; 0 for what is no file. Undefined where git is to be asked. */
export const findSize = (store: Store, { type, id }: TreeNode): Promise<number | undefined> =>
  type === "blob" ? readSize(store, id).catch(() => undefined) : Promise.resolve(0);

// Only what was found is remembered.
const readSize = remembered(async (store, id: string): Promise<number> => {
  const facts = await readFacts(store, id);
  if (facts?.type !== "blob") throw new Error(`${id} is left to git.`);
  return facts.size;
});

/** Which files two commits or trees differ in; undefined where git is to be asked. */
export async function diffQuick(store: Store, from: string, to: string): Promise<FileChange[] | undefined> {
  const [before, after] = [await findRoot(store, from), await findRoot(store, to)];
  if (before === undefined || after === undefined) return undefined;
  const places = await compareTrees({ store, left: MAX_TREES }, before, after, "");
  if (places === undefined) return undefined;
  const changes: FileChange[] = [];
  for (const { path, before, after } of places.sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const node = after ?? before;
    const size = node && (await findSize(store, node));
    if (node === undefined || size === undefined) return undefined;
    const status = after === undefined ? "removed" : before === undefined ? "added" : "modified";
    changes.push({ path: decode(path), status, mode: node.mode, blob: node.id, size });
  }
  return changes;
}

/** A file, or a submodule's commit, that is not the same before and after. */
interface Place {
  /** One character for each byte. */
  readonly path: string;
  readonly before: TreeNode | undefined;
  readonly after: TreeNode | undefined;
}

interface Walk {
  readonly store: Store;
  /** How many trees may still be read. */
  left: number;
}

async function compareTrees(
  walk: Walk,
  from: string | undefined,
  to: string | undefined,
  prefix: string,
): Promise<Place[] | undefined> {
  const [before, after] = [await readNodes(walk, from), await readNodes(walk, to)];
  if (before === undefined || after === undefined) return undefined;
  const places: Place[] = [];
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const found = await compareNodes(walk, {
      path: prefix + name,
      before: before.get(name),
      after: after.get(name),
    });
    if (found === undefined || places.length + found.length > MAX_FILES) return undefined;
    places.push(...found);
  }
  return places;
}

async function compareNodes(walk: Walk, { path, before, after }: Place): Promise<Place[] | undefined> {
  if (before?.id === after?.id && before?.mode === after?.mode) return [];
  const [from, to] = [before, after].map((node) => (node?.type === "tree" ? node.id : undefined));
  const own = { path, before: asFile(before), after: asFile(after) };
  const here = own.before === undefined && own.after === undefined ? [] : [own];
  if (from === undefined && to === undefined) return here;
  const below = await compareTrees(walk, from, to, `${path}/`);
  return below && [...here, ...below];
}

const asFile = (node: TreeNode | undefined): TreeNode | undefined =>
  node?.type === "tree" ? undefined : node;

async function readNodes(
  walk: Walk,
  id: string | undefined,
): Promise<ReadonlyMap<string, TreeNode> | undefined> {
  if (id === undefined) return new Map();
  walk.left -= 1;
  const nodes = walk.left < 0 ? undefined : await readQuickTree(walk.store, id);
  return nodes && new Map(nodes.map((node) => [node.name, node]));
}

const decode = (path: string): string => decodePath(Buffer.from(path, "latin1"));
