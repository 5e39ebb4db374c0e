import type { LedgerState } from "../core/ledger.ts";
import { entitlementsOf, type Listing } from "../core/plan.ts";
import type { Provider } from "../core/ports/provider.ts";

/** Asks every provider the ledger names. One that cannot be read has no listing and one error; it delays nobody else. */
export async function listGrants(
  state: LedgerState,
  providers: ReadonlyMap<string, Provider>,
): Promise<{ listings: Map<string, Listing>; failures: Map<string, unknown> }> {
  const listings = new Map<string, Listing>();
  const failures = new Map<string, unknown>();
  await Promise.all(
    [...entitlementsOf(state)].map(async ([name, entitlements]) => {
      try {
        const provider = providers.get(name);
        if (provider === undefined) throw new Error(`The server's configuration has no provider "${name}".`);
        const { consistencySeconds } = await provider.traits();
        listings.set(name, { grants: await provider.listGrants(entitlements), consistencySeconds });
      } catch (error) {
        failures.set(name, error);
      }
    }),
  );
  return { listings, failures };
}
