import type { KeyObject } from "node:crypto";
import { ObstacleError } from "../core/plan/obstacle.ts";
import type { AskBranch } from "../core/ports/asking.ts";
import { findBlockingBranch } from "./objects/blocking-ref.ts";
import { readObjects } from "./objects/objects.ts";
import { checkBranch } from "./objects/refs.ts";
import { type Identity, inspectCommit, signCommit } from "./objects/signed-commit.ts";
import { writeTree } from "./objects/tree.ts";
import { readGit, runGit } from "./process/command.ts";
import { RepositoryError } from "./process/error.ts";
import type { Remote, Store } from "./process/store.ts";
import { fetchSeen } from "./seen.ts";

interface Signer {
  readonly privateKey: KeyObject;
  readonly identity: Identity;
}

/**
 * Pushes a commit that adds one file, signed with the ledger's key, to a new branch. A branch that is there is left alone. Answers the
 * branch's tip, which is in this clone then: whether it is the app's own is for the caller to see. Throws `ObstacleError` where a branch of
 * another name keeps it from being made.
 */
export async function pushAsk(
  store: Store,
  remote: Remote,
  ask: AskBranch,
  { privateKey, identity }: Signer,
): Promise<string> {
  const { branch, from, path, text, message, at } = ask;
  await checkBranch(store, branch);
  const ref = `refs/heads/${branch}`;
  const tree = await writeTree(store, from, [{ path, text }]);
  const input = signCommit({ tree, parent: from, identity, at, message }, privateKey);
  const sha = await readGit(store, ["hash-object", "-w", "-t", "commit", "--stdin"], { input });
  // An empty lease: the ref must not exist yet.
  const args = ["push", "--porcelain", "--no-verify", `--force-with-lease=${ref}:`];
  const { exitCode, stderr } = await runGit(store, [...args, "--", remote.url, `${sha}:${ref}`], {
    remote,
    allow: [1],
  });
  if (exitCode === 0) return sha;
  const tip = await fetchSeen(store, remote, branch);
  if (tip !== undefined) return tip;
  const blocking = await findBlockingBranch(store, remote, branch);
  if (blocking !== undefined) throw inTheWay(blocking, branch);
  throw new RepositoryError({ command: "push", detail: stderr, retryable: true });
}

const inTheWay = (blocking: string, branch: string): ObstacleError =>
  new ObstacleError({
    why: `the branch "${blocking}" stands in the way of "${branch}": git cannot have both.`,
    next: `somebody with the role Write deletes the branch "${blocking}".`,
  });

/** The message of a commit of this clone with one parent, if this key signed it. */
export async function readSigned(
  store: Store,
  commit: string,
  publicKey: string,
): Promise<string | undefined> {
  const [bytes] = await readObjects(store, [commit], "commit");
  if (bytes === undefined) return undefined;
  const { parents, message, signed } = inspectCommit(bytes, publicKey);
  return signed && parents.length === 1 ? message : undefined;
}
