import type { JournalEntry } from "../ledger/ledger-entry.ts";

/**
 * What was done and is not on the ledger yet. Survives the process: appended with fsync before anything else happens. Where the disk takes
 * nothing it survives in this process alone: no ending waits for space.
 */
export interface Journal {
  append(entries: readonly JournalEntry[]): Promise<void>;
  read(): Promise<JournalEntry[]>;
  /** Forgets the first `count` entries: they are on the ledger. */
  drop(count: number): Promise<void>;
}
