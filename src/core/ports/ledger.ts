import type { LedgerEntry, LedgerState } from "../ledger.ts";

export interface LedgerRound {
  /** The ledger tip the entries were planned on; null before the first commit. */
  readonly from: string | null;
  /** The default-branch commit acted on. */
  readonly defaultCommit: string;
  readonly entries: readonly LedgerEntry[];
  /** The state after the entries. */
  readonly state: LedgerState;
  readonly at: Date;
}

/** The append-only record of intents and outcomes, on its own git branch. */
export interface Ledger {
  /** The state at the last fetched tip. Reads local objects only, so it works without GitHub. Throws when a commit is not signed by the app. */
  read(): Promise<{ readonly tip: string | null; readonly state: LedgerState }>;
  /** One signed commit, pushed without force. "behind" = somebody else's commit came first: fetch, read, plan again. */
  append(round: LedgerRound): Promise<"accepted" | "behind">;
}
