import { type Holding, idsKey } from "../core/access/holding.ts";
import type { Provider } from "../core/ports/provider.ts";
import { ProviderError } from "../providers/adapter/error.ts";
import { retry } from "./contract/retry.ts";

/** What the suite asked for and did not revoke yet. */
export interface Held {
  /** The same provider. It notes each holding before it asks for it, and forgets it once it is revoked. */
  readonly provider: Provider;
  /** Revokes all of it by the recorded ids, one after another. Throws `AggregateError`; what failed stays noted. */
  revokeAll(): Promise<void>;
  list(): readonly Holding[];
}

/** Notes what is held through a provider, so that it can be revoked after a failure. `isOurs`: whether a holding may be revoked at all. */
export function keepHeld(provider: Provider, isOurs: (holding: Holding) => boolean): Held {
  const held = new Map<string, Holding>();

  const noting: Provider = {
    ...provider,
    async hold(holding) {
      const key = idsKey(holding.ids);
      const isNew = !held.has(key);
      if (isOurs(holding)) held.set(key, holding);
      try {
        return await provider.hold(holding);
      } catch (error) {
        if (isNew && isRefusal(error)) held.delete(key);
        throw error;
      }
    },
    async revoke(holding) {
      const receipt = await provider.revoke(holding);
      held.delete(idsKey(holding.ids));
      return receipt;
    },
  };

  async function revokeAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const holding of held.values())
      await retry(() => noting.revoke(holding)).catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw new AggregateError(failures, "Some access could not be revoked.");
  }

  return { provider: noting, revokeAll, list: () => [...held.values()] };
}

/** The provider says that the call had no effect. */
const isRefusal = (error: unknown): boolean =>
  error instanceof ProviderError && !error.retryable && error.code !== "UNEXPECTED";
