import type { LedgerState } from "../../core/ledger/ledger.ts";
import type { ReceiptMerged } from "../../core/ledger/ledger-entry.ts";

/** What was found out after access ended, until the ledger has it. A restart loses it, and it is looked for again. */
export interface Lookback {
  note(found: readonly ReceiptMerged[]): void;
  /** The entries that a ledger with this state lacks. */
  listNews(state: LedgerState): ReceiptMerged[];
  /** Forgets what the ledger has by now. */
  forget(state: LedgerState): void;
  readonly receipts: ReceiptSearch;
}

/** How far receipts were looked for. */
export interface ReceiptSearch {
  /** The tip of the default branch up to which all are found. */
  searched?: string;
  /** Requests whose removal no pull request explains: they are not looked up again. */
  readonly unexplained: Set<string>;
  /** Requests that could not be looked up: others come first. */
  readonly failed: Set<string>;
}

export function createLookback(): Lookback {
  const receipts = new Map<number, ReceiptMerged>();
  const isNews = ({ receipts: known }: LedgerState, { receipt }: ReceiptMerged): boolean =>
    !known.has(receipt.pull);
  return {
    note(found) {
      for (const entry of found) receipts.set(entry.receipt.pull, entry);
    },
    listNews: (state) => [...receipts.values()].filter((entry) => isNews(state, entry)),
    forget(state) {
      for (const [pull, entry] of receipts) if (!isNews(state, entry)) receipts.delete(pull);
    },
    receipts: { unexplained: new Set(), failed: new Set() },
  };
}
