import { addMilliseconds } from "date-fns/addMilliseconds";
import { type LeaseUse, toUseRecord } from "../../core/access/activity.ts";
import { holdingKey } from "../../core/access/holding.ts";
import { endOf, type Lease } from "../../core/access/lease.ts";
import { type LedgerState, listLeases } from "../../core/ledger/ledger.ts";
import type { Used } from "../../core/ledger/ledger-entry.ts";
import { readUses } from "../ending/read-uses.ts";
import type { Lookback } from "../memory/lookback.ts";
import type { Deps } from "../round/deps.ts";

export type UseDeps = Pick<Deps, "ledger" | "providers" | "now"> & { readonly lookback: Lookback };

const HOUR_MS = 3_600_000;
/** Logs are late: CloudTrail's delivery takes about five minutes on average, Azure's activity log up to twenty (their documentation). */
const AFTER_MS = HOUR_MS;
/** What could not be read until then is recorded as unread. */
const GIVEN_UP_AFTER_MS = 24 * HOUR_MS;
/** Older ends are left as they are: a ledger may be older than this is. */
const UNTIL_MS = 7 * 24 * HOUR_MS;
const MOST_READ = 20;

/**
 * Reads how ended leases were used from their providers' logs, and notes it for the ledger. Answers how many were noted. Nothing waits for
 * it. A log that cannot be read is tried again, for a day.
 */
export async function findUses(deps: UseDeps): Promise<number> {
  const { ledger, providers, lookback, now } = deps;
  const { state } = await ledger.read();
  const at = now();
  const uses = await readUses(listDue(deps, state, at), state, providers);
  const found = [...uses].flatMap(([lease, use]) => tell(lookback, lease, use, at));
  lookback.note(found);
  return found.length;
}

function listDue({ providers, lookback }: UseDeps, state: LedgerState, now: Date): Lease[] {
  const known = new Set(
    lookback.listNews(state).flatMap((entry) => (entry.kind === "used" ? [keyOf(entry)] : [])),
  );
  const isDue = (lease: Lease): boolean =>
    lease.ended !== undefined &&
    lease.used === undefined &&
    !(endOf(lease) < addMilliseconds(now, -UNTIL_MS)) &&
    !(endOf(lease) > addMilliseconds(now, -AFTER_MS)) &&
    providers.get(lease.entitlement.provider)?.activity !== undefined &&
    !known.has(keyOf(lease)) &&
    !lookback.untold.has(keyOf(lease));
  const failed = (lease: Lease): number => Number(lookback.unread.has(keyOf(lease)));
  return listLeases(state)
    .filter(isDue)
    .sort((a, b) => failed(a) - failed(b) || endOf(a).getTime() - endOf(b).getTime())
    .slice(0, MOST_READ);
}

const keyOf = (about: Pick<Lease, "request" | "principal" | "entitlement">): string =>
  `${about.request} ${holdingKey(about)}`;

function tell({ unread, untold }: Lookback, lease: Lease, use: LeaseUse, at: Date): Used[] {
  const record = toUseRecord(use);
  if (record === undefined) {
    untold.add(keyOf(lease));
    return [];
  }
  const isGivenUp = !(addMilliseconds(endOf(lease), GIVEN_UP_AFTER_MS) > at);
  if (record.kind === "unread" && !isGivenUp) {
    unread.add(keyOf(lease));
    return [];
  }
  unread.delete(keyOf(lease));
  const { principal, entitlement, request } = lease;
  return [{ kind: "used", principal, entitlement, request, use: record, at }];
}
