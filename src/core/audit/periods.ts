import type { UseRecord } from "../access/activity.ts";
import { holdingKey } from "../access/holding.ts";
import type { EndReason, Lease, Person } from "../access/lease.ts";
import type { Intent, Revoked, Used } from "../ledger/ledger-entry.ts";
import type { OldIntent, PastEntry } from "./ledger-commit.ts";

/** A lease of a period, and when its intent was recorded. */
export interface PeriodLease {
  readonly lease: Lease;
  readonly intendedAt: Date;
  /** The proof of its grant; absent in ledgers from before it was kept whole. */
  readonly proof?: Intent["proof"];
  /** How it was used, by the provider's log. Absent: there is none, or it was not read yet. */
  readonly used?: UseRecord;
}

/** One unbroken time in which a principal held an entitlement through Hallpass: from its first intent to its revocation. */
export interface Period {
  readonly principal: string;
  readonly entitlement: Intent["entitlement"];
  readonly ids: Intent["ids"];
  /** Oldest first: the first one opened the period, the others joined it. */
  readonly leases: readonly PeriodLease[];
  /** The access existed before ours: it was neither given nor taken away. */
  readonly heldBefore: boolean;
  /** When the provider first confirmed it; absent: its outcome is not recorded. */
  readonly heldSince?: Date;
  /** The end that the provider confirmed last. */
  readonly until?: Date;
  readonly failures: readonly { readonly at: Date; readonly code: string }[];
  readonly revoked?: Pick<Revoked, "at" | "because" | "scheduled" | "left" | "layer" | "sessionsEnded">;
}

/** An early end, by request. */
export interface EarlyEnd {
  readonly request: string;
  readonly at: Date;
  readonly because: EndReason;
  readonly by?: Person;
}

type Changing<T> = { -readonly [Key in keyof T]: T[Key] };
type Open = Changing<Omit<Period, "leases" | "failures">> & {
  leases: PeriodLease[];
  failures: Period["failures"][number][];
};

/** The periods of every holding, built entry by entry in the ledger's order. */
export interface PeriodBuilder {
  add(entry: PastEntry): void;
  /** By `holdingKey`, oldest first. */
  readonly periods: ReadonlyMap<string, readonly Period[]>;
  readonly earlyEnds: readonly EarlyEnd[];
}

/** Tolerates what no honest ledger has: an outcome without an intent changes nothing. `hallpass verify` names it. */
export function createPeriods(): PeriodBuilder {
  const periods = new Map<string, Open[]>();
  const earlyEnds: EarlyEnd[] = [];
  const openOf = (key: string): Open | undefined => {
    const last = periods.get(key)?.at(-1);
    return last?.revoked === undefined ? last : undefined;
  };
  return {
    periods,
    earlyEnds,
    add(entry) {
      switch (entry.kind) {
        case "ended": {
          const { request, at, because, by } = entry;
          earlyEnds.push({ request, at, because, ...(by && { by }) });
          return;
        }
        case "intent": {
          const key = holdingKey(entry);
          const open = openOf(key);
          if (open === undefined) periods.set(key, [...(periods.get(key) ?? []), openPeriod(entry)]);
          else open.leases.push(toPeriodLease(entry));
          return;
        }
        case "used":
          noteUse(periods.get(holdingKey(entry)) ?? [], entry);
          return;
        case "granted":
        case "revoked":
        case "failed": {
          const open = openOf(holdingKey(entry));
          if (open !== undefined) note(open, entry);
        }
      }
    },
  };
}

/** Of the latest period with that request: a request has one lease of each entitlement. */
function noteUse(periods: readonly Open[], { request, use: used }: Used): void {
  const period = periods.findLast(({ leases }) => leases.some(({ lease }) => lease.request === request));
  if (period !== undefined)
    period.leases = period.leases.map((each) => (each.lease.request === request ? { ...each, used } : each));
}

const toPeriodLease = ({ lease, at, proof }: Intent | OldIntent): PeriodLease => ({
  lease,
  intendedAt: at,
  ...(proof && { proof }),
});

function openPeriod(entry: Intent | OldIntent): Open {
  const { principal, entitlement, ids, heldBefore } = entry;
  return { principal, entitlement, ids, heldBefore, leases: [toPeriodLease(entry)], failures: [] };
}

type Outcome = Extract<PastEntry, { kind: "granted" | "revoked" | "failed" }>;

function note(open: Open, entry: Outcome): void {
  switch (entry.kind) {
    case "granted":
      open.heldSince ??= entry.at;
      open.until = entry.until;
      return;
    case "failed":
      open.failures.push({ at: entry.at, code: entry.code });
      return;
    case "revoked": {
      const { at, because, scheduled, left, layer, sessionsEnded } = entry;
      open.revoked = {
        at,
        because,
        scheduled,
        sessionsEnded,
        ...(left !== undefined && { left }),
        ...(layer && { layer }),
      };
    }
  }
}
