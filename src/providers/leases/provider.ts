import type { Grant } from "../../core/access/grant.ts";
import { type Holding, type HoldingIds, idsKey } from "../../core/access/holding.ts";
import type { Provider } from "../../core/ports/provider.ts";
import { type AllowedRoles, checkAllowed } from "../adapter/allowed.ts";
import { ProviderError } from "../adapter/error.ts";

/** Printable, and short enough for a receipt. */
const principalPattern = /^\P{C}{1,128}$/u;

/**
 * Access that needs no system: others ask Hallpass, which answers from the leases on the ledger. A grant writes nothing, and an end is
 * the clock's. What this process granted is remembered for repeated calls alone.
 */
export function leasesProvider({
  name,
  resources,
}: {
  readonly name: string;
  readonly resources: AllowedRoles;
}): Provider {
  const instance = `leases:${name}`;
  const held = new Map<string, Grant>();
  const check: Provider["check"] = (entitlement) => checkAllowed(resources, entitlement);

  const identify: Provider["identify"] = async (principal, entitlement) => {
    if (check(entitlement).length > 0) throw new ProviderError(name, "UNKNOWN_ENTITLEMENT");
    if (!principalPattern.test(principal)) throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    return { instance, principal, entitlement: `${entitlement.resource}/${entitlement.role}` };
  };

  return {
    name,
    byLease: true,
    check,
    identify,
    async traits() {
      return {
        ...{ container: "separate", nativeExpiry: "enforced", sessions: "survive" },
        ...{ consistencySeconds: 0, deadlineSeconds: 1 },
      };
    },
    async listGrants(entitlements) {
      const asked = await Promise.all(entitlements.map((each) => identify("-", each)));
      return [...held.values()].filter(({ ids }) =>
        asked.some(({ entitlement }) => entitlement === ids.entitlement),
      );
    },
    async hold({ principal, entitlement, ids }: Holding) {
      const now = await identify(principal, entitlement);
      if (idsKey(now) !== idsKey(ids)) throw new ProviderError(name, "IDENTITY_CHANGED");
      const changed = !held.has(idsKey(ids));
      held.set(idsKey(ids), { principal, entitlement, ids, origin: "ours" });
      return { changed, sessionsEnded: 0 };
    },
    async revoke({ ids }: { readonly ids: HoldingIds }) {
      if (ids.instance !== instance) throw new ProviderError(name, "IDENTITY_CHANGED");
      return { changed: held.delete(idsKey(ids)), sessionsEnded: 0 };
    },
    async close() {},
  };
}
