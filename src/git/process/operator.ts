import { execFile } from "node:child_process";
import { maskSecrets } from "../../core/text/secrets.ts";
import { RepositoryError } from "./error.ts";
import type { Store } from "./store.ts";

/** A commit's author or committer: name, address and time as git writes them. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  readonly date: string;
}

/** The operator's author and committer, from git's configuration. Throws `RepositoryError` where git would guess. */
export async function readSignatures(store: Store): Promise<{ author: Signature; committer: Signature }> {
  const [author, committer] = await Promise.all([
    readSignature(store, "GIT_AUTHOR_IDENT"),
    readSignature(store, "GIT_COMMITTER_IDENT"),
  ]);
  return { author, committer };
}

async function readSignature(store: Store, name: string): Promise<Signature> {
  const { exitCode, stdout } = await runAsOperator(store, ["-c", "user.useConfigOnly=true", "var", name]);
  const [, person, email, date] = /^(.*) <(.+)> (\d+ [+-]\d{4})$/u.exec(stdout.trim()) ?? [];
  if (exitCode === 0 && person !== undefined && email !== undefined && date !== undefined)
    return { name: person, email, date };
  const detail =
    "git does not know who you are here. Run git config user.name and git config user.email, with an address of your GitHub account, then run this again.";
  throw new RepositoryError({ command: "var", exitCode, detail, retryable: false });
}

/** Pushes a branch to the clone's origin, with the operator's credentials. Throws where the branch exists. */
export async function pushBranch(store: Store, branch: string): Promise<void> {
  const ref = `refs/heads/${branch}`;
  const args = ["push", `--force-with-lease=${ref}:`, "origin", `${ref}:${ref}`];
  const { exitCode, stderr } = await runAsOperator(store, args);
  if (exitCode === 0) return;
  throw new RepositoryError({ command: "push", exitCode, detail: stderr, retryable: true });
}

export interface SignedTag {
  readonly name: string;
  readonly commit: string;
  readonly message: string;
  /** An OpenSSH key file. */
  readonly key: string;
}

/** Makes a tag that the operator's OpenSSH key signs. Throws where the tag exists, and where the key cannot sign. */
export async function createTag(store: Store, { name, commit, message, key }: SignedTag): Promise<void> {
  const config = ["-c", "gpg.format=ssh", "-c", `user.signingKey=${key}`];
  const args = [...config, "tag", "--sign", "--message", message, "--", name, commit];
  const { exitCode, stderr } = await runAsOperator(store, args);
  if (exitCode === 0 && (await isSigned(store, name))) return;
  // git 2.39 makes the tag without a signature, and exits with 0, where ssh-keygen cannot read the key (tried).
  if (exitCode === 0) await runAsOperator(store, ["tag", "--delete", "--", name]);
  throw new RepositoryError({ command: "tag", exitCode, detail: stderr, retryable: false });
}

const isSigned = async (store: Store, name: string): Promise<boolean> =>
  (await runAsOperator(store, ["cat-file", "tag", name])).stdout.includes("-----BEGIN SSH SIGNATURE-----");

/** Pushes a tag to a remote, given by name or address, with the operator's credentials. */
export async function pushTag(store: Store, name: string, remote: string): Promise<void> {
  const ref = `refs/tags/${name}`;
  const { exitCode, stderr } = await runAsOperator(store, ["push", "--", remote, `${ref}:${ref}`]);
  if (exitCode !== 0)
    throw new RepositoryError({ command: "push", exitCode, detail: stderr, retryable: true });
}

const LEDGER = "access-ledger";

/** Fetches the ledger's branch from the clone's origin, also a rewritten one. Throws `RepositoryError`. */
export async function fetchLedger(store: Store): Promise<void> {
  const args = [
    "fetch",
    "--quiet",
    "--no-tags",
    "origin",
    `+refs/heads/${LEDGER}:refs/remotes/origin/${LEDGER}`,
  ];
  const { exitCode, stderr } = await runAsOperator(store, args);
  if (exitCode !== 0)
    throw new RepositoryError({ command: "fetch", exitCode, detail: stderr, retryable: true });
}

/** Uses the operator's configuration, credentials and hooks, because the work here is theirs. */
function runAsOperator(
  store: Store,
  args: readonly string[],
): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  // The receiver's credentials are no business of hooks and helpers.
  const { HALLPASS_EXPORT_HEADERS: _, ...own } = process.env;
  const env = { ...own, GIT_DIR: store.directory, LC_ALL: "C" };
  return new Promise((resolve, reject) => {
    const child = execFile("git", args, { cwd: store.directory, env }, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== "number") reject(error);
      else
        resolve({
          exitCode: child.exitCode ?? 128,
          stdout,
          stderr: maskSecrets(stderr).trim().slice(0, 2000),
        });
    });
  });
}
