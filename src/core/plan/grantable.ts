import { addSeconds } from "date-fns/addSeconds";
import { isBefore } from "date-fns/isBefore";
import { max } from "date-fns/max";
import { min } from "date-fns/min";
import { heldUntil, holdingKey } from "../access/holding.ts";
import { type HoldingRecord, overSince } from "../ledger/holding-record.ts";
import type { LedgerState } from "../ledger/ledger.ts";
import { findByIds } from "../ledger/ledger-index.ts";
import { timeOf } from "./plan.ts";

/** What is to be granted: whose, what, and the provider's own names for it. */
type Wanted = Pick<HoldingRecord, "principal" | "entitlement" | "ids">;

interface Times {
  /** For how long a call may still take effect. */
  readonly lateSeconds: number;
  readonly now: Date;
  /** When this process learned that it was taken back: a clock that says later than now was ahead, or ours is behind. */
  readonly knownSince: (record: HoldingRecord) => Date;
}

/**
 * From when on this may be granted; undefined = now. Where it was, or is to be, taken back, a call to do so that nobody waits for any
 * more would hit the new grant: `lateSeconds` after its time none lands. And what is one and the same at the provider is held
 * under one name at a time: the first end would cut the other.
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

/** When it was, or at the earliest will be, taken back; undefined = it is not ended. */
function tookBackAt(record: HoldingRecord, { now, knownSince }: Times): Date | undefined {
  const { held, leases, revocations } = record;
  if (held !== "no") return heldUntil(leases, timeOf(record, now)) === undefined ? now : undefined;
  const last = revocations.at(-1);
  const over = last && overSince(last);
  return over !== undefined && isBefore(now, over) ? min([over, knownSince(record)]) : over;
}
