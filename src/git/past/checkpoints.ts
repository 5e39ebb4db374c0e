import { readGit, runGit } from "../process/command.ts";
import { createTag, pushTag } from "../process/operator.ts";
import type { Store } from "../process/store.ts";

/** What somebody vouched for: both branches at one time, in a tag that they signed. */
export interface Checkpoint {
  /** The tag, without refs/tags/. */
  readonly name: string;
  /** The commit of the ledger that the tag is on. */
  readonly ledger: string;
  /** The commit of the default branch that its message names; absent in a tag that no `hallpass checkpoint` wrote. */
  readonly branch?: string;
}

const FOLDER = "hallpass-checkpoint";
const HEAD = "Default-Branch:";

/** All checkpoints of a clone, by name, whoever made them. */
export async function listCheckpoints(store: Store): Promise<Checkpoint[]> {
  const format = "--format=%(refname:lstrip=2)%00%(*objectname)%00%(objectname)%00%(contents)%00";
  const text = await readGit(store, ["for-each-ref", format, `refs/tags/${FOLDER}/`]);
  const fields = text.split("\0");
  return Array.from({ length: Math.floor(fields.length / 4) }, (_, index) => {
    const [name = "", peeled = "", plain = "", message = ""] = fields.slice(4 * index);
    const branch = new RegExp(`^${HEAD} ([0-9a-f]{40,64})$`, "mu").exec(message)?.[1];
    return { name: name.trim(), ledger: peeled || plain, ...(branch !== undefined && { branch }) };
  });
}

/** Is the tag signed by one of the people of this allowed_signers file (ssh-keygen(1), ALLOWED SIGNERS)? */
export async function isSignedBy(store: Store, { name }: Checkpoint, signers: string): Promise<boolean> {
  const config = ["-c", "gpg.format=ssh", "-c", `gpg.ssh.allowedSignersFile=${signers}`];
  const args = [...config, "verify-tag", "--", name];
  return (await runGit(store, args, { allow: [1, 128] })).exitCode === 0;
}

interface Vouching {
  readonly ledger: string;
  readonly branch: string;
  readonly at: Date;
  /** An OpenSSH key file, as git's user.signingKey takes it. */
  readonly key: string;
}

/** Makes the signed tag, and returns its name. Throws `RepositoryError`. */
export async function createCheckpoint(store: Store, { ledger, branch, at, key }: Vouching): Promise<string> {
  const name = `${FOLDER}/${at.toISOString().slice(0, 19).replaceAll(":", "-")}Z`;
  const message = `Hallpass checkpoint\n\n${HEAD} ${branch}\n`;
  await createTag(store, { name, commit: ledger, message, key });
  return name;
}

/** Pushes it, and with it the ledger that it vouches for, with the operator's credentials. Throws `RepositoryError`. */
export const pushCheckpoint = (store: Store, name: string, remote: string): Promise<void> =>
  pushTag(store, name, remote);
