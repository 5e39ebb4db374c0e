import { appendFile, mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readGit, runGit } from "./process/command.ts";
import { createFolder, type Store } from "./process/store.ts";

/**
 * Makes a bare repository with the refs of another one, which reads that one's objects and leaves it unchanged (gitrepository-layout,
 * `objects/info/alternates`). Throws if the other one cannot be read.
 */
export async function inheritRepository(from: string, to: string): Promise<void> {
  const old: Store = { directory: resolve(from) };
  const refs = await readGit(old, ["for-each-ref", "--format=create %(refname) %(objectname)"]);
  const store = await createFolder(to);
  await readGit(store, ["init", "--quiet", "--bare", "--template="]);
  const info = join(store.directory, "objects/info");
  await mkdir(info, { recursive: true });
  await appendFile(join(info, "alternates"), `${join(old.directory, "objects")}\n`);
  if (refs !== "") await runGit(store, ["update-ref", "--stdin"], { input: `${refs}\n` });
}
