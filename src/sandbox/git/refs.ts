import { readGit, runGit, type Store } from "./run.ts";

/** The id git uses for "no object": before a creation, after a deletion. */
export const zeroSha = "0".repeat(40);

export interface Ref {
  readonly name: string;
  readonly sha: string;
  readonly type: string;
}

/** One ref going from one object to another; `zeroSha` stands for not being there. */
export interface RefMove {
  readonly ref: string;
  readonly before: string;
  readonly after: string;
}

export const branchRef = (branch: string): string => `refs/heads/${branch}`;

/** The branch a ref names, or undefined for tags and everything else. */
export function branchOf(ref: string): string | undefined {
  return ref.startsWith("refs/heads/") ? ref.slice("refs/heads/".length) : undefined;
}

/** The object a full ref name points to. */
export async function readRef(store: Store, ref: string): Promise<string | undefined> {
  const answer = await runGit(store, ["show-ref", "--verify", "--quiet", "--hash", "--", ref], {
    allow: [1, 128],
  });
  if (answer.exitCode !== 0) return undefined;
  return readGit(store, ["rev-parse", "--verify", ref]);
}

/** All refs whose full name starts with the prefix, by name. */
export async function listRefs(store: Store, prefix: string): Promise<Ref[]> {
  const text = await readGit(store, ["for-each-ref", "--format=%(objectname) %(objecttype) %(refname)"]);
  return text
    .split("\n")
    .map((line) => {
      const [sha = "", type = "", name = ""] = line.split(" ");
      return { name, sha, type };
    })
    .filter(({ name }) => name !== "" && name.startsWith(prefix));
}

/** Moves all refs or none; throws GitError when one is no longer where `before` says. */
export async function moveRefs(store: Store, moves: readonly RefMove[]): Promise<void> {
  if (moves.length === 0) return;
  const lines = moves.map(({ ref, before, after }) =>
    after === zeroSha ? `delete ${ref} ${before}` : `update ${ref} ${after} ${before}`,
  );
  await runGit(store, ["update-ref", "--stdin"], { input: `${lines.join("\n")}\n` });
}

/** Whether git accepts this full name for a ref. */
export async function isRefName(store: Store, ref: string): Promise<boolean> {
  if (!ref.startsWith("refs/")) return false;
  return (await runGit(store, ["check-ref-format", ref], { allow: [1] })).exitCode === 0;
}
