import { heldUntil, holdingKey } from "../access/holding.ts";
import { isLive, type Lease, wasEndedEarly } from "../access/lease.ts";
import type { HoldingRecord } from "../ledger/holding-record.ts";
import type { LedgerState } from "../ledger/ledger.ts";
import type { LedgerEntry } from "../ledger/ledger-entry.ts";
import { findByRequest } from "../ledger/ledger-index.ts";
import { isRecentNotice, listConcerned, type OverlapNotice } from "./notices.ts";

/** A request began or ended. */
interface Change {
  readonly kind: "intent" | "ended";
  readonly request: string;
  readonly at: Date;
}

/** The overlaps that a ledger entry begins or ends. Access that is extended or over has a notice of its own. */
export function listOverlaps(entry: LedgerEntry, { holdings }: LedgerState): OverlapNotice[] {
  if (entry.kind !== "intent" && entry.kind !== "ended") return [];
  const { kind, at } = entry;
  const request = entry.kind === "intent" ? entry.lease.request : entry.request;
  return findByRequest(holdings, request).flatMap(([, record]) =>
    describeChange({ kind, request, at }, record),
  );
}

/** The overlaps of the last hour, from the state alone. Looks only at current holdings, which are few. */
export const listRecentOverlaps = ({ holdings, seen }: LedgerState, now: Date): OverlapNotice[] =>
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
): OverlapNotice[] {
  const own = leases.find((lease) => lease.request === request);
  const others = leases.filter((lease) => lease.request !== request);
  const until = heldUntil(others, at);
  if (held !== "yes" || own === undefined || until === undefined) return [];
  if (!isWithin(own, kind, until)) return [];
  const change = kind === "intent" ? "began" : "ended";
  const id = `${change} ${request} ${holdingKey({ principal, entitlement })}`;
  const about = { principal, entitlement, endsAt: own.endsAt, until, others: listPulls(others, at) };
  return [{ kind: "overlap", id, pull: own.pull, change, ...about, ...listConcerned([own]) }];
}

const listPulls = (leases: readonly Lease[], at: Date): number[] => [
  ...new Set(leases.filter((lease) => isLive(lease, at)).map(({ pull }) => pull)),
];

const isWithin = (own: Lease, kind: "intent" | "ended", until: Date): boolean =>
  kind === "ended" ? own.ended !== undefined : own.extends === undefined && own.endsAt <= until;
