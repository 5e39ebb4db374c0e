import { readFile, rename, writeFile } from "node:fs/promises";
import { LRUCache } from "lru-cache";

/** More than the open pull requests and the last hour of any installation have. */
const MAX_KEPT = 10_000;

/** The notices that were sent outside GitHub: keys that name nobody. */
export interface SentNotices {
  has(key: string): boolean;
  add(key: string): void;
}

/**
 * Keeps the record in a file across restarts. An unreadable file counts as empty: notices of the last hour, and those of open pull requests,
 * are then sent once more.
 */
export async function openSentNotices(file: string, onError: (error: unknown) => void): Promise<SentNotices> {
  const keys = new LRUCache<string, true>({ max: MAX_KEPT });
  for (const key of await readKeys(file)) keys.set(key, true);
  let isDirty = false;
  let isWriting = false;
  const write = async (): Promise<void> => {
    while (isDirty) {
      isDirty = false;
      // The most recently used comes first in the cache, and last in the file.
      await writeFile(`${file}.next`, JSON.stringify([...keys.keys()].toReversed()), { mode: 0o600 });
      await rename(`${file}.next`, file);
    }
  };
  return {
    has: (key) => keys.get(key) !== undefined,
    add(key) {
      keys.set(key, true);
      isDirty = true;
      if (isWriting) return;
      isWriting = true;
      void write()
        .catch(onError)
        .finally(() => {
          isWriting = false;
        });
    },
  };
}

async function readKeys(file: string): Promise<string[]> {
  try {
    const read: unknown = JSON.parse(await readFile(file, "utf8"));
    return Array.isArray(read) ? read.filter((each) => typeof each === "string").slice(-MAX_KEPT) : [];
  } catch {
    return [];
  }
}
