import { readGit, runGit } from "../process/command.ts";
import { RepositoryError } from "../process/error.ts";
import { requireObjectId } from "../process/object-id.ts";
import type { Store } from "../process/store.ts";
import { isAncestor } from "./history.ts";
import { readLoose, readStored } from "./ref-files.ts";

/** The ref's commit; `undefined` only where the ref does not exist. Throws for an unreadable ref: it must not look absent. */
export async function readRef(store: Store, ref: string): Promise<string | undefined> {
  return (await readLoose(store, ref)) ?? (await listRefs(store, [ref])).get(ref);
}

/** The first of these refs that exists. Git is started once at most. Throws for an unreadable ref. */
export async function readFirstRef(store: Store, refs: readonly string[]): Promise<string | undefined> {
  for (const ref of refs) {
    const sha = await readStored(store, ref);
    if (sha === undefined) break;
    if (sha !== null) return sha;
  }
  const found = await listRefs(store, refs);
  return refs.map((ref) => found.get(ref)).find((sha) => sha !== undefined);
}

async function listRefs(store: Store, refs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const args = ["for-each-ref", "--format=%(refname) %(objectname) %(objecttype)", ...refs];
  const { stdout, stderr } = await runGit(store, args);
  if (stderr !== "") throw new RepositoryError({ command: "for-each-ref", detail: stderr, retryable: false });
  const rows = stdout.toString("utf8").split("\n");
  return new Map(rows.map((row) => row.split(" ")).map(([name = "", sha = ""]) => [name, sha]));
}

/** Moves the ref from the commit that was read (null: none) to `to`. The ref may already be at `to`, or past it. */
export async function advanceRef(store: Store, ref: string, from: string | null, to: string): Promise<void> {
  try {
    await runGit(store, ["update-ref", "--no-deref", ref, to, from ?? "0".repeat(to.length)]);
  } catch (error) {
    const now = await readRef(store, ref);
    if (now === undefined || !(await isAncestor(store, to, now))) throw error;
  }
}

/** Puts the ref at a commit, wherever it is. */
export async function setRef(store: Store, ref: string, to: string): Promise<void> {
  await runGit(store, ["update-ref", "--no-deref", ref, requireObjectId(to)]);
}

/** Throws `RepositoryError` for a name git would not accept, wildcards included. */
export async function checkBranch(store: Store, branch: string): Promise<void> {
  await runGit(store, ["check-ref-format", `refs/heads/${branch}`]).catch((cause: unknown) => {
    const detail = `"${branch}" is not a valid branch name.`;
    throw new RepositoryError({ command: "check-ref-format", detail, retryable: false, cause });
  });
}

/**
 * The branch a clone's remote calls its default, as `git clone` wrote it down: in the remote's HEAD, and in a bare or mirror clone in its
 * own (git-clone, --bare). undefined when the clone does not say.
 */
export async function readRemoteHead(store: Store): Promise<string | undefined> {
  return (await readHead(store, "refs/remotes/origin/HEAD", "refs/remotes/origin/")) ?? readBareHead(store);
}

/** HEAD of a working tree is what is checked out, and says nothing; that of a repository that was made empty names no commit. */
async function readBareHead(store: Store): Promise<string | undefined> {
  if ((await readGit(store, ["rev-parse", "--is-bare-repository"])) !== "true") return undefined;
  const branch = await readHead(store, "HEAD", "refs/heads/");
  const isHere = branch !== undefined && (await readRef(store, `refs/heads/${branch}`)) !== undefined;
  return isHere ? branch : undefined;
}

async function readHead(store: Store, head: string, prefix: string): Promise<string | undefined> {
  const target = await readGit(store, ["symbolic-ref", "--quiet", head], { allow: [1] });
  return target.startsWith(prefix) ? target.slice(prefix.length) : undefined;
}
