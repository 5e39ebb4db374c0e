import type { Entitlement } from "../access/entitlement.ts";
import { endOf, hasEnded, type Lease, type Person } from "../access/lease.ts";
import { type HoldingRecord, judgeLease } from "../ledger/holding-record.ts";
import type { LedgerState } from "../ledger/ledger.ts";
import type { Refusal } from "../ledger/refusal.ts";
import { findOverdue } from "../plan/overdue.ts";

/** How far one access of a request is, for answers to comments. */
export type LeaseState =
  | { readonly kind: "planned" | "pending" | "held" }
  | { readonly kind: "ended"; readonly ended: NonNullable<Lease["ended"]> }
  /** Past its end, and not revoked: `code` of the last failure, if one is on the ledger. */
  | { readonly kind: "overdue"; readonly code?: string };

/** One access of a request, as the ledger says at one moment. */
export interface AccessStatus {
  readonly principal: string;
  readonly entitlement: Entitlement;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly state: LeaseState;
}

/** What became of the request of a pull request. */
export interface PullStatus {
  readonly isOpen: boolean;
  readonly access: readonly AccessStatus[];
  readonly approvers: readonly Person[];
  readonly refusal?: Refusal;
  /** Why a merged request is not granted yet. */
  readonly waiting?: string;
  /** The pull request that goes on with it, and until when. */
  readonly extension?: { readonly pull: number; readonly until: Date };
}

/** Reads the state once; asks nobody. */
export function judgeStatus(
  { holdings, refusals }: LedgerState,
  { pull, isOpen }: { readonly pull: number; readonly isOpen: boolean },
  now: Date,
): PullStatus {
  const found = [...holdings.values()].flatMap((record) =>
    record.leases.filter((lease) => lease.pull === pull).map((lease) => ({ record, lease })),
  );
  const [first] = found;
  const refusal = first === undefined ? [...refusals.values()].find((each) => each.pull === pull) : undefined;
  const extension = first?.record.leases.find(
    (lease) => lease.extends === first.lease.request && !hasEnded(lease, now),
  );
  return {
    isOpen,
    access: found.map(({ record, lease }) => describeLease(record, lease, now)),
    approvers: first?.lease.approvers ?? [],
    ...(refusal && { refusal }),
    ...(extension && { extension: { pull: extension.pull, until: extension.endsAt } }),
  };
}

function describeLease(record: HoldingRecord, lease: Lease, now: Date): AccessStatus {
  const { principal, entitlement } = record;
  const { startsAt, endsAt } = lease;
  return { principal, entitlement, startsAt, endsAt, state: stateOf(record, lease, now) };
}

function stateOf(record: HoldingRecord, lease: Lease, now: Date): LeaseState {
  const stage = judgeLease(record, lease, now);
  if (stage === "ended") return stateOfEnded(record, lease, now);
  return { kind: stage === "confirmed" ? "held" : stage };
}

function stateOfEnded(record: HoldingRecord, lease: Lease, now: Date): LeaseState {
  const overdue = findOverdue(record, now);
  const isLate = overdue !== undefined && !overdue.left && overdue.leases.includes(lease);
  if (isLate) return { kind: "overdue", ...(overdue.failing && { code: overdue.failing.code }) };
  return { kind: "ended", ended: lease.ended ?? { at: endOf(lease), because: "expiry" } };
}

/** Which commands mean something now. */
export type Phase = "open" | "live" | "over";

export function phaseOf({ isOpen, access }: PullStatus): Phase {
  if (isOpen) return "open";
  const isLive = access.some(({ state: { kind } }) => ["planned", "pending", "held"].includes(kind));
  return isLive ? "live" : "over";
}
