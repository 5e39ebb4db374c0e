import { holdingKey } from "../../core/access/holding.ts";
import { type LedgerState, leasesOf } from "../../core/ledger/ledger.ts";
import type { ReceiptMerged, Used } from "../../core/ledger/ledger-entry.ts";

type Found = ReceiptMerged | Used;

/** What was found out after access ended, until the ledger has it. A restart loses it, and it is looked for again. */
export interface Lookback {
  note(found: readonly Found[]): void;
  /** The entries that a ledger with this state lacks. */
  listNews(state: LedgerState): Found[];
  /** Forgets what the ledger has by now. */
  forget(state: LedgerState): void;
  readonly receipts: ReceiptSearch;
  /** Leases whose use could not be read: others come first. */
  readonly unread: Set<string>;
  /** Leases about which the provider has nothing to say: it is not asked again. */
  readonly untold: Set<string>;
}

/** How far receipts were looked for. */
export interface ReceiptSearch {
  /** The tip of the default branch up to which all are found. */
  searched?: string;
  /** Requests whose removal no pull request explains: they are not looked up again. */
  readonly unexplained: Set<string>;
  /** Requests that could not be looked up, how often, and when they are next. */
  readonly failed: Map<string, { readonly failures: number; readonly next: Date }>;
}

export function createLookback(): Lookback {
  const found = new Map<string, Found>();
  return {
    note(entries) {
      for (const entry of entries) found.set(keyOf(entry), entry);
    },
    listNews: (state) => [...found.values()].filter((entry) => isNews(state, entry)),
    forget(state) {
      for (const [key, entry] of found) if (!isNews(state, entry)) found.delete(key);
    },
    receipts: { unexplained: new Set(), failed: new Map() },
    unread: new Set(),
    untold: new Set(),
  };
}

const keyOf = (entry: Found): string =>
  entry.kind === "receipt" ? `receipt ${entry.receipt.pull}` : `used ${entry.request} ${holdingKey(entry)}`;

function isNews({ receipts, holdings }: LedgerState, entry: Found): boolean {
  if (entry.kind === "receipt") return !receipts.has(entry.receipt.pull);
  const key = holdingKey(entry);
  const lease = leasesOf(holdings, entry.request).find((each) => holdingKey(each) === key);
  return lease?.ended !== undefined && lease.used === undefined;
}
