import type { Removal } from "../core/ports/reverts.ts";
import { findBlockingBranch } from "./objects/blocking-ref.ts";
import { findMergeBase } from "./objects/history.ts";
import { diffTrees } from "./objects/objects.ts";
import { checkBranch } from "./objects/refs.ts";
import type { Identity } from "./objects/signed-commit.ts";
import { writeTree } from "./objects/tree.ts";
import { readGit, runGit } from "./process/command.ts";
import { RepositoryError } from "./process/error.ts";
import type { Remote, Store } from "./process/store.ts";
import { fetchSeen } from "./seen.ts";

/**
 * Pushes a commit that removes these files to a new branch. A branch that is there is left alone. Resolves to the name of a branch that
 * is in the way: one of another content, or one that git cannot have beside this.
 */
export async function pushRemoval(
  store: Store,
  remote: Remote,
  removal: Removal,
  author: Identity,
): Promise<string | undefined> {
  const { branch } = removal;
  await checkBranch(store, branch);
  const ref = `refs/heads/${branch}`;
  const sha = await writeRemoval(store, removal, author);
  // An empty lease: the ref must not exist yet.
  const args = ["push", "--porcelain", "--no-verify", `--force-with-lease=${ref}:`];
  const { exitCode, stderr } = await runGit(store, [...args, "--", remote.url, `${sha}:${ref}`], {
    remote,
    allow: [1],
  });
  return exitCode === 0 ? undefined : findObstacle(store, remote, removal, stderr);
}

async function writeRemoval(
  store: Store,
  { from, paths, message, at }: Omit<Removal, "branch">,
  author: Identity,
): Promise<string> {
  const tree = await writeTree(
    store,
    from,
    paths.map((path) => ({ path, text: undefined })),
  );
  return readGit(store, ["commit-tree", tree, "-p", from], { input: message, env: identify(author, at) });
}

function identify(author: Identity, at: Date): Record<string, string> {
  const date = `${Math.floor(at.getTime() / 1000)} +0000`;
  return {
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: author.name,
    GIT_COMMITTER_EMAIL: author.email,
    GIT_COMMITTER_DATE: date,
  };
}

/** `undefined` where the branch is ours: an earlier run may have stopped between the push and the pull request. */
async function findObstacle(
  store: Store,
  remote: Remote,
  { branch, from, paths }: Removal,
  why: string,
): Promise<string | undefined> {
  const tip = await fetchSeen(store, remote, branch);
  const base = tip && (await findMergeBase(store, from, tip));
  const changes = tip && base ? await diffTrees(store, base, tip) : [];
  const removed = changes.filter(({ status }) => status === "removed").map(({ path }) => path);
  if (tip !== undefined && changes.length === removed.length && sameSet(removed, paths)) return undefined;
  if (tip !== undefined) return branch;
  const blocking = await findBlockingBranch(store, remote, branch);
  if (blocking !== undefined) return blocking;
  throw new RepositoryError({ command: "push", detail: why, retryable: true });
}

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  [...a].sort().join("\n") === [...b].sort().join("\n");
