import type { LedgerState } from "../../core/ledger/ledger.ts";
import { wholeLedger } from "../ledger/tree.ts";
import { RepositoryError } from "../process/error.ts";
import type { Store } from "../process/store.ts";

interface Known {
  /** null: the ledger begins after it. */
  readonly tip: string | null;
  readonly state: LedgerState;
}

/** What a commit holds, from what an earlier one held; read anew where it takes away a file that is never removed, such as the format. */
export async function readNextState(store: Store, { tip, state }: Known, sha: string): Promise<LedgerState> {
  if (tip === null) return wholeLedger.readAt(store, sha);
  try {
    return await wholeLedger.readAfter(store, { tip, state }, sha);
  } catch (error) {
    if (error instanceof RepositoryError) throw error;
    return wholeLedger.readAt(store, sha);
  }
}
