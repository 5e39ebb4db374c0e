import type { Entitlement } from "../core/entitlement.ts";
import type { LedgerState } from "../core/ledger.ts";
import { entitlementsOf, type Listing } from "../core/plan.ts";
import type { Provider } from "../core/ports/provider.ts";

/** Longer than a sweep's interval, so that one falls into it. */
const WATCH_AT_LEAST_SECONDS = 90;

/** A provider's clock and ours, at most, before somebody should look at them. */
const CLOCKS_APART_SECONDS = 120;

export interface Listings {
  readonly listings: Map<string, Listing>;
  readonly failures: Map<string, unknown>;
}

/** Asks every provider the ledger names. */
export const listGrants = (
  state: LedgerState,
  providers: ReadonlyMap<string, Provider>,
  now: Date,
): Promise<Listings> => askProviders(entitlementsOf(state, now), providers);

/** Who holds these, by provider. One that cannot be read has no listing and one error; it delays nobody else. */
export async function askProviders(
  asked: ReadonlyMap<string, readonly Entitlement[]>,
  providers: ReadonlyMap<string, Provider>,
): Promise<Listings> {
  const listings = new Map<string, Listing>();
  const failures = new Map<string, unknown>();
  await Promise.all(
    [...asked].map(async ([name, entitlements]) => {
      try {
        listings.set(name, await askProvider(name, entitlements, providers));
      } catch (error) {
        failures.set(name, error);
      }
    }),
  );
  return { listings, failures };
}

/** Who holds these at one provider. Throws when it cannot be read. */
export async function askProvider(
  name: string,
  entitlements: readonly Entitlement[],
  providers: ReadonlyMap<string, Provider>,
): Promise<Listing> {
  const provider = providers.get(name);
  if (provider === undefined) throw new Error(`The server's configuration has no provider "${name}".`);
  const { consistencySeconds, deadlineSeconds, nativeExpiry } = await provider.traits();
  const watchSeconds = Math.max(WATCH_AT_LEAST_SECONDS, 2 * deadlineSeconds + consistencySeconds);
  const earlySeconds = nativeExpiry === "none" ? 0 : CLOCKS_APART_SECONDS;
  return { grants: await provider.listGrants(entitlements), consistencySeconds, earlySeconds, watchSeconds };
}
