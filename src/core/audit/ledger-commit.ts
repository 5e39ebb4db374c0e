import type { Intent, LedgerEntry } from "../ledger/ledger-entry.ts";

/** An intent from before the ledger kept its entries: what is left of its proof is in `seen` and the lease. */
export interface OldIntent extends Omit<Intent, "proof"> {
  readonly proof?: undefined;
}

/** An entry, as the ledger holds it, or as its state shows that it must have been. */
export type PastEntry = LedgerEntry | OldIntent;

/** One commit of the ledger. */
export interface LedgerCommit {
  readonly sha: string;
  /** The commit's own time, which its signature covers. An entry may be older: it waits in a journal while GitHub is away. */
  readonly at: Date;
  /** The commit of the default branch that it acted on; absent: the message names none. */
  readonly defaultCommit?: string;
  readonly entries: readonly PastEntry[];
  /** The entries are those that changed the state so: the commit is from before the ledger kept them. */
  readonly derived?: true;
}
