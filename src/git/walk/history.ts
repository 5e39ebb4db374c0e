import { access } from "node:fs/promises";
import { join } from "node:path";
import type { Commit } from "../../core/files/file-change.ts";
import type { Store } from "../process/store.ts";
import { LeftToGit, orAskGit } from "./left-to-git.ts";
import { readObject } from "./object-reader.ts";
import { remembered } from "./remembered.ts";

/** Longer histories are left to git, which needs not read all of them. */
export const MAX_STEPS = 500;

/** One commit. Throws `LeftToGit`. */
export const walkCommit = remembered(async (store, sha: string): Promise<Commit> => {
  const object = await readObject(store, sha);
  const commit = object?.type === "commit" ? parseCommit(sha, object.bytes) : undefined;
  if (commit === undefined || (await isCutOff(store))) throw new LeftToGit(sha);
  return commit;
});

/** Does this clone give git parents other than those in the commits (gitrepository-layout: shallow, info/grafts)? */
async function isCutOff({ directory }: Store): Promise<boolean> {
  const files = ["shallow", "info/grafts"].map((name) => access(join(directory, name)));
  return (await Promise.allSettled(files)).some(({ status }) => status === "fulfilled");
}

const who = "[ -;=?-~]*<([!-;=?-~]*)> \\d+ [+-]\\d{4}";
const headers = new RegExp(
  `^tree [0-9a-f]{40}\\n((?:parent [0-9a-f]{40}\\n)*)author ${who}\\ncommitter ${who}\\n`,
  "u",
);

/** `undefined` where git may read it otherwise: names that are not plain, another encoding, a repeated header. */
function parseCommit(sha: string, bytes: Buffer): Commit | undefined {
  const end = bytes.indexOf("\n\n");
  const text = bytes.toString("latin1", 0, end < 0 ? bytes.length : end + 1);
  const [known = "", lines, authorEmail, committerEmail] = headers.exec(text) ?? [];
  if (lines === undefined || authorEmail === undefined || committerEmail === undefined) return undefined;
  if (/^(?:tree|parent|author|committer|encoding) /mu.test(text.slice(known.length))) return undefined;
  const parents = lines.split("\n").filter(Boolean);
  return { sha, parents: parents.map((line) => line.slice("parent ".length)), authorEmail, committerEmail };
}

/** A commit and all commits before it. Throws `LeftToGit`. */
export async function readAncestry(store: Store, sha: string): Promise<ReadonlySet<string>> {
  const known = new Set([sha]);
  for (const next of known) {
    const { parents } = await walkCommit(store, next);
    if (known.size > MAX_STEPS) throw new LeftToGit(`the history before ${sha}`);
    for (const parent of parents) known.add(parent);
  }
  return known;
}

/** The newest commits that both have: no other common commit comes after them. Throws `LeftToGit`. */
export async function findBases(store: Store, a: string, b: string): Promise<string[]> {
  const [before, beforeOther] = [await readAncestry(store, a), await readAncestry(store, b)];
  const common = [...before].filter((sha) => beforeOther.has(sha));
  const passed = new Set<string>();
  for (const sha of common) for (const parent of (await walkCommit(store, sha)).parents) passed.add(parent);
  return common.filter((sha) => !passed.has(sha));
}

/**
 * The commits up to `to` that `from` (null: nothing) does not have, newest first, where they are one line. Throws `LeftToGit`: for
 * merges, too.
 */
export async function readLine(store: Store, from: string | null, to: string): Promise<Commit[]> {
  await walkCommit(store, to);
  const known = from === null ? new Set<string>() : await readKnown(store, from);
  const line: Commit[] = [];
  let sha: string | undefined = to;
  while (sha !== undefined && sha !== from && !known?.has(sha)) {
    const commit: Commit = await walkCommit(store, sha);
    if (commit.parents.length > 1 || line.length === MAX_STEPS) throw new LeftToGit(`the line to ${to}`);
    line.push(commit);
    [sha] = commit.parents;
  }
  // At the root, without `from` on the way: only its whole history tells whether they share a commit.
  if (sha === undefined && known === undefined) throw new LeftToGit(`the line from ${from}`);
  return line;
}

/** `undefined`: its history is left to git. It is not needed where `from` is on the line itself. */
const readKnown = (store: Store, from: string): Promise<ReadonlySet<string> | undefined> =>
  orAskGit<ReadonlySet<string> | undefined>(
    () => readAncestry(store, from),
    async () => undefined,
  );
