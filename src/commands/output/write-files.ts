import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

interface File {
  /** From the folder on. */
  readonly path: string;
  readonly text: string;
}

/** Writes the files into the folder, and makes the folders between. */
export async function writeFiles(folder: string, files: readonly File[]): Promise<void> {
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
}
