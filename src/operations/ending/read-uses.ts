import type { LeaseUse } from "../../core/access/activity.ts";
import { holdingKey } from "../../core/access/holding.ts";
import { endOf, type Lease } from "../../core/access/lease.ts";
import type { HeldState } from "../../core/ledger/ledger.ts";
import type { Provider } from "../../core/ports/provider.ts";
import { mapAFew } from "../../lanes/a-few-at-once.ts";

/** Per call: a receipt waits no longer for one provider's log. */
const DEADLINE_SECONDS = 30;
const AT_ONCE = 4;
/** More leases than this in one receipt are not asked about. */
const MOST_LEASES = 200;

type Providers = ReadonlyMap<string, Pick<Provider, "activity">>;

/**
 * Asks each provider's log how these ended leases were used. Never throws: what cannot be read is `unread`. A provider that failed once
 * is not asked again.
 */
export async function readUses(
  leases: readonly Lease[],
  { holdings }: HeldState,
  providers: Providers,
): Promise<Map<Lease, LeaseUse>> {
  const failed = new Set<string>();
  const ask = async (lease: Lease): Promise<readonly [Lease, LeaseUse]> => {
    const { provider: name } = lease.entitlement;
    const provider = providers.get(name);
    const ids = holdings.get(holdingKey(lease))?.ids;
    if (provider !== undefined && provider.activity === undefined) return [lease, { kind: "no log" }];
    if (provider?.activity === undefined || ids === undefined || failed.has(name))
      return [lease, { kind: "unread" }];
    const { principal, entitlement, startsAt } = lease;
    const holding = { principal, entitlement, ids, until: endOf(lease) };
    try {
      const activity = await within((signal) => provider.activity?.(holding, startsAt, signal));
      return [lease, activity === undefined ? { kind: "no log" } : { kind: "read", activity }];
    } catch {
      failed.add(name);
      return [lease, { kind: "unread" }];
    }
  };
  return new Map(await mapAFew(leases.slice(0, MOST_LEASES), AT_ONCE, ask));
}

/** A log that is given up is read no further: it may be gigabytes long, and asked for again soon. */
async function within<T>(read: (signal: AbortSignal) => Promise<T> | undefined): Promise<T | undefined> {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`The log did not answer within ${DEADLINE_SECONDS} seconds.`)),
      DEADLINE_SECONDS * 1000,
    );
  });
  try {
    return await Promise.race([read(stop.signal), timeout]);
  } finally {
    clearTimeout(timer);
    stop.abort();
  }
}
