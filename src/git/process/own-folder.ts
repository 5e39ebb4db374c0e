import { randomUUID } from "node:crypto";
import { lstat, mkdir, open, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";

/** Files that only this account, or root, can have written. It lies outside every clone. */
export interface OwnFolder {
  /** undefined: it is not there, or another account could have written it. */
  read(name: string): Promise<Buffer | undefined>;
  /** All of it or nothing is there afterwards, for this account alone. Throws `ForeignFolderError`. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Removes every other file. Throws `ForeignFolderError`. */
  keepOnly(names: ReadonlySet<string>): Promise<void>;
}

/** Another account could have made the folder, or a link leads elsewhere: what is written there would be read, and what is there is not ours. */
export class ForeignFolderError extends Error {
  override readonly name = "ForeignFolderError";
}

/** A folder, and the folders inside it on the way to the files. Nothing is made before the first file is written. */
export function ownFolder(top: string, ...inside: readonly string[]): OwnFolder {
  const folder = join(top, ...inside);
  const folders = inside.map((_, index) => join(top, ...inside.slice(0, index + 1)));
  return {
    async read(name) {
      const file = join(folder, name);
      try {
        for (const path of [top, ...folders, file]) if (!(await isOwn(path))) return undefined;
        return await readFile(file);
      } catch {
        return undefined;
      }
    },
    async write(name, bytes) {
      await mkdir(top, { recursive: true, mode: 0o700 });
      for (const path of [top, ...folders]) await makeOwn(path);
      const draft = join(folder, `${name}.${randomUUID()}`);
      const handle = await open(draft, "wx", 0o600);
      try {
        await handle.writeFile(bytes);
      } finally {
        await handle.close();
      }
      await rename(draft, join(folder, name));
    },
    async keepOnly(names) {
      for (const path of [top, ...folders]) await requireOwn(path);
      const others = (await readdir(folder)).filter((name) => !names.has(name));
      await Promise.all(others.map((name) => rm(join(folder, name), { force: true })));
    },
  };
}

async function makeOwn(path: string): Promise<void> {
  await mkdir(path, { mode: 0o700 }).catch((error: unknown) => {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  });
  await requireOwn(path);
}

async function requireOwn(path: string): Promise<void> {
  if (await isOwn(path)) return;
  throw new ForeignFolderError(`${path} is a link, or another account may write to it.`);
}

/** Links are not followed. */
async function isOwn(path: string): Promise<boolean> {
  const { uid, mode } = await lstat(path);
  const isPlain = (mode & 0o170000) === 0o040000 || (mode & 0o170000) === 0o100000;
  return isPlain && uid === process.getuid?.() && (mode & 0o022) === 0;
}
