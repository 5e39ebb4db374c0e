import type { Entitlement } from "../../core/access/entitlement.ts";
import { lateSeconds } from "../../core/access/traits.ts";
import type { HoldingRecord } from "../../core/ledger/holding-record.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import { entitlementsOf, type Listing } from "../../core/plan/plan.ts";
import type { Provider } from "../../core/ports/provider.ts";
import type { Deps } from "../round/deps.ts";

/** Longer than a sweep's interval, so that one falls into it. */
const WATCH_AT_LEAST_SECONDS = 90;

/** Two clocks, a provider's and ours or those of two machines, at most, before somebody should look at them. */
const CLOCKS_APART_SECONDS = 120;

export interface Listings {
  readonly listings: Map<string, Listing>;
  readonly failures: Map<string, unknown>;
}

type ListDeps = Pick<Deps, "providers" | "now" | "settledCache">;

/**
 * What each provider is asked about: what is held or about to be, and what has ended until it was seen to be gone. Of what ended, and
 * the configuration names no longer, nobody could tell.
 */
export function chooseAsked(
  { providers, now, settledCache }: ListDeps,
  state: LedgerState,
): Map<string, Entitlement[]> {
  const isKnown = ({ entitlement }: HoldingRecord): boolean =>
    providers.get(entitlement.provider)?.check(entitlement).length === 0;
  return entitlementsOf(
    state,
    now(),
    settledCache && ((record) => settledCache.isOver(record) || !isKnown(record)),
  );
}

/** What one provider lists of that, by its name. What it shows to be gone is noted. Throws when it cannot be read. */
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
  const traits = await provider.traits();
  const { consistencySeconds: delay, nativeExpiry } = traits;
  return {
    grants: await provider.listGrants(entitlements),
    // The grant may have been written down by another machine, whose clock is behind.
    consistencySeconds: delay === 0 ? 0 : delay + CLOCKS_APART_SECONDS,
    earlySeconds: nativeExpiry === "none" ? 0 : CLOCKS_APART_SECONDS,
    watchSeconds: Math.max(WATCH_AT_LEAST_SECONDS, lateSeconds(traits)),
  };
}
