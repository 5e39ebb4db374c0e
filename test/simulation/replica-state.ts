import type { JournalEntry } from "../../src/core/ledger/ledger-entry.ts";
import type { Deps } from "../../src/operations/round/deps.ts";
import type { Clock } from "../../src/service/clock.ts";
import type { Clone } from "./git.ts";
import type { LedgerClone } from "./ledger.ts";
import type { Machine } from "./machine.ts";
import type { RevocationScheduler } from "./oracle/held.ts";

export interface Disk {
  journal: readonly JournalEntry[];
  readonly ledger: LedgerClone;
  readonly clone: Clone;
}

/** One instance of the app, on its own machine and disk. It is woken as `src/service/worker.ts` wakes it. */
export interface Replica {
  readonly name: string;
  disk: Disk;
  backup: Disk | undefined;
  /** Its own disk, while the process uses a scratch folder: that was full when the process started. */
  kept: Disk | undefined;
  machine: Machine | undefined;
  deps: Deps | undefined;
  /** Milliseconds the machine's clock is ahead. */
  skew: number;
  /** What this process goes by. */
  clock: Clock | undefined;
  /** Milliseconds that is ahead. */
  aheadBy(): number;
  /** Before it is set, or corrects itself. */
  noteClock(): void;
  clockSetAt: number;
  /** When its clock was set back that had been ahead. */
  wasAheadAt: number;
  wasAheadBy: number;
  /** Seconds its reads of GitHub are behind. */
  lag: number;
  /** Providers its configuration lacks. */
  readonly missing: Set<string>;
  missingEndedAt: number;
  aliveSince: number | undefined;
  readonly due: {
    turn: number;
    fetch: number;
    look: number;
    watch: number;
    retry: number;
    end: number;
    sweep: number;
    restart: number;
  };
  failures: number;
  /** How often GitHub did not say what had ended early, since it did. */
  unwatched: number;
  /** What its last complete watch saw. */
  watched: string | undefined;
  sweeps: number;
  readonly scheduler: RevocationScheduler;
  plugIn(): void;
  noteKnown(): void;
  knownAt: { at: number; known: number }[];
  /** What its last complete round saw: when nothing of that has moved, another one sees the same. */
  rested: string | undefined;
  /** What it saw of each open pull request when it reviewed it last. */
  readonly reviewed: Map<number, string>;
}

export type Waking = "reconcile" | "end" | "retry" | "review" | "watch";
