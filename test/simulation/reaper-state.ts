import type { RevocationScheduler } from "./oracle/held.ts";

/** The scheduled Action: a fresh clone each time. */
export interface Reaper {
  enabledSince: number | undefined;
  /** When it ran last. */
  ranAt: number;
  /** The last ledger a run verified, and when. */
  kept: { readonly known: number; readonly at: number };
  readonly scheduler: RevocationScheduler;
}

/** A person with a clone of the repository, the server's configuration and its credentials. */
export interface Operator {
  /** How much of the ledger the clone has. */
  known: number;
}
