import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { isAncestor } from "./history.ts";
import { readLoose, writeLoose } from "./loose.ts";
import { readCommit, type Signature } from "./objects.ts";
import { remembered } from "./remembered.ts";
import { GitBoundError, readGit, runGit, type Store } from "./run.ts";

/** One change of a tree. Without a sha, the path is removed. */
export interface TreeEdit {
  readonly path: string;
  readonly mode?: string;
  readonly sha: string | undefined;
}

export interface CommitDraft {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
  /** The caller's armoured signature, stored without verification. */
  readonly signature?: string | undefined;
}

/** Stores the bytes and returns their id. */
export function writeBlob(store: Store, content: Buffer | string): Promise<string> {
  return writeLoose(store, "blob", content);
}

/**
 * Stores the tree that results from applying the edits to `base` (a tree or commit, or nothing). Throws GitError for an impossible
 * path.
 */
export async function writeTree(
  store: Store,
  base: string | undefined,
  edits: readonly TreeEdit[],
): Promise<string> {
  if (base === undefined && (await arePlain(store, edits))) return writeFolder(store, edits);
  const index = join(store.directory, `index-${randomUUID()}`);
  const env = { GIT_INDEX_FILE: index };
  try {
    await runGit(store, base === undefined ? ["read-tree", "--empty"] : ["read-tree", base], { env });
    const input = edits.map(editLine).join("");
    await runGit(store, ["update-index", "--add", "--remove", "--replace", "-z", "--index-info"], {
      env,
      input,
    });
    return await readGit(store, ["write-tree"], { env });
  } finally {
    await rm(index, { force: true });
  }
}

/** True if these are plain files of a new tree that git would accept as they are. */
async function arePlain(store: Store, edits: readonly TreeEdit[]): Promise<boolean> {
  const paths = new Set(edits.map(({ path }) => path));
  const folders = edits.flatMap(({ path }) =>
    [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index)),
  );
  if (paths.size < edits.length || folders.some((folder) => paths.has(folder))) return false;
  const plain = edits.map(
    async ({ path, mode = "100644", sha }) =>
      mode === "100644" &&
      path.split("/").every((name) => /^(?:\.github|[\w-][\w.-]*)$/.test(name)) &&
      sha !== undefined &&
      (await readLoose(store, sha))?.type === "blob",
  );
  return (await Promise.all(plain)).every(Boolean);
}

/** Stores the tree of a folder with exactly these files. */
async function writeFolder(store: Store, files: readonly TreeEdit[]): Promise<string> {
  const entries: { place: string; bytes: Buffer }[] = [];
  for (const name of new Set(files.map(({ path }) => path.split("/")[0] ?? ""))) {
    const file = files.find(({ path }) => path === name);
    const below = files.filter(({ path }) => path.startsWith(`${name}/`));
    const within = below.map((edit) => ({ ...edit, path: edit.path.slice(name.length + 1) }));
    const sha = file?.sha ?? (await writeFolder(store, within));
    const head = Buffer.from(`${file === undefined ? "40000" : "100644"} ${name}\0`);
    // git sorts a folder like its name with a slash at the end.
    const place = file === undefined ? `${name}/` : name;
    entries.push({ place, bytes: Buffer.concat([head, Buffer.from(sha, "hex")]) });
  }
  entries.sort((one, other) => (one.place < other.place ? -1 : 1));
  return writeLoose(store, "tree", Buffer.concat(entries.map(({ bytes }) => bytes)));
}

const editLine = ({ path, mode, sha }: TreeEdit): string =>
  sha === undefined ? `0 ${"0".repeat(40)}\t${path}\0` : `${mode ?? "100644"} ${sha}\t${path}\0`;

/** Stores a commit with its exact message. */
export function writeCommit(store: Store, draft: CommitDraft): Promise<string> {
  const signature = draft.signature?.trimEnd().replaceAll("\n", "\n ");
  const lines = [
    `tree ${draft.tree}`,
    ...draft.parents.map((parent) => `parent ${parent}`),
    `author ${formatSignature(draft.author)}`,
    `committer ${formatSignature(draft.committer)}`,
    ...(signature === undefined ? [] : [`gpgsig ${signature}`]),
    "",
    draft.message,
  ];
  return writeLoose(store, "commit", lines.join("\n"));
}

function formatSignature({ name, email, date }: Signature): string {
  const clean = (text: string) => text.replace(/[<>\r\n\0]/g, "").trim();
  return `${clean(name)} <${clean(email)}> ${Math.floor(date.getTime() / 1000)} +0000`;
}

/** The merged tree of two commits; undefined if they conflict or are too large to merge. */
export const mergeTrees = remembered(async (store: Store, ours: string, theirs: string) => {
  // If one commit contains the other, there is no merge to make.
  if (await isAncestor(store, ours, theirs)) return (await readCommit(store, theirs)).tree;
  if (await isAncestor(store, theirs, ours)) return (await readCommit(store, ours)).tree;
  const args = ["merge-tree", "--write-tree", "--no-messages", ours, theirs];
  try {
    const answer = await runGit(store, args, { allow: [1] });
    return answer.exitCode === 0 ? answer.stdout.toString("utf8").trim() : undefined;
  } catch (error) {
    if (error instanceof GitBoundError) return undefined;
    throw error;
  }
});
