import { readFile, rename, writeFile } from "node:fs/promises";
import {
  emptyRechecks,
  parseRechecks,
  type RecheckRecord,
  serializeRechecks,
} from "../../core/ledger/recheck-record.ts";

/** What the process before this one found out; nothing where that cannot be read: then it is found out again. */
export async function readRechecks(file: string, now: Date): Promise<RecheckRecord> {
  try {
    return parseRechecks(await readFile(file, "utf8"), now);
  } catch {
    return emptyRechecks();
  }
}

/** Writes the newest record; those that come while one is being written are one. What is lost is found out again. */
export function saveRechecks(
  file: string,
  onError: (error: unknown) => void,
): (record: RecheckRecord) => void {
  let next: RecheckRecord | undefined;
  let isWriting = false;
  const drain = async (): Promise<void> => {
    for (let record = next; record !== undefined; record = next) {
      next = undefined;
      await writeFile(`${file}.next`, serializeRechecks(record), { mode: 0o600 });
      await rename(`${file}.next`, file);
    }
  };
  return (record) => {
    next = record;
    if (isWriting) return;
    isWriting = true;
    void drain()
      .catch(onError)
      .finally(() => {
        isWriting = false;
      });
  };
}
