import { chmod, chown, mkdtemp, readdir, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

/** The user that runs the server. PostgreSQL refuses root; any other id works and needs no account. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

const nobody: Owner = { uid: 65_534, gid: 65_534 };

/** The user to switch to; undefined if the server can run as the current user. */
export const findOwner = (): Owner | undefined => (process.getuid?.() === 0 ? nobody : undefined);

/** A new folder that the owner can reach: inside `dir` if its parents allow that, else in the temporary folder. */
export async function makeFolder(dir: string, owner: Owner | undefined): Promise<string> {
  for (const parent of [dir, tmpdir(), "/tmp", "/var/tmp"]) {
    if (owner !== undefined && !(await letsOthersPass(parent))) continue;
    const folder = await mkdtemp(join(parent, "hallpass-postgres-"));
    await chmod(folder, 0o755);
    return folder;
  }
  throw new Error(
    `No folder that user ${owner?.uid} can reach: neither ${dir} nor ${tmpdir()}, /tmp, /var/tmp.`,
  );
}

async function letsOthersPass(folder: string): Promise<boolean> {
  const path = resolve(folder);
  const { mode } = await stat(path);
  if ((mode & 0o001) === 0) return false;
  return dirname(path) === path || letsOthersPass(dirname(path));
}

/** Gives a folder and all its content to the owner, without following links. */
export async function giveTo(folder: string, owner: Owner | undefined): Promise<void> {
  if (owner === undefined) return;
  await chown(folder, owner.uid, owner.gid);
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isSymbolicLink()) await chown(join(entry.parentPath, entry.name), owner.uid, owner.gid);
  }
}
