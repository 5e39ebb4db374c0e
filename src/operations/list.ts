import type { LedgerState } from "../core/ledger.ts";
import { entitlementsOf, type Listing } from "../core/plan.ts";
import type { Provider } from "../core/ports/provider.ts";

/** Longer than a sweep's interval, so that one falls into it. */
const WATCH_AT_LEAST_SECONDS = 90;

/** Asks every provider the ledger names. One that cannot be read has no listing and one error; it delays nobody else. */
export async function listGrants(
  state: LedgerState,
  providers: ReadonlyMap<string, Provider>,
  now: Date,
): Promise<{ listings: Map<string, Listing>; failures: Map<string, unknown> }> {
  const listings = new Map<string, Listing>();
  const failures = new Map<string, unknown>();
  await Promise.all(
    [...entitlementsOf(state, now)].map(async ([name, entitlements]) => {
      try {
        const provider = providers.get(name);
        if (provider === undefined) throw new Error(`The server's configuration has no provider "${name}".`);
        const { consistencySeconds, deadlineSeconds } = await provider.traits();
        const watchSeconds = Math.max(WATCH_AT_LEAST_SECONDS, 2 * deadlineSeconds + consistencySeconds);
        listings.set(name, {
          grants: await provider.listGrants(entitlements),
          consistencySeconds,
          watchSeconds,
        });
      } catch (error) {
        failures.set(name, error);
      }
    }),
  );
  return { listings, failures };
}
