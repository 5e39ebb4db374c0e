import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { readLoose } from "./loose.ts";
import { readGit, runGit, type Store } from "./run.ts";

/** Git's id for "no object": before a creation, after a deletion. */
export const zeroSha = "0".repeat(40);

export interface Ref {
  readonly name: string;
  readonly sha: string;
  readonly type: string;
}

/** A move of one ref from one object to another; `zeroSha` means that the ref does not exist. */
export interface RefMove {
  readonly ref: string;
  readonly before: string;
  readonly after: string;
}

export const branchRef = (branch: string): string => `refs/heads/${branch}`;

/** The branch of a ref; undefined for tags and other refs. */
export function branchOf(ref: string): string | undefined {
  return ref.startsWith("refs/heads/") ? ref.slice("refs/heads/".length) : undefined;
}

/** The object of a full ref name. */
export async function readRef(store: Store, ref: string): Promise<string | undefined> {
  const loose = await readLooseRef(store, ref);
  if (loose !== undefined) return loose;
  if (isPlain(ref) && !(await hasPackedRefs(store))) return undefined;
  const answer = await runGit(store, ["show-ref", "--verify", "--hash", "--", ref], { allow: [1, 128] });
  return answer.exitCode === 0 ? answer.stdout.toString("utf8").trim() : undefined;
}

/** A loose ref has a file of its own, which takes precedence over packed refs. Most refs can be read without starting git. */
async function readLooseRef({ directory }: Store, ref: string): Promise<string | undefined> {
  if (!isPlain(ref)) return undefined;
  const text = await readFile(join(directory, ref), "latin1").catch(() => "");
  return /^[0-9a-f]{40}\n$/.test(text) ? text.trim() : undefined;
}

const isPlain = (ref: string): boolean => /^refs(?:\/[\w-]+)+$/.test(ref);

const hasPackedRefs = async ({ directory }: Store): Promise<boolean> =>
  (await readdir(directory)).includes("packed-refs");

/** The existing refs with these full names. */
export async function readRefs(store: Store, names: readonly string[]): Promise<Ref[]> {
  // Without a pattern, git would list all refs.
  if (names.length === 0) return [];
  const loose = await readLooseRefs(store, names);
  return loose ?? (await forEachRef(store, names)).filter(({ name }) => names.includes(name));
}

/** The refs with these names; undefined if a ref or its object is packed. */
async function readLooseRefs(store: Store, names: readonly string[]): Promise<Ref[] | undefined> {
  if (!names.every(isPlain) || (await hasPackedRefs(store))) return undefined;
  const refs: Ref[] = [];
  for (const name of [...new Set(names)].sort()) {
    const sha = await readLooseRef(store, name);
    const type = sha && (await readLoose(store, sha))?.type;
    if (sha !== undefined && type === undefined) return undefined;
    if (sha && type) refs.push({ name, sha, type });
  }
  return refs;
}

/** All refs whose full name starts with the prefix, by name. */
export async function listRefs(store: Store, prefix: string): Promise<Ref[]> {
  const folder = prefix.slice(0, prefix.lastIndexOf("/") + 1);
  return (await forEachRef(store, [folder])).filter(({ name }) => name.startsWith(prefix));
}

async function forEachRef(store: Store, patterns: readonly string[]): Promise<Ref[]> {
  const format = "--format=%(objectname) %(objecttype) %(refname)";
  const text = await readGit(store, ["for-each-ref", format, "--", ...patterns]);
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => {
      const [sha = "", type = "", name = ""] = line.split(" ");
      return { name, sha, type };
    });
}

/** Moves all refs or none. Throws GitError if a ref is not at its `before`. */
export async function moveRefs(store: Store, moves: readonly RefMove[]): Promise<void> {
  const [only, ...others] = moves;
  if (only === undefined || (others.length === 0 && (await moveLooseRef(store, only)))) return;
  const lines = moves.map(({ ref, before, after }) =>
    after === zeroSha ? `delete ${ref} ${before}` : `update ${ref} ${after} ${before}`,
  );
  await runGit(store, ["update-ref", "--stdin"], { input: `${lines.join("\n")}\n` });
}

/** Moves one ref to a commit under git's own lock. Returns false, without a move, if git must do it and explain a refusal. */
async function moveLooseRef(store: Store, { ref, before, after }: RefMove): Promise<boolean> {
  const isKnown = isPlain(ref) && (await readLoose(store, after))?.type === "commit";
  if (!isKnown || (await hasPackedRefs(store))) return false;
  const file = join(store.directory, ref);
  const lock = `${file}.lock`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(lock, `${after}\n`, { flag: "wx" });
  } catch {
    return false;
  }
  const moves = ((await readLooseRef(store, ref)) ?? zeroSha) === before;
  const moved =
    moves &&
    (await rename(lock, file).then(
      () => true,
      () => false,
    ));
  if (!moved) await rm(lock);
  return moved;
}

/** True if git accepts this full name for a ref. */
export async function isRefName(store: Store, ref: string): Promise<boolean> {
  if (!ref.startsWith("refs/")) return false;
  return (await runGit(store, ["check-ref-format", ref], { allow: [1] })).exitCode === 0;
}
