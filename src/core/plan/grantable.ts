import { addSeconds } from "date-fns/addSeconds";
import { isBefore } from "date-fns/isBefore";
import { max } from "date-fns/max";
import { min } from "date-fns/min";
import { heldUntil, holdingKey } from "../access/holding.ts";
import { type HoldingRecord, overSince } from "../ledger/holding-record.ts";
import type { LedgerState } from "../ledger/ledger.ts";
import { findByIds } from "../ledger/ledger-index.ts";
import { timeOf } from "./plan.ts";

/** The grant to be made: principal, entitlement, and the provider's ids for both. */
type Wanted = Pick<HoldingRecord, "principal" | "entitlement" | "ids">;

interface Times {
  /** Seconds after which a call that timed out can no longer take effect. */
  readonly lateSeconds: number;
  readonly now: Date;
  /** When this process learned of the revocation. Used when the recorded time is in the future: one of the two clocks is wrong. */
  readonly knownSince: (record: HoldingRecord) => Date;
}

/**
 * The earliest time at which this may be granted; undefined = now. Two things delay a grant:
 * - a revocation, made or due, whose call timed out may still take effect and remove the new grant, until `lateSeconds` after it;
 * - another holding with the same provider ids that is still held: its end would cut this one.
 */
export function grantableAt({ holdings }: LedgerState, wanted: Wanted, times: Times): Date | undefined {
  const own = holdingKey(wanted);
  const before = holdings.get(own);
  const others = findByIds(holdings, wanted.ids).filter(([key]) => key !== own);
  const found = [
    before && settlesAt(before, times),
    ...others.flatMap(([, record]) => [settlesAt(record, times), heldUntil(record.leases, times.now)]),
  ];
  const later = found.filter((time) => time !== undefined);
  return later.length === 0 ? undefined : max(later);
}

function settlesAt(record: HoldingRecord, times: Times): Date | undefined {
  const last = tookBackAt(record, times);
  const settled = last && addSeconds(last, times.lateSeconds);
  return settled !== undefined && isBefore(times.now, settled) ? settled : undefined;
}

/** When it was revoked, or the earliest time it can be; undefined = a lease is live, or it was never granted. */
function tookBackAt(record: HoldingRecord, { now, knownSince }: Times): Date | undefined {
  const { held, leases, revocations } = record;
  if (held !== "no") return heldUntil(leases, timeOf(record, now)) === undefined ? now : undefined;
  const last = revocations.at(-1);
  const over = last && overSince(last);
  return over !== undefined && isBefore(now, over) ? min([over, knownSince(record)]) : over;
}
