import type { Stats } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { UsageError } from "../runner/failure.ts";

/** Reads a file that a person named. Throws `UsageError` when it cannot be read. */
export async function readGiven(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new UsageError(explain(path, cause), { cause });
  }
}

/** Throws `UsageError` if --root is not a folder. */
export async function requireRoot(root: string): Promise<void> {
  if (!(await isFolder(root)))
    throw new UsageError(
      `--root ${root} is not a folder: give the folder of a clone of the access repository.`,
    );
}

function explain(path: string, cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? cause.code : undefined;
  if (code === "EISDIR")
    return `${path} cannot be read: it is a folder. Name the files in it, such as ${join(path, "*.yaml")}.`;
  if (code === "ENOENT") return `${path} cannot be read: there is no such file, seen from ${process.cwd()}.`;
  return `${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`;
}

export const isFile = async (path: string): Promise<boolean> => (await look(path))?.isFile() ?? false;

export const isFolder = async (path: string): Promise<boolean> => (await look(path))?.isDirectory() ?? false;

/** `undefined` if nothing is there. Throws any other failure. */
async function look(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}
