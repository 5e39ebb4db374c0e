import { readFile, rename, writeFile } from "node:fs/promises";
import {
  emptyRechecks,
  parseRechecks,
  type RecheckRecord,
  serializeRechecks,
} from "../../core/ledger/recheck-record.ts";

/** Reads what the previous process found out; nothing if the file cannot be read. Then this process finds it out again. */
export async function readRechecks(file: string, now: Date): Promise<RecheckRecord> {
  try {
    return parseRechecks(await readFile(file, "utf8"), now);
  } catch {
    return emptyRechecks();
  }
}

/** Writes the newest record. Records that arrive during a write become one write. A lost record is found out again. */
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
