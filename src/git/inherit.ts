import { appendFile, mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { readGit, runGit } from "./process/command.ts";
import { createFolder, type Store } from "./process/store.ts";

/**
 * Makes a bare repository that reads the objects of another one, which stays as it is (gitrepository-layout, `objects/info/alternates`),
 * and has its refs. Throws when that one cannot be read.
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
