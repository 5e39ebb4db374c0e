import { rename, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { readGit, runGit } from "../process/command.ts";
import { RepositoryError } from "../process/error.ts";
import { requireObjectId } from "../process/object-id.ts";
import { createFolder } from "../process/store.ts";

const ref = "refs/hallpass/kept";

/**
 * Writes a ledger up to this commit to one file, for a run that cannot reach GitHub. A bundle: objects and a name, and none of a
 * clone's configuration: git would obey it, and others may write to a cache.
 */
export async function keepLedger(dir: string, tip: string, file: string): Promise<void> {
  const store = { directory: resolve(dir) };
  await runGit(store, ["update-ref", "--no-deref", ref, requireObjectId(tip)]);
  const draft = `${resolve(file)}.new`;
  await runGit(store, ["bundle", "create", "--quiet", draft, ref], { timeoutMs: 120_000 });
  await rename(draft, file);
}

/**
 * Brings what was kept into the bare repository of this folder, which is made when it is not there. Resolves to the commit it was
 * kept at, unverified; `undefined` where there is no file. Throws `RepositoryError` for a file that is no such bundle.
 */
export async function restoreLedger(dir: string, file: string): Promise<string | undefined> {
  if (!(await isThere(file))) return undefined;
  const store = await createFolder(dir);
  await readGit(store, ["init", "--quiet", "--bare", "--template="]);
  const args = ["bundle", "unbundle", resolve(file), ref];
  const [sha, name, ...others] = (await readGit(store, args, { timeoutMs: 120_000 })).split(/[ \n]/u);
  if (sha !== undefined && name === ref && others.length === 0) return requireObjectId(sha);
  throw new RepositoryError({ command: "bundle", detail: `${file} names no ${ref}.`, retryable: false });
}

async function isThere(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
}
