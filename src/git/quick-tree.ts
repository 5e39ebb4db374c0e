import { readObject } from "./object-reader.ts";
import { remembered } from "./remembered.ts";
import type { Store } from "./store.ts";

/** Trees may be long. */
const MAX_TREES = 500;

/** One name of a tree, as git has it. */
export interface TreeNode {
  /** As bytes, one character each: names need not be text. */
  readonly name: string;
  /** Six digits, as git prints them. */
  readonly mode: string;
  readonly type: "blob" | "tree" | "commit";
  readonly id: string;
}

const types: Readonly<Record<string, TreeNode["type"]>> = {
  "100644": "blob",
  "100755": "blob",
  "120000": "blob",
  "040000": "tree",
  "160000": "commit",
};

/** What a commit's tree or a tree holds; undefined where git is to be asked. */
export const readQuickTree = (store: Store, id: string): Promise<readonly TreeNode[] | undefined> =>
  findTree(store, id).catch(() => undefined);

// Only what was found is remembered.
const findTree = remembered(async (store, id: string): Promise<readonly TreeNode[]> => {
  const object = await readObject(store, id);
  const [, tree] = /^tree ([0-9a-f]{40})\n/u.exec(object?.bytes.toString("latin1", 0, 46) ?? "") ?? [];
  if (object?.type === "commit" && tree !== undefined) return findTree(store, tree);
  const nodes = object?.type === "tree" ? parseTree(object.bytes) : undefined;
  if (nodes === undefined) throw new Error(`${id} is left to git.`);
  return nodes;
}, MAX_TREES);

/** What stands at a path ("nothing" for nothing); undefined where git is to be asked. */
export async function findQuickNode(
  store: Store,
  id: string,
  path: string,
): Promise<TreeNode | "nothing" | undefined> {
  const [first = "", ...rest] = path.split("/");
  // What git makes of such names is git's to say.
  if (["", ".", ".."].includes(first)) return undefined;
  const nodes = await readQuickTree(store, id);
  const name = Buffer.from(first).toString("latin1");
  const node = nodes?.find((known) => known.name === name);
  if (node === undefined) return nodes && "nothing";
  if (rest.length === 0) return node;
  return node.type === "tree" ? findQuickNode(store, node.id, rest.join("/")) : undefined;
}

/** Undefined for what git would not have written: only git knows what it makes of it. */
function parseTree(bytes: Buffer): TreeNode[] | undefined {
  const nodes: TreeNode[] = [];
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(32, at);
    const nul = bytes.indexOf(0, space);
    if (space < 0 || nul < 0 || nul + 21 > bytes.length) return undefined;
    const mode = bytes.toString("latin1", at, space).padStart(6, "0");
    const name = bytes.toString("latin1", space + 1, nul);
    const type = types[mode];
    if (type === undefined || name === "" || name.includes("/")) return undefined;
    nodes.push({ name, mode, type, id: bytes.toString("hex", nul + 1, nul + 21) });
    at = nul + 21;
  }
  return new Set(nodes.map(({ name }) => name)).size === nodes.length ? nodes : undefined;
}
