import type { Grant } from "../core/access/grant.ts";
import { type Baseline, toBaseline } from "../core/inventory/inventory.ts";
import type { HeldState } from "../core/ledger/ledger.ts";
import type { Provider } from "../core/ports/provider.ts";

export interface Inventory {
  /** By the provider's name, in order. */
  readonly baselines: readonly Baseline[];
  readonly failures: ReadonlyMap<string, unknown>;
}

/** Lists all standing access at these providers. A provider that cannot be read completely has an error instead of a baseline. */
export async function takeInventory(
  providers: ReadonlyMap<string, Provider>,
  state: HeldState,
): Promise<Inventory> {
  const baselines: Baseline[] = [];
  const failures = new Map<string, unknown>();
  await Promise.all(
    [...providers].map(async ([name, provider]) => {
      try {
        baselines.push(toBaseline(name, await readInventory(provider), state));
      } catch (error) {
        failures.set(name, error);
      }
    }),
  );
  return { baselines: baselines.toSorted((a, b) => (a.provider < b.provider ? -1 : 1)), failures };
}

/** Reads the whole inventory, or throws. */
export async function readInventory(provider: Provider): Promise<Grant[]> {
  const grants: Grant[] = [];
  if (provider.inventory === undefined)
    throw new Error(`Provider "${provider.name}" cannot list all access; leave it out with --provider.`);
  for await (const grant of provider.inventory()) grants.push(grant);
  return grants;
}
