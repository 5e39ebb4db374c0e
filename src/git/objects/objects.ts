import type { FileChange, TreeFile } from "../../core/files/file-change.ts";
import { runGit } from "../process/command.ts";
import { eachObject } from "../process/each-object.ts";
import { RepositoryError } from "../process/error.ts";
import { requireId } from "../process/object-hash.ts";
import { requireObjectId } from "../process/object-id.ts";
import type { Store } from "../process/store.ts";
import { decodePath, splitRecords } from "../process/text.ts";
import { findSize, walkDifference, walkFiles } from "../walk/files.ts";
import { orAskGit } from "../walk/left-to-git.ts";
import { readObject } from "../walk/object-reader.ts";
import { remembered } from "../walk/remembered.ts";
import { findNode } from "../walk/tree.ts";

interface TreeEntry extends TreeFile {
  readonly type: string;
}

/**
 * Everything below a folder ("" is the whole tree), submodules and links included. A folder that is not there has no files. One round asks
 * for the same listing in several steps: of each folder the last one is kept.
 */
export async function listFiles(store: Store, commit: string, folder: string): Promise<TreeFile[]> {
  const known = listings.get(store) ?? new Map<string, Listed>();
  listings.set(store, known);
  const last = known.get(folder);
  if (last?.commit === commit) return [...(await last.files)];
  const listed = { commit, files: readFiles(store, commit, folder) };
  known.set(folder, listed);
  // Failures are not kept: the objects may come with the next fetch.
  listed.files.catch(() => known.get(folder) === listed && known.delete(folder));
  return [...(await listed.files)];
}

interface Listed {
  readonly commit: string;
  readonly files: Promise<readonly TreeFile[]>;
}

const listings = new WeakMap<Store, Map<string, Listed>>();

const readFiles = (store: Store, commit: string, folder: string): Promise<TreeFile[]> =>
  orAskGit(
    () => walkFiles(store, commit, folder),
    async () => (await listTree(store, commit, folder === "" ? [] : [`${folder}/`], ["-r"])).map(asFile),
  );

/** The file at exactly this path; `undefined` where nothing or a folder is there. */
export async function findFile(store: Store, commit: string, path: string): Promise<TreeFile | undefined> {
  const entry = await findEntry(store, commit, path);
  return entry === undefined || entry.type === "tree" ? undefined : asFile(entry);
}

/** Object id of a folder's tree ("" is the commit's own); undefined if there is no such folder. */
export async function findTreeId(store: Store, commit: string, folder: string): Promise<string | undefined> {
  if (folder === "") {
    const { stdout } = await runGit(store, ["rev-parse", "--verify", `${requireObjectId(commit)}^{tree}`]);
    return stdout.toString("latin1").trim();
  }
  const entry = await findEntry(store, commit, folder);
  return entry?.type === "tree" ? entry.blob : undefined;
}

/** A few small trees that hold each other many times over stand for more files than can be listed: git keeps all of them in memory. */
const DIFF_BOUNDS = { timeoutMs: 5_000, memory: 256 * 1024 * 1024 };

const MAX_READ_IN_PROCESS = 200;

/** Which files two commits' trees differ in. Throws `RepositoryError` when that takes too much time or memory. */
export async function diffTrees(store: Store, from: string, to: string): Promise<FileChange[]> {
  const commits = [requireObjectId(from), requireObjectId(to)];
  return orAskGit(
    () => walkDifference(store, from, to),
    () => askDifference(store, commits),
  );
}

async function askDifference(store: Store, commits: readonly string[]): Promise<FileChange[]> {
  const args = [
    ...["diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", "--no-ext-diff"],
    ...["--ignore-submodules=none", ...commits],
  ];
  const { stdout } = await runGit(store, args, DIFF_BOUNDS);
  const records = splitRecords(stdout).map((record) => decodePath(record));
  const changes = records.flatMap((header, index) => {
    const path = records[index + 1];
    return index % 2 === 0 && path !== undefined ? [parseChange(header, path)] : [];
  });
  const sizes = await readSizes(store, changes);
  return changes.map((change) => ({ ...change, size: sizes.get(change.blob) ?? 0 }));
}

/** Merges as GitHub does (ort). Leaves trees and blobs without a ref. Throws `RepositoryError` when it takes too much time or memory. */
export async function previewMerge(
  store: Store,
  base: string,
  head: string,
): Promise<FileChange[] | undefined> {
  const args = ["merge-tree", "--write-tree", "--no-messages", requireObjectId(base), requireObjectId(head)];
  const { exitCode, stdout } = await runGit(store, args, { allow: [1], ...DIFF_BOUNDS });
  return exitCode === 1 ? undefined : diffTrees(store, base, stdout.toString("latin1").trim());
}

