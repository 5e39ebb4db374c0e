import type { Stats } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { UsageError } from "./usage.ts";

/** The bytes of a file a person named. Throws `UsageError` when it cannot be read. */
export async function readGiven(path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`${path} cannot be read: ${why}.`, { cause });
  }
}

export const isFile = async (path: string): Promise<boolean> => (await look(path))?.isFile() ?? false;

export const isFolder = async (path: string): Promise<boolean> => (await look(path))?.isDirectory() ?? false;

/** Undefined when nothing is there; any other failure is thrown. */
async function look(path: string): Promise<Stats | undefined> {
  try {
    return await stat(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  }
}
