import type { JournalEntry } from "../ledger/ledger-entry.ts";

/**
 * Outcomes that are not on the ledger yet. Entries are appended with fsync before the process goes on, so they survive it. If the disk
 * is full, they are kept in memory only: revocations must not wait for disk space.
 */
export interface Journal {
  append(entries: readonly JournalEntry[]): Promise<void>;
  read(): Promise<JournalEntry[]>;
  /** Forgets the first `count` entries: they are on the ledger. */
  drop(count: number): Promise<void>;
}
