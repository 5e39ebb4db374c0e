import { readdir, rm } from "node:fs/promises";
import { join, sep } from "node:path";
import type { Store } from "./process/store.ts";

/** Removes the locks of a killed git: they would make every later fetch fail. Only for a store that no other process uses. */
export async function removeStaleLocks({ directory }: Store): Promise<void> {
  const names = await readdir(directory, { recursive: true });
  const locks = names.filter((name) => name.endsWith(".lock") && !name.startsWith(`objects${sep}`));
  await Promise.all(locks.map((name) => rm(join(directory, name), { force: true })));
}
