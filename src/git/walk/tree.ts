import type { Store } from "../process/store.ts";
import { LeftToGit } from "./left-to-git.ts";
import { readFacts, readObject } from "./object-reader.ts";
import { remembered } from "./remembered.ts";

/** Trees may be long. */
const MAX_TREES = 500;

/** One name of a tree, as git has it. */
export interface TreeNode {
  /** As bytes, one character each, because names may be other than text. */
  readonly name: string;
  /** Six digits, as git prints them. */
  readonly mode: string;
  readonly type: "blob" | "tree" | "commit";
  readonly id: string;
}

/** As they stand in a tree. */
const types: ReadonlyMap<string, TreeNode["type"]> = new Map([
  ["100644", "blob"],
  ["100755", "blob"],
  ["120000", "blob"],
  ["40000", "tree"],
  ["160000", "commit"],
]);

/** The id of a commit's tree, or of this tree itself. Throws `LeftToGit`. */
export const findRoot = remembered(async (store, id: string): Promise<string> => {
  if ((await readFacts(store, id))?.type === "tree") return id;
  const object = await readObject(store, id);
  const [, tree] = /^tree ([0-9a-f]{40})\n/u.exec(object?.bytes.toString("latin1", 0, 46) ?? "") ?? [];
  if (object?.type === "commit" && tree !== undefined) return tree;
  throw new LeftToGit(id);
});

/** The names of a tree. Throws `LeftToGit`. */
export const readTree = remembered(async (store, id: string): Promise<readonly TreeNode[]> => {
  const object = await readObject(store, id);
  const nodes = object?.type === "tree" ? parseTree(object.bytes) : undefined;
  if (nodes === undefined) throw new LeftToGit(id);
  return nodes;
}, MAX_TREES);

/** The file or folder at a path of a commit; `undefined`: nothing is there. Throws `LeftToGit`. */
export async function findNode(store: Store, commit: string, path: string): Promise<TreeNode | undefined> {
  const names = path.split("/");
  // Git gives such names a meaning of its own.
  if (names.some((name) => ["", ".", ".."].includes(name))) throw new LeftToGit(path);
  let at = await findRoot(store, commit);
  let found: TreeNode | undefined;
  for (const name of names) {
    // Below a file, a link or a submodule.
    if (found !== undefined && found.type !== "tree") throw new LeftToGit(path);
    const nodes = await readTree(store, at);
    found = nodes.find((node) => node.name === Buffer.from(name).toString("latin1"));
    if (found === undefined) return undefined;
    at = found.id;
  }
  return found;
}

/** `undefined` for bytes that git does not write. */
function parseTree(bytes: Buffer): TreeNode[] | undefined {
  const nodes: TreeNode[] = [];
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(32, at);
    const nul = bytes.indexOf(0, space);
    if (space < 0 || nul < 0 || nul + 21 > bytes.length) return undefined;
    const mode = bytes.toString("latin1", at, space);
    const name = bytes.toString("latin1", space + 1, nul);
    const type = types.get(mode);
    if (type === undefined || name === "" || name.includes("/")) return undefined;
    nodes.push({ name, mode: mode.padStart(6, "0"), type, id: bytes.toString("hex", nul + 1, nul + 21) });
    at = nul + 21;
  }
  const names = new Set(nodes.map(({ name }) => name));
  return names.size === nodes.length && isSorted(nodes) ? nodes : undefined;
}

const isSorted = (nodes: readonly TreeNode[]): boolean =>
  nodes.every((node, index) => {
    const before = nodes[index - 1];
    return before === undefined || placeOf(before) < placeOf(node);
  });

/** Git sorts a folder by its name with a slash at the end. */
const placeOf = ({ name, type }: TreeNode): string => (type === "tree" ? `${name}/` : name);
