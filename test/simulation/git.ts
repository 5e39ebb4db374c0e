import type { FileChange, TreeFile } from "../../src/core/files/file-change.ts";
import type { Repository } from "../../src/core/ports/repository.ts";
import { RepositoryError } from "../../src/git/process/error.ts";
import type { Actor } from "./cast.ts";
import { DiskFull, type Machine, makeQuietly } from "./machine.ts";

export interface Node {
  readonly sha: string;
  readonly parent: Node | undefined;
  readonly depth: number;
  readonly files: ReadonlyMap<string, TreeFile>;
  /** Against its parent. */
  readonly changes: readonly FileChange[];
  /** What `policies/`, CODEOWNERS and the settings are. */
  readonly policies: string;
  readonly rules: string;
  readonly author: Actor;
}

/** A new text under a path, or none. */
export interface Edit {
  readonly path: string;
  readonly text: string | undefined;
}

/** Objects that mean the same in every history are made once: what the program keeps by their ids stays true. */
const blobs = new Map<string, TreeFile>();
const bytesOf = new Map<string, Uint8Array>();
const texts = new Map<string, string>();
const encoder = new TextEncoder();

export const hex = (number: number): string => number.toString(16).padStart(40, "0");

function internFile(path: string, text: string): TreeFile {
  const key = `${path} ${text}`;
  const known = blobs.get(key);
  if (known !== undefined) return known;
  const bytes = encoder.encode(text);
  const file = { path, mode: "100644", blob: hex(blobs.size + 1), size: bytes.length };
  blobs.set(key, file);
  bytesOf.set(file.blob, bytes);
  texts.set(file.blob, text);
  return file;
}

export function textOf(blob: string): string {
  const text = texts.get(blob);
  if (text === undefined) throw new Error(`There is no blob ${blob}.`);
  return text;
}

export interface Git {
  tip: Node;
  readonly nodes: Map<string, Node>;
  /** A commit on nothing yet. */
  commit(parent: Node | undefined, edits: readonly Edit[], author: Actor): Node;
}

export function createGit(edits: readonly Edit[], author: Actor): Git {
  const nodes = new Map<string, Node>();
  const commit = (parent: Node | undefined, changed: readonly Edit[], by: Actor): Node => {
    const node = makeNode(hex(0xc0_0000 + nodes.size), parent, changed, by);
    nodes.set(node.sha, node);
    return node;
  };
  return { tip: commit(undefined, edits, author), nodes, commit };
}

function makeNode(sha: string, parent: Node | undefined, edits: readonly Edit[], author: Actor): Node {
  const files = new Map(parent?.files);
  const changes: FileChange[] = [];
  for (const { path, text } of edits) {
    const before = files.get(path);
    if (text === undefined) {
      if (before === undefined) continue;
      files.delete(path);
      changes.push({ ...before, status: "removed" });
      continue;
    }
    const after = internFile(path, text);
    if (before?.blob === after.blob) continue;
    files.set(path, after);
    changes.push({ ...after, status: before === undefined ? "added" : "modified" });
  }
  const policies =
    parent !== undefined && !changes.some(({ path }) => path.startsWith("policies/"))
      ? parent.policies
      : listTree(files, "policies/");
  const rules =
    parent !== undefined && !changes.some(isRule)
      ? parent.rules
      : `${policies} ${listTree(files, ".github/")}`;
  return { sha, parent, depth: (parent?.depth ?? -1) + 1, files, changes, policies, rules, author };
}

const isRule = ({ path }: FileChange): boolean => path.startsWith("policies/") || path.startsWith(".github/");

const listTree = (files: ReadonlyMap<string, TreeFile>, folder: string): string =>
  [...files.values()]
    .filter(({ path }) => path.startsWith(folder))
    .map(({ path, blob }) => `${path}=${blob}`)
    .sort()
    .join("+");

export function isAncestor(ancestor: Node, descendant: Node): boolean {
  let node: Node | undefined = descendant;
  while (node !== undefined && node.depth > ancestor.depth) node = node.parent;
  return node === ancestor;
}

export function findBase(a: Node, b: Node): Node | undefined {
  let one: Node | undefined = a;
  let other: Node | undefined = b;
  while (one !== other) {
    if (one === undefined || other === undefined) return undefined;
    if (one.depth >= other.depth) one = one.parent;
    else other = other.parent;
  }
  return one;
}

export function listDifferences(from: Node, to: Node): FileChange[] {
  if (to.parent === from) return [...to.changes];
  if (to === from) return [];
  const changes: FileChange[] = [];
  for (const [path, file] of to.files) {
    const before = from.files.get(path);
    if (before === file) continue;
    if (before === undefined) changes.push({ ...file, status: "added" });
    else if (before.blob !== file.blob) changes.push({ ...file, status: "modified" });
  }
  for (const [path, file] of from.files)
    if (!to.files.has(path)) changes.push({ ...file, status: "removed" });
  return changes;
}

