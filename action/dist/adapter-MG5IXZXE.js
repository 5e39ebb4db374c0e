import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  powersField,
  powersOf,
  readPowers
} from "./chunk-J62XZKTY.js";
import {
  checkAllowed,
  defineAdapter
} from "./chunk-TQBW6AQB.js";
import {
  offeredRoles
} from "./chunk-HMVRQBRS.js";
import {
  ProviderError
} from "./chunk-33Z2ZGMK.js";
import {
  entitlementKey,
  idsKey
} from "./chunk-K5X7KKLM.js";
import "./chunk-JWKNRRMN.js";
import "./chunk-N5G37XHY.js";

// src/providers/memory/system.ts
var createMemorySystem = (reach = async (work) => work()) => ({
  ours: /* @__PURE__ */ new Map(),
  others: /* @__PURE__ */ new Map(),
  deleted: /* @__PURE__ */ new Set(),
  reach
});

// src/providers/memory/provider.ts
var principalPattern = new RegExp("^\\P{C}{1,128}$", "u");
function memoryProvider({
  name,
  resources,
  standing = [],
  powers = [],
  container = "separate",
  system: { ours, others, deleted, reach } = createMemorySystem()
}) {
  const held = container === "shared" ? others : ours;
  const check = (entitlement) => resources ? checkAllowed(resources, entitlement) : [];
  function requireEntitlement(entitlement) {
    if (check(entitlement).length > 0 || deleted.has(entitlementId(entitlement)))
      throw new ProviderError(name, "UNKNOWN_ENTITLEMENT");
  }
  function lookUp(principal, entitlement) {
    requireEntitlement(entitlement);
    if (!principalPattern.test(principal) || deleted.has(principal))
      throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
    return identifyByName(name, principal, entitlement);
  }
  for (const each of standing) {
    const ids = identifyByName(name, each.principal, each.entitlement);
    others.set(idsKey(ids), { ...each, ids });
  }
  const list = (set, origin) => [...set.values()].map((each) => ({ ...each, origin }));
  const listAll = () => container === "shared" ? list(others, "unknown") : [...list(ours, "ours"), ...list(others, "standing")];
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
        deadlineSeconds: 1
      };
    },
    listGrants: (entitlements) => reach(() => {
      entitlements.forEach(requireEntitlement);
      const asked = new Set(entitlements.map(entitlementKey));
      return listAll().filter(({ entitlement }) => asked.has(entitlementKey(entitlement)));
    }),
    hold: ({ principal, entitlement, ids }) => reach(() => {
      if (idsKey(lookUp(principal, entitlement)) !== idsKey(ids))
        throw new ProviderError(name, "IDENTITY_CHANGED");
      const changed = !held.has(idsKey(ids));
      if (changed) held.set(idsKey(ids), { principal, entitlement, ids });
      return { changed, sessionsEnded: 0 };
    }),
    // Uses the recorded ids alone, whatever the names mean now. Gone already is success.
    revoke: ({ ids }) => reach(() => {
      if (ids.instance !== instanceOf(name)) throw new ProviderError(name, "IDENTITY_CHANGED");
      return { changed: held.delete(idsKey(ids)), sessionsEnded: 0 };
    }),
    async *inventory() {
      yield* await reach(listAll);
    },
    async close() {
    }
  };
}
var instanceOf = (name) => `memory:${name}`;
var entitlementId = ({ resource, role }) => `${resource}/${role}`;
var identifyByName = (name, principal, entitlement) => ({
  instance: instanceOf(name),
  principal,
  entitlement: entitlementId(entitlement)
});

// src/providers/memory/adapter.ts
var schema = {
  type: "object",
  additionalProperties: false,
  properties: {
    container: { enum: ["separate", "shared"] },
    powers: powersField,
    resources: offeredRoles
  }
};
var memoryAdapter = defineAdapter({
  schema,
  abilities: {
    system: "none: keeps access in the server's process, for tests and trials",
    container: ["separate", "shared"],
    nativeExpiry: ["none"],
    sessions: ["ended"],
    tested: "in process"
  },
  open: ({ container, resources, powers }, { name }) => memoryProvider({
    name,
    ...container && { container },
    ...resources && { resources },
    powers: readPowers(powers)
  })
});
export {
  memoryAdapter
};
