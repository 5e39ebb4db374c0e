import { type Entitlement, entitlementKey } from "../../core/access/entitlement.ts";
import type { Grant } from "../../core/access/grant.ts";
import { type HoldingIds, idsKey } from "../../core/access/holding.ts";
import type { ProviderTraits } from "../../core/access/traits.ts";
import type { Provider } from "../../core/ports/provider.ts";
import { type AllowedRoles, checkAllowed } from "../adapter/allowed.ts";
import { powersOf, type RolePower } from "../adapter/entry/powers.ts";
import { ProviderError } from "../adapter/error.ts";
import { createMemorySystem, type Held, type MemorySystem } from "./system.ts";

/** Access that a person holds without Hallpass. */
export type Standing = Pick<Grant, "principal" | "entitlement" | "grantedBy" | "since">;

export interface MemoryOptions {
  readonly name: string;
  /** The access on offer; any access when absent. */
  readonly resources?: AllowedRoles;
  /** Access that people hold without Hallpass. */
  readonly standing?: readonly Standing[];
  /** Roles that give power over Hallpass. */
  readonly powers?: readonly RolePower[];
  /** Default `separate`. */
  readonly container?: ProviderTraits["container"];
  /** The system behind it. Default: one of its own. */
  readonly system?: MemorySystem;
}

/** Printable, and short enough for a receipt. */
const principalPattern = /^\P{C}{1,128}$/u;

/** Keeps access in this process, for tests, for trying Hallpass out, and as the template of a new adapter. Forgets it when the process ends. */
export function memoryProvider({
  name,
  resources,
  standing = [],
  powers = [],
  container = "separate",
  system: { ours, others, deleted, reach } = createMemorySystem(),
}: MemoryOptions): Provider {
  // A shared container is one set: a grant of ours and a standing one are the same entry.
  const held = container === "shared" ? others : ours;

  const check = (entitlement: Entitlement) => (resources ? checkAllowed(resources, entitlement) : []);

  function requireEntitlement(entitlement: Entitlement): void {
    if (check(entitlement).length > 0 || deleted.has(entitlementId(entitlement)))
      throw new ProviderError(name, "UNKNOWN_ENTITLEMENT");
  }

  function lookUp(principal: string, entitlement: Entitlement): HoldingIds {
    requireEntitlement(entitlement);
    if (!principalPattern.test(principal) || deleted.has(principal))
      throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    return identifyByName(name, principal, entitlement);
  }

  for (const each of standing) {
    const ids = identifyByName(name, each.principal, each.entitlement);
    others.set(idsKey(ids), { ...each, ids });
  }

  const list = (set: Map<string, Held>, origin: Grant["origin"]): Grant[] =>
    [...set.values()].map((each) => ({ ...each, origin }));
  const listAll = (): Grant[] =>
    container === "shared" ? list(others, "unknown") : [...list(ours, "ours"), ...list(others, "standing")];

  return {
    name,
    check,
    powers: (entitlement) => powersOf(powers, entitlement),
    identify: (principal, entitlement) => reach(() => lookUp(principal, entitlement)),

    async traits() {
      return {
        container,
        nativeExpiry: "none",
        sessions: "ended",
        consistencySeconds: 0,
        deadlineSeconds: 1,
      };
    },

    listGrants: (entitlements) =>
      reach(() => {
        entitlements.forEach(requireEntitlement);
        const asked = new Set(entitlements.map(entitlementKey));
        return listAll().filter(({ entitlement }) => asked.has(entitlementKey(entitlement)));
      }),

    hold: ({ principal, entitlement, ids }) =>
      reach(() => {
        if (idsKey(lookUp(principal, entitlement)) !== idsKey(ids))
          throw new ProviderError(name, "IDENTITY_CHANGED");
        const changed = !held.has(idsKey(ids));
        if (changed) held.set(idsKey(ids), { principal, entitlement, ids });
        return { changed, sessionsEnded: 0 };
      }),

    // Uses the recorded ids alone, whatever the names mean now. Gone already is success.
    revoke: ({ ids }) =>
      reach(() => {
        if (ids.instance !== instanceOf(name)) throw new ProviderError(name, "IDENTITY_CHANGED");
        return { changed: held.delete(idsKey(ids)), sessionsEnded: 0 };
      }),

    async *inventory() {
      yield* await reach(listAll);
    },

    async close() {},
  };
}

const instanceOf = (name: string): string => `memory:${name}`;

const entitlementId = ({ resource, role }: Entitlement): string => `${resource}/${role}`;

const identifyByName = (name: string, principal: string, entitlement: Entitlement): HoldingIds => ({
  instance: instanceOf(name),
  principal,
  entitlement: entitlementId(entitlement),
});