/** A blob's bytes. Throws `RepositoryError` for anything over `limit` bytes before reading it, and for a damaged one. */
export async function readBlob(store: Store, blob: string, limit: number): Promise<Uint8Array> {
  const read = await readObject(store, requireObjectId(blob));
  const bytes = read?.type === "blob" ? read.bytes : undefined;
  const size = bytes?.length ?? (await readSizes(store, [{ blob, mode: "100644" }])).get(blob) ?? 0;
  if (size > limit) {
    const detail = `${blob} has ${size} bytes; the limit is ${limit}. Make the file smaller.`;
    throw new RepositoryError({ command: "cat-file", detail, retryable: false });
  }
  if (bytes !== undefined) return bytes;
  const { stdout } = await runGit(store, ["cat-file", "blob", blob], { maxBytes: limit + 1 });
  requireId(blob, "blob", stdout);
  return stdout;
}

/** Many objects of one type with one process at most, in the order asked for. Throws when one is missing or of another type. */
export async function readObjects(
  store: Store,
  ids: readonly string[],
  type: "blob" | "commit",
): Promise<Buffer[]> {
  const read = new Map<string, Buffer>();
  // Many are one question to git, instead of as many files to read here.
  for (const id of ids.length > MAX_READ_IN_PROCESS ? [] : ids) {
    const object = await readObject(store, id);
    if (object?.type === type) read.set(id, object.bytes);
  }
  const others = ids.filter((id) => !read.has(id));
  const packed = new Map<string, Buffer>();
  if (others.length > 0)
    await eachObject(
      store,
      type,
      [others],
      (id) => id,
      (bytes, id) => void packed.set(id, bytes),
    );
  return ids.flatMap((id) => read.get(id) ?? packed.get(id) ?? []);
}

const findEntry = remembered(
  (store, commit: string, path: string): Promise<TreeEntry | undefined> =>
    orAskGit(
      () => walkToEntry(store, commit, path),
      async () => (await listTree(store, commit, [path], [])).find((entry) => entry.path === path),
    ),
);

async function walkToEntry(store: Store, commit: string, path: string): Promise<TreeEntry | undefined> {
  const node = await findNode(store, commit, path);
  if (node === undefined) return undefined;
  const { mode, type, id } = node;
  return { path, mode, type, blob: id, size: await findSize(store, node) };
}

async function listTree(
  store: Store,
  commit: string,
  paths: string[],
  flags: string[],
): Promise<TreeEntry[]> {
  const { stdout } = await runGit(store, [
    ...["--literal-pathspecs", "ls-tree", "-z", "-l", "--full-tree", ...flags],
    ...[requireObjectId(commit), "--", ...paths],
  ]);
  return splitRecords(stdout).map(parseEntry);
}

function parseEntry(record: Buffer): TreeEntry {
  const tab = record.indexOf(9);
  const [mode = "", type = "", blob = "", size = ""] = record.subarray(0, tab).toString("latin1").split(/ +/);
  const path = decodePath(record.subarray(tab + 1));
  return { path, mode, type, blob, size: size === "-" ? 0 : Number(size) };
}

const asFile = ({ path, mode, blob, size }: TreeEntry): TreeFile => ({ path, mode, blob, size });

function parseChange(header: string, path: string): FileChange {
  const [oldMode = "", newMode = "", oldBlob = "", newBlob = "", letter = ""] = header.slice(1).split(" ");
  if (letter === "D") return { path, status: "removed", mode: oldMode, blob: oldBlob, size: 0 };
  return { path, status: letter === "A" ? "added" : "modified", mode: newMode, blob: newBlob, size: 0 };
}

/** Sizes by object id; submodules have none, their commits are not here. */
async function readSizes(
  store: Store,
  files: readonly { readonly blob: string; readonly mode: string }[],
): Promise<Map<string, number>> {
  const ids = [...new Set(files.filter((file) => file.mode !== "160000").map((file) => file.blob))];
  if (ids.length === 0) return new Map();
  const input = ids.map((id) => `${id}\n`).join("");
  const { stdout } = await runGit(store, ["cat-file", "--batch-check"], { input });
  const lines = stdout.toString("latin1").split("\n");
  return new Map(
    ids.map((id, index) => {
      const [name, type, size] = (lines[index] ?? "").split(" ");
      if (name !== id || type !== "blob") throw missing(id, "blob", type === "missing");
      return [id, Number(size)];
    }),
  );
}

const missing = (id: string, type: string, isAbsent = false) =>
  new RepositoryError({
    command: "cat-file",
    detail: `${id} is not a ${type} of this clone`,
    retryable: false,
    ...(isAbsent && { missing: id }),
  });
