import { readdir, rm } from "node:fs/promises";
import { join, sep } from "node:path";
import type { Store } from "./process/store.ts";

/** What a git that was killed left locked would refuse every later fetch. Only for a store no other process uses. */
export async function removeStaleLocks({ directory }: Store): Promise<void> {
  const names = await readdir(directory, { recursive: true });
  const locks = names.filter((name) => name.endsWith(".lock") && !name.startsWith(`objects${sep}`));
  await Promise.all(locks.map((name) => rm(join(directory, name), { force: true })));
}
