import type { LedgerEntry } from "../ledger.ts";

/** What was done and is not on the ledger yet. Survives the process: appended with fsync before anything else happens. */
export interface Journal {
  append(entries: readonly LedgerEntry[]): Promise<void>;
  read(): Promise<LedgerEntry[]>;
  /** Forgets the first `count` entries: they are on the ledger. */
  drop(count: number): Promise<void>;
}
