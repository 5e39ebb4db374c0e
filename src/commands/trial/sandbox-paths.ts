import { access, constants, readdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";

interface SandboxPaths {
  readonly dir: string | undefined;
  readonly seedFile: string | undefined;
  readonly envFile: string | undefined;
}

/** Describes the first path that cannot be used, before anything starts. `undefined` if all can. */
export async function findUnusable({ dir, seedFile, envFile }: SandboxPaths): Promise<string | undefined> {
  if (dir !== undefined && !(await isFree(dir)))
    return `--dir is "${dir}", which is not empty: a sandbox needs an empty folder, choose another one.`;
  if (seedFile !== undefined && !(await may(seedFile, constants.R_OK)))
    return `--seed is "${seedFile}", which cannot be read, seen from ${process.cwd()}.`;
  if (envFile !== undefined && !(await may(dirname(resolve(envFile)), constants.W_OK)))
    return `--write-env is "${envFile}"; its folder is not there, or not yours to write in. Make it first.`;
  return undefined;
}

const may = (path: string, mode: number): Promise<boolean> =>
  access(path, mode).then(
    () => true,
    () => false,
  );

/** True for an empty folder, and for a missing one, which will be created. False for a file. */
export async function isFree(dir: string): Promise<boolean> {
  try {
    return (await readdir(dir)).length === 0;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ENOENT";
  }
}
