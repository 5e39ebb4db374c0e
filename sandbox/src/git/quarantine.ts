import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { runGit, type Store } from "./run.ts";

/**
 * Gives work access to the objects of a pack without adding them to the store. Throws GitError for a broken pack. The quarantine is
 * deleted afterwards.
 */
export async function withQuarantine<T>(
  store: Store,
  pack: Buffer,
  work: (quarantined: Store) => Promise<T>,
): Promise<T> {
  if (pack.length === 0) return work(store);
  const folder = await mkdtemp(join(store.directory, "quarantine-"));
  try {
    const quarantined: Store = {
      directory: store.directory,
      env: {
        GIT_OBJECT_DIRECTORY: folder,
        GIT_ALTERNATE_OBJECT_DIRECTORIES: join(store.directory, "objects"),
      },
    };
    await runGit(quarantined, ["unpack-objects", "-q"], { input: pack });
    return await work(quarantined);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
