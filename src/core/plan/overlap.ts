import type { Entitlement } from "../access/entitlement.ts";
import { heldUntil, holdingKey } from "../access/holding.ts";
import { isLive, type Lease, wasEndedEarly } from "../access/lease.ts";
import type { HoldingRecord } from "../ledger/holding-record.ts";
import type { LedgerState } from "../ledger/ledger.ts";
import type { LedgerEntry } from "../ledger/ledger-entry.ts";
import { findByRequest } from "../ledger/ledger-index.ts";
import { isRecentNotice } from "./notices.ts";

/** A request that begins or ends, and with which nothing changes at the provider: others hold the same for longer. */
export interface Overlap {
  /** The same whether it is derived from the entry or from the state after it. */
  readonly id: string;
  /** The request's pull request. */
  readonly pull: number;
  readonly change: "began" | "ended";
  readonly principal: string;
  readonly entitlement: Entitlement;
  readonly endsAt: Date;
  /** How long it is held for others, and their pull requests. */
  readonly until: Date;
  readonly others: readonly number[];
}

/** A request began or ended. */
interface Change {
  readonly kind: "intent" | "ended";
  readonly request: string;
  readonly at: Date;
}

/** Those that an entry of the ledger begins or ends. An access that goes on for longer, or is over, is told of as such. */
export function listOverlaps(entry: LedgerEntry, { holdings }: LedgerState): Overlap[] {
  if (entry.kind !== "intent" && entry.kind !== "ended") return [];
  const { kind, at } = entry;
  const request = entry.kind === "intent" ? entry.lease.request : entry.request;
  return findByRequest(holdings, request).flatMap(([, record]) =>
    describeChange({ kind, request, at }, record),
  );
}

/** Those that people should have been told of lately, by the state alone. Of all the holdings there ever were, few are held. */
export const listRecentOverlaps = ({ holdings, seen }: LedgerState, now: Date): Overlap[] =>
  [...holdings.values()]
    .filter(({ held }) => held === "yes")
    .flatMap((record) =>
      record.leases
        .flatMap((lease) => changesOf(lease, seen.get(lease.request)?.at))
        .filter(({ at }) => isRecentNotice(at, now))
        .flatMap((change) => describeChange(change, record)),
    );

const changesOf = (lease: Lease, seenAt: Date | undefined): Change[] => [
  ...(seenAt === undefined ? [] : [{ kind: "intent" as const, request: lease.request, at: seenAt }]),
  ...(lease.ended !== undefined && wasEndedEarly(lease)
    ? [{ kind: "ended" as const, request: lease.request, at: lease.ended.at }]
    : []),
];

function describeChange(
  { kind, request, at }: Change,
  { held, leases, principal, entitlement }: HoldingRecord,
): Overlap[] {
  const own = leases.find((lease) => lease.request === request);
  const others = leases.filter((lease) => lease.request !== request);
  const until = heldUntil(others, at);
  if (held !== "yes" || own === undefined || until === undefined) return [];
  if (!isWithin(own, kind, until)) return [];
  const pulls = others.filter((lease) => isLive(lease, at)).map(({ pull }) => pull);
  const change = kind === "intent" ? "began" : "ended";
  const id = `${change} ${request} ${holdingKey({ principal, entitlement })}`;
  const { pull, endsAt } = own;
  return [{ id, pull, change, principal, entitlement, endsAt, until, others: [...new Set(pulls)] }];
}

const isWithin = (own: Lease, kind: "intent" | "ended", until: Date): boolean =>
  kind === "ended" ? own.ended !== undefined : own.extends === undefined && own.endsAt <= until;
