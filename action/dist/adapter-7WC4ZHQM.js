import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  checkAllowed,
  defineAdapter
} from "./chunk-TQBW6AQB.js";
import {
  byName,
  roleNames
} from "./chunk-HMVRQBRS.js";
import {
  ProviderError
} from "./chunk-33Z2ZGMK.js";
import {
  idsKey
} from "./chunk-K5X7KKLM.js";
import "./chunk-JWKNRRMN.js";
import "./chunk-N5G37XHY.js";

// src/providers/leases/provider.ts
var principalPattern = new RegExp("^\\P{C}{1,128}$", "u");
function leasesProvider({
  name,
  resources
}) {
  const instance = `leases:${name}`;
  const held = /* @__PURE__ */ new Map();
  const check = (entitlement) => checkAllowed(resources, entitlement);
  const identify = async (principal, entitlement) => {
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
        ...{ consistencySeconds: 0, deadlineSeconds: 1 }
      };
    },
    async listGrants(entitlements) {
      const asked = await Promise.all(entitlements.map((each) => identify("-", each)));
      return [...held.values()].filter(
        ({ ids }) => asked.some(({ entitlement }) => entitlement === ids.entitlement)
      );
    },
    async hold({ principal, entitlement, ids }) {
      const now = await identify(principal, entitlement);
      if (idsKey(now) !== idsKey(ids)) throw new ProviderError(name, "IDENTITY_CHANGED");
      const changed = !held.has(idsKey(ids));
      held.set(idsKey(ids), { principal, entitlement, ids, origin: "ours" });
      return { changed, sessionsEnded: 0 };
    },
    async revoke({ ids }) {
      if (ids.instance !== instance) throw new ProviderError(name, "IDENTITY_CHANGED");
      return { changed: held.delete(idsKey(ids)), sessionsEnded: 0 };
    },
    async close() {
    }
  };
}

// src/providers/leases/adapter.ts
var schema = {
  type: "object",
  additionalProperties: false,
  required: ["resources"],
  properties: {
    resources: byName(roleNames)
  }
};
var leasesAdapter = defineAdapter({
  schema,
  abilities: {
    system: "systems that ask Hallpass: applications, gateways, deployments",
    container: ["separate"],
    nativeExpiry: ["enforced"],
    sessions: ["survive"],
    tested: "in process"
  },
  open: ({ resources }, { name }) => leasesProvider({ name, resources })
});
export {
  leasesAdapter
};
