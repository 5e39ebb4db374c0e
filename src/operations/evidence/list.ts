import type { Entitlement } from "../../core/access/entitlement.ts";
import { lateSeconds } from "../../core/access/traits.ts";
import type { HoldingRecord } from "../../core/ledger/holding-record.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import { entitlementsOf, type Listing } from "../../core/plan/plan.ts";
import type { Provider } from "../../core/ports/provider.ts";
import type { Deps } from "../round/deps.ts";

/** Longer than the interval of sweeps, so that each watch sees one. */
const WATCH_AT_LEAST_SECONDS = 90;

/** The largest difference tolerated between two clocks: a provider's and ours, or those of two machines. */
const CLOCKS_APART_SECONDS = 120;

export interface Listings {
  readonly listings: Map<string, Listing>;
  readonly failures: Map<string, unknown>;
}

type ListDeps = Pick<Deps, "providers" | "now" | "settledCache">;

/**
 * Chooses the entitlements to ask each provider about: held ones, intended ones, and ended ones until a listing shows them gone.
 * Leaves out ended ones that the configuration no longer names, because no provider could tell, and providers that keep nothing.
 */
export function chooseAsked(
  { providers, now, settledCache }: ListDeps,
  state: LedgerState,
): Map<string, Entitlement[]> {
  const isKnown = ({ entitlement }: HoldingRecord): boolean =>
    providers.get(entitlement.provider)?.check(entitlement).length === 0;
  const asked = entitlementsOf(
    state,
    now(),
    settledCache && ((record) => settledCache.isOver(record) || !isKnown(record)),
  );
  return new Map([...asked].filter(([name]) => providers.get(name)?.byLease !== true));
}

/** Lists these entitlements at one provider, and notes what is gone. Throws when the provider cannot be read. */
export async function listAt(
  { providers, now, settledCache }: ListDeps,
  state: LedgerState,
  name: string,
  asked: readonly Entitlement[],
): Promise<Map<string, Listing>> {
  const askedAt = now();
  const listings = new Map([[name, await askProvider(name, asked, providers)]]);
  settledCache?.note(state, listings, askedAt);
  return listings;
}

/** Lists the holders, by provider. A provider that cannot be read has an error instead of a listing, and delays no other. */
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

/** Lists the holders at one provider. Throws when it cannot be read. */
export async function askProvider(
  name: string,
  entitlements: readonly Entitlement[],
  providers: ReadonlyMap<string, Provider>,
): Promise<Listing> {
  const provider = providers.get(name);
  if (provider === undefined) throw new Error(`The server's configuration has no provider "${name}".`);
  const traits = await provider.traits();
  const { consistencySeconds: delay, nativeExpiry } = traits;
  return {
    grants: await provider.listGrants(entitlements),
    // Another machine with a slower clock may have recorded the grant.
    consistencySeconds: delay === 0 ? 0 : delay + CLOCKS_APART_SECONDS,
    earlySeconds: nativeExpiry === "none" ? 0 : CLOCKS_APART_SECONDS,
    watchSeconds: Math.max(WATCH_AT_LEAST_SECONDS, lateSeconds(traits)),
  };
}
