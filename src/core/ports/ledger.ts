import type { LedgerState } from "../ledger/ledger.ts";
import type { LedgerEntry } from "../ledger/ledger-entry.ts";

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

export interface LedgerView<State = LedgerState> {
  /** The newest verified commit; null when there is none. */
  readonly tip: string | null;
  readonly state: State;
  /** The branch's own tip, if it is not the verified one: then Hallpass revokes expired access, and grants nothing. */
  readonly untrusted?: { readonly tip: string; readonly reason: string };
}

/** The ledger's new tip, or that another writer was faster. */
export type Appended = { readonly tip: string } | "behind";

/** The append-only record of intents and outcomes, on its own git branch. */
export interface Ledger {
  /**
   * The last verified state, without later commits of the branch. Reads local objects only, so it works without GitHub.
   * Throws when this clone cannot be read.
   */
  read(): Promise<LedgerView>;
  /**
   * Pushes one signed commit without force and returns it as the new tip. "behind" = another writer's commit came first: fetch, read,
   * and plan again. Throws, not retryable, while the branch's tip is untrusted.
   */
  append(round: LedgerRound): Promise<Appended>;
}
