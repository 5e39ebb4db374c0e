import { access, constants, readdir } from "node:fs/promises";
import { dirname, resolve } from "node:path";

interface Given {
  readonly dir: string | undefined;
  readonly seedFile: string | undefined;
  readonly envFile: string | undefined;
}

/** A sentence about the first path of the arguments that cannot be used, before anything is started; undefined when all can. */
export async function findUnusable({ dir, seedFile, envFile }: Given): Promise<string | undefined> {
  if (dir !== undefined && !(await isEmpty(dir)))
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

/** What is not there yet will be made. A file is no folder, and not empty. */
async function isEmpty(dir: string): Promise<boolean> {
  try {
    return (await readdir(dir)).length === 0;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ENOENT";
  }
}
