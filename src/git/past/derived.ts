import { holdingKey } from "../../core/access/holding.ts";
import { deriveEntries } from "../../core/audit/derive-entries.ts";
import type { LedgerCommit, PastEntry } from "../../core/audit/ledger-commit.ts";
import { emptyLedger, type LedgerState } from "../../core/ledger/ledger.ts";
import { wholeLedger } from "../ledger/tree.ts";
import type { Store } from "../process/store.ts";
import { readNextState } from "./next-state.ts";

/**
 * The entries of commits from before the ledger kept them, by the state that each changed. To be asked for one commit after another;
 * `from` is the commit before the first, null: the ledger begins with it.
 */
export function entryDeriver(store: Store, from: string | null) {
  let known: { readonly tip: string | null; readonly state: LedgerState } = { tip: from, state: emptyLedger };
  let isRead = from === null;
  return async ({ sha, at }: Pick<LedgerCommit, "sha" | "at">): Promise<PastEntry[]> => {
    if (!isRead && from !== null) known = { tip: from, state: await wholeLedger.readAt(store, from) };
    isRead = true;
    const { state: before } = known;
    const after = await readNextState(store, known, sha);
    known = { tip: sha, state: after };
    const holdings = [...after.holdings.values()]
      .map(holdingKey)
      .filter((key) => before.holdings.get(key) !== after.holdings.get(key));
    const refusals = [...after.refusals.keys()].filter((path) => !before.refusals.has(path));
    return deriveEntries({ before, after, holdings, refusals }, at);
  };
}
