import { isBefore } from "date-fns/isBefore";
import { subSeconds } from "date-fns/subSeconds";
import { holdingKey } from "../access/holding.ts";
import { hasEnded, isLive, type Lease } from "../access/lease.ts";
import type { HoldingRecord } from "../ledger/holding-record.ts";
import { isEndedBy, type LedgerState } from "../ledger/ledger.ts";
import { type HoldingEntry, isHoldingEntry, type LedgerEntry, type Refused } from "../ledger/ledger-entry.ts";

/** What people are told on a pull request: access began, ended or cannot be ended; or none will begin. */
export interface Notice {
  readonly pull: number;
  /** The same whoever derives it, from the entry or from the state after it. */
  readonly id: string;
  readonly entry: Told;
}

export type Told = HoldingEntry | Refused;

/** What these entries, which led to this state, tell people. */
export const listNotices = (entries: readonly LedgerEntry[], state: LedgerState): Notice[] =>
  entries.flatMap((entry) => {
    if (entry.kind === "refused") return describeRefused(entry);
    if (!isHoldingEntry(entry) || entry.kind === "intent") return [];
    const record = state.holdings.get(holdingKey(entry));
    return record === undefined ? [] : describeEntry(entry, record);
  });

/** For how long a process that cannot know whether people were told looks whether they were. */
const RECENT_SECONDS = 3600;
/** For as long another process, or this one, may be about to tell them. */
const UNDER_WAY_SECONDS = 60;

export const isRecentNotice = (at: Date, now: Date): boolean =>
  at > subSeconds(now, RECENT_SECONDS) && at <= subSeconds(now, UNDER_WAY_SECONDS);

/** What people should have been told lately, by the state alone; the newest first. Only that is described: the ledger has every holding there ever was. */
export function listRecentNotices({ holdings, refusals }: LedgerState, now: Date): Notice[] {
  const isRecent = ({ at }: { readonly at: Date }): boolean => isRecentNotice(at, now);
  const refused = [...refusals.values()]
    .filter(isRecent)
    .map((refusal): Refused => ({ kind: "refused", refusal, at: refusal.at }));
  const told = [...holdings.values()].flatMap((record) =>
    listEntries(record)
      .filter(isRecent)
      .flatMap((entry) => describeEntry(entry, record)),
  );
  return [...told, ...refused.flatMap(describeRefused)].toSorted(
    (a, b) => b.entry.at.getTime() - a.entry.at.getTime(),
  );
}

function listEntries(record: HoldingRecord): HoldingEntry[] {
  const { principal, entitlement, held, confirmed, failing, revocations } = record;
  const about = { principal, entitlement };
  return [
    ...(held === "yes" && confirmed
      ? [{ kind: "granted" as const, ...about, ...confirmed, changed: true }]
      : []),
    ...revocations.map((revocation) => ({
      kind: "revoked" as const,
      ...about,
      ...revocation,
      sessionsEnded: 0,
    })),
    ...(failing ? [{ kind: "failed" as const, ...about, at: failing.at, code: failing.code }] : []),
  ];
}

function describeEntry(entry: HoldingEntry, record: HoldingRecord): Notice[] {
  // A first failure is often the last: people are told of the second.
  if (entry.kind === "failed" && !(record.failing !== undefined && isBefore(record.failing.since, entry.at)))
    return [];
  const id = `${entry.kind} ${holdingKey(entry)} ${entry.at.toISOString()}`;
  return [...pullsOf(entry, record)].map((pull) => ({ pull, id, entry }));
}

function pullsOf(entry: HoldingEntry, { leases }: HoldingRecord): Set<number> {
  const concerned = (lease: Lease): boolean => {
    if (entry.kind === "failed") return hasEnded(lease, entry.at);
    return entry.kind === "revoked" ? isEndedBy(lease, entry) : isLive(lease, entry.at);
  };
  return new Set(leases.filter(concerned).map(({ pull }) => pull));
}

function describeRefused(entry: Refused): Notice[] {
  const { path, pull } = entry.refusal;
  return pull === undefined ? [] : [{ pull, id: `refused ${path} ${entry.at.toISOString()}`, entry }];
}
