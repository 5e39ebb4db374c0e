import { readFile, rename, writeFile } from "node:fs/promises";
import {
  emptyRevisits,
  parseRevisits,
  type RevisitsRecord,
  serializeRevisits,
} from "../../core/ledger/revisits-record.ts";

/** What the process before this one found out; nothing where that cannot be read: then it is found out again. */
export async function readRevisits(file: string, now: Date): Promise<RevisitsRecord> {
  try {
    return parseRevisits(await readFile(file, "utf8"), now);
  } catch {
    return emptyRevisits();
  }
}

/** Writes the newest record; those that come while one is being written are one. What is lost is found out again. */
export function saveRevisits(
  file: string,
  onError: (error: unknown) => void,
): (record: RevisitsRecord) => void {
  let next: RevisitsRecord | undefined;
  let isWriting = false;
  const drain = async (): Promise<void> => {
    for (let record = next; record !== undefined; record = next) {
      next = undefined;
      await writeFile(`${file}.next`, serializeRevisits(record), { mode: 0o600 });
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