function listBetween(from: Node, to: Node): Node[] {
  const base = findBase(from, to);
  const found: Node[] = [];
  for (let node: Node | undefined = to; node !== undefined && node !== base; node = node.parent)
    found.push(node);
  return found;
}

function findLast(tip: Node, path: string, status: FileChange["status"]): string | undefined {
  for (let at: Node | undefined = tip; at !== undefined; at = at.parent)
    if (at.changes.some((change) => change.path === path && change.status === status)) return at.sha;
  return undefined;
}

/** What a clone knows: fetched once, local from then on. */
export interface Clone {
  tip: Node;
  readonly heads: Map<number, Node>;
}

export interface RepositoryOptions {
  readonly machine: Machine;
  readonly git: Git;
  readonly clone: Clone;
  /** Heads of pull requests as the server has them. */
  readonly headOf: (pull: number) => Node | undefined;
  /** The ledger's branch comes with it. */
  readonly fetchLedger: () => void;
}

/** What git says when the disk takes no object, or no ref. Each is written on its own: those before the full disk are there. */
export function writeObject<T>(machine: Machine, command: string, effect: () => T): T {
  try {
    return machine.write(effect);
  } catch (error) {
    if (!(error instanceof DiskFull)) throw error;
    const detail = "unable to write file: No space left on device";
    throw makeQuietly(() => new RepositoryError({ command, detail, retryable: true }));
  }
}

/** The access repository of one clone. */
export function memoryRepository({
  machine,
  git,
  clone,
  headOf,
  fetchLedger,
}: RepositoryOptions): Repository {
  const node = (sha: string): Node => {
    const found = git.nodes.get(sha);
    if (found === undefined) throw new Error(`There is no commit ${sha}.`);
    return found;
  };
  const local = machine.read;
  return {
    fetch: (pulls = []) =>
      machine.call("github", () => {
        const write = <T>(effect: () => T): T => writeObject(machine, "fetch", effect);
        write(() => {
          clone.tip = git.tip;
        });
        for (const pull of pulls) {
          const head = headOf(pull);
          if (head !== undefined) write(() => clone.heads.set(pull, head));
        }
        write(fetchLedger);
      }),
    defaultTip: () => local(() => clone.tip.sha),
    pullHead: (pull) => local(() => clone.heads.get(pull)?.sha),
    mergeBase: (a, b) => local(() => findBase(node(a), node(b))?.sha),
    isAncestor: (ancestor, descendant) => local(() => isAncestor(node(ancestor), node(descendant))),
    readCommit: (sha) =>
      local(() => {
        const { parent } = node(sha);
        return {
          sha,
          parents: parent === undefined ? [] : [parent.sha],
          authorEmail: "a@acme",
          committerEmail: "a@acme",
        };
      }),
    listCommits: (from, to) =>
      local(() =>
        listBetween(node(from), node(to)).map(({ sha, parent }) => ({
          sha,
          parents: parent === undefined ? [] : [parent.sha],
          authorEmail: "a@acme",
          committerEmail: "a@acme",
        })),
      ),
    listChanging: (from, to, paths) =>
      local(() =>
        listBetween(node(from), node(to))
          .filter(({ changes }) =>
            changes.some(({ path }) => paths.some((each) => path === each || path.startsWith(`${each}/`))),
          )
          .map(({ sha }) => sha)
          .reverse(),
      ),
    listFiles: (commit, folder) =>
      local(() => [...node(commit).files.values()].filter(({ path }) => path.startsWith(`${folder}/`))),
    findFile: (commit, path) => local(() => node(commit).files.get(path)),
    treeId: (commit, folder) =>
      local(
        () =>
          (folder === "policies" ? node(commit).policies : listTree(node(commit).files, `${folder}/`)) ||
          undefined,
      ),
    diff: (from, to) => local(() => listDifferences(node(from), node(to))),
    previewMerge: (base, head) =>
      local(() => {
        const shared = findBase(node(base), node(head));
        return shared === undefined ? undefined : listDifferences(shared, node(head));
      }),
    readBlob: (blob) =>
      local(() => {
        const bytes = bytesOf.get(blob);
        if (bytes === undefined) throw new Error(`There is no blob ${blob}.`);
        return bytes;
      }),
    findAddition: (tip, path) => local(() => findLast(node(tip), path, "added")),
    findRemoval: (tip, path) => local(() => findLast(node(tip), path, "removed")),
  };
}
