import { addMinutes } from "date-fns/addMinutes";
import { subMinutes } from "date-fns/subMinutes";
import { heldUntil } from "../access/holding.ts";
import { isLive, type Lease } from "../access/lease.ts";
import type { HoldingRecord } from "../ledger/holding-record.ts";
import type { HeldState } from "../ledger/ledger.ts";
import { type EndingNotice, listConcerned } from "../plan/notices.ts";

/** People hear of an end so long before it. */
const MINUTES_BEFORE = 10;
/** Later than this an approval comes too late: the notice would only disturb. */
const MINUTES_TOO_LATE = 2;
/** Whoever asked for less than this still knows when it ends. */
const SHORTEST_MINUTES = 20;

interface Part {
  readonly lease: Lease;
  readonly record: HoldingRecord;
}

/**
 * The requests whose access ends within ten minutes, from the state alone: one notice for each, whatever number of rounds or processes
 * asks. None where an extension or another request goes on with it, and none of access that ends within two minutes.
 */
export function listEndingSoon({ holdings }: HeldState, now: Date): EndingNotice[] {
  const byRequest = new Map<string, Part[]>();
  for (const record of holdings.values())
    for (const lease of findEnding(record, now)) {
      const parts = byRequest.get(lease.request) ?? [];
      byRequest.set(lease.request, [...parts, { lease, record }]);
    }
  return [...byRequest.values()].flatMap(describe);
}

function findEnding({ held, leases }: HoldingRecord, now: Date): readonly Lease[] {
  if (held !== "yes") return [];
  const ending = leases.filter((lease) => isLive(lease, now) && endsSoon(lease, now));
  const until = ending.length === 0 ? undefined : heldUntil(leases, now)?.getTime();
  return ending.filter(({ endsAt }) => endsAt.getTime() === until);
}

const endsSoon = ({ startsAt, endsAt }: Lease, now: Date): boolean =>
  endsAt <= addMinutes(now, MINUTES_BEFORE) &&
  endsAt > addMinutes(now, MINUTES_TOO_LATE) &&
  startsAt <= subMinutes(endsAt, SHORTEST_MINUTES);

function describe(parts: readonly Part[]): EndingNotice[] {
  const [first] = parts;
  const { concerned } = listConcerned(parts.map(({ lease }) => lease));
  if (first === undefined || concerned === undefined) return [];
  const { request, pull, endsAt, startsAt } = first.lease;
  const access = parts.map(({ record: { principal, entitlement } }) => ({ principal, entitlement }));
  const id = `ending ${request}`;
  return [{ kind: "ending", id, pull, concerned, access, endsAt, extendBy: extensionOf(startsAt, endsAt) }];
}

/** An hour, or as long as was asked for where that was less: what was approved once is the likeliest to be approved again. */
function extensionOf(startsAt: Date, endsAt: Date): string {
  const minutes = Math.floor((endsAt.getTime() - startsAt.getTime()) / 60_000);
  return minutes >= 60 ? "1h" : `${minutes}m`;
}
