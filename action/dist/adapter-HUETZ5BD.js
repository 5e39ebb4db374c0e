import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  entitlementKey,
  idsKey
} from "./chunk-Y4YXTXSI.js";
import {
  checkAllowed,
  defineAdapter
} from "./chunk-A4XNUZVO.js";
import {
  ProviderError,
  namePattern
} from "./chunk-OKXRQKSZ.js";

// src/providers/memory/provider.ts
var principalPattern = new RegExp("^\\P{C}{1,128}$", "u");
function memoryProvider({
  name,
  resources,
  standing = [],
  powers = [],
  container = "separate",
  isAway = () => false
}) {
  const ours = /* @__PURE__ */ new Map();
  const others = /* @__PURE__ */ new Map();
  const held = container === "shared" ? others : ours;
  const check = (entitlement) => resources ? checkAllowed(resources, entitlement) : [];
  const reach = () => {
    if (isAway()) throw new ProviderError(name, "UNREACHABLE");
  };
  async function identify(principal, entitlement) {
    reach();
    if (check(entitlement).length > 0) throw new ProviderError(name, "UNKNOWN_ENTITLEMENT");
    if (!principalPattern.test(principal)) throw new ProviderError(name, "UNKNOWN_PRINCIPAL");
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
    powers: ({ resource, role }) => powers.filter((given) => given.resource === resource && given.role === role).map(({ power }) => power),
    identify,
    async traits() {
      return {
        container,
        nativeExpiry: "none",
        sessions: "ended",
        consistencySeconds: 0,
        deadlineSeconds: 1
      };
    },
    async listGrants(entitlements) {
      reach();
      if (entitlements.some((entitlement) => check(entitlement).length > 0)) {
        throw new ProviderError(name, "UNKNOWN_ENTITLEMENT");
      }
      const asked = new Set(entitlements.map(entitlementKey));
      return listAll().filter(({ entitlement }) => asked.has(entitlementKey(entitlement)));
    },
    async hold({ principal, entitlement, ids }) {
      const now = await identify(principal, entitlement);
      if (idsKey(now) !== idsKey(ids)) throw new ProviderError(name, "IDENTITY_CHANGED");
      const changed = !held.has(idsKey(ids));
      if (changed) held.set(idsKey(ids), { principal, entitlement, ids });
      return { changed, sessionsEnded: 0 };
    },
    // Uses the recorded ids alone, whatever the names mean now. Gone already is success.
    async revoke({ ids }) {
      reach();
      if (ids.instance !== instanceOf(name)) throw new ProviderError(name, "IDENTITY_CHANGED");
      return { changed: held.delete(idsKey(ids)), sessionsEnded: 0 };
    },
    async *inventory() {
      reach();
      yield* listAll();
    },
    async close() {
    }
  };
}
var instanceOf = (name) => `memory:${name}`;
var identifyByName = (name, principal, { resource, role }) => ({
  instance: instanceOf(name),
  principal,
  entitlement: `${resource}/${role}`
});

// src/providers/memory/adapter.ts
var schema = {
  type: "object",
  additionalProperties: false,
  properties: {
    container: { enum: ["separate", "shared"] },
    powers: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["resource", "role", "githubTeam"],
        properties: {
          resource: { type: "string" },
          role: { type: "string" },
          githubTeam: { type: "integer", minimum: 1 }
        }
      }
    },
    resources: {
      type: "object",
      propertyNames: { pattern: namePattern },
      additionalProperties: { type: "array", minItems: 1, items: { type: "string", pattern: namePattern } }
    }
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
    ...powers && {
      powers: powers.map(({ githubTeam, ...of }) => ({
        ...of,
        power: { kind: "github-team", id: githubTeam }
      }))
    }
  })
});
export {
  memoryAdapter
};
