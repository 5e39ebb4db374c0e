import { access } from "node:fs/promises";
import { join } from "node:path";
import type { Commit } from "../../core/files/file-change.ts";
import type { Store } from "../process/store.ts";
import { readObject } from "./object-reader.ts";
import { remembered } from "./remembered.ts";

/** Longer histories are left to git, which needs not read all of them. */
export const MAX_STEPS = 500;

/** A commit that needs no git to be read; undefined where git is to be asked. */
export const findQuickCommit = (store: Store, sha: string): Promise<Commit | undefined> =>
  readQuickCommit(store, sha).catch(() => undefined);

// Only what was found is remembered.
const readQuickCommit = remembered(async (store, sha: string): Promise<Commit> => {
  const object = await readObject(store, sha);
  const commit = object?.type === "commit" ? parseCommit(sha, object.bytes) : undefined;
  if (commit === undefined || (await isCutOff(store))) throw new Error(`${sha} is left to git.`);
  return commit;
});

/** Whether this clone tells git other parents than commits name (gitrepository-layout: shallow, info/grafts). */
async function isCutOff({ directory }: Store): Promise<boolean> {
  const files = ["shallow", "info/grafts"].map((name) => access(join(directory, name)));
  return (await Promise.allSettled(files)).some(({ status }) => status === "fulfilled");
}

const who = "[ -;=?-~]*<([!-;=?-~]*)> \\d+ [+-]\\d{4}";
const headers = new RegExp(
  `^tree [0-9a-f]{40}\\n((?:parent [0-9a-f]{40}\\n)*)author ${who}\\ncommitter ${who}\\n`,
  "u",
);

/** Undefined for whatever git may read in another way: names that are not plain, another encoding, a header said again. */
function parseCommit(sha: string, bytes: Buffer): Commit | undefined {
  const end = bytes.indexOf("\n\n");
  const text = bytes.toString("latin1", 0, end < 0 ? bytes.length : end + 1);
  const [known = "", lines, authorEmail, committerEmail] = headers.exec(text) ?? [];
  if (lines === undefined || authorEmail === undefined || committerEmail === undefined) return undefined;
  if (/^(?:tree|parent|author|committer|encoding) /mu.test(text.slice(known.length))) return undefined;
  const parents = lines.split("\n").filter(Boolean);
  return { sha, parents: parents.map((line) => line.slice("parent ".length)), authorEmail, committerEmail };
}

/** A commit and all before it; undefined where git is to be asked. */
export async function readAncestry(store: Store, sha: string): Promise<ReadonlySet<string> | undefined> {
  const known = new Set([sha]);
  for (const next of known) {
    const commit = await findQuickCommit(store, next);
    if (commit === undefined || known.size > MAX_STEPS) return undefined;
    for (const parent of commit.parents) known.add(parent);
  }
  return known;
}

/** What both have, and nothing else that both have comes after; undefined where git is to be asked. */
export async function findBases(store: Store, a: string, b: string): Promise<string[] | undefined> {
  const [before, beforeOther] = [await readAncestry(store, a), await readAncestry(store, b)];
  if (before === undefined || beforeOther === undefined) return undefined;
  const common = [...before].filter((sha) => beforeOther.has(sha));
  const passed = new Set<string>();
  for (const sha of common)
    for (const parent of (await findQuickCommit(store, sha))?.parents ?? []) passed.add(parent);
  return common.filter((sha) => !passed.has(sha));
}

/**
 * The commits up to `to` that `from` (null: nothing) does not have, newest first, where they are one line;
 * undefined where git is to be asked.
 */
export async function readLine(store: Store, from: string | null, to: string): Promise<Commit[] | undefined> {
  if ((await findQuickCommit(store, to)) === undefined) return undefined;
  const known = from === null ? new Set<string>() : await readAncestry(store, from);
  const line: Commit[] = [];
  let sha: string | undefined = to;
  while (sha !== undefined && sha !== from && !known?.has(sha)) {
    const commit: Commit | undefined = await findQuickCommit(store, sha);
    if (commit === undefined || commit.parents.length > 1 || line.length === MAX_STEPS) return undefined;
    line.push(commit);
    [sha] = commit.parents;
  }
  // At the root without having met `from`: whether they share anything is only known with all that is before it.
  return sha === undefined && known === undefined ? undefined : line;
}
