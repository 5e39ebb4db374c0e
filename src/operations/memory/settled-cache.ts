import { holdingKey } from "../../core/access/holding.ts";
import type { HoldingRecord } from "../../core/ledger/holding-record.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import { isSettled, type Listing, listEnds } from "../../core/plan/plan.ts";

/** Remembers ended access that listings showed to be gone. A restart forgets it and asks once more. */
export interface SettledCache {
  isOver(record: HoldingRecord): boolean;
  /** Notes what listings show that were requested at `now`. */
  note(state: LedgerState, listings: ReadonlyMap<string, Listing>, now: Date): void;
}

export function createSettledCache(): SettledCache {
  const settled = new Map<string, string>();
  // A later entry about the holding starts the watch again.
  const stageOf = (record: HoldingRecord): string =>
    listEnds(record)
      .map((end) => end.getTime())
      .join();
  return {
    isOver: (record) => settled.get(holdingKey(record)) === stageOf(record),
    note({ holdings }, listings, now) {
      for (const record of holdings.values()) {
        const listing = listings.get(record.entitlement.provider);
        if (listing !== undefined && isSettled(record, listing, now))
          settled.set(holdingKey(record), stageOf(record));
      }
    },
  };
}
