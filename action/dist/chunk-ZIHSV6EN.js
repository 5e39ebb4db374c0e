import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  checkAllowed
} from "./chunk-TQBW6AQB.js";
import {
  ProviderError
} from "./chunk-33Z2ZGMK.js";

// src/providers/adapter/entry/offer.ts
function createOffer(provider, resources) {
  const allowed = Object.fromEntries(
    Object.entries(resources).map(([resource, { roles }]) => [resource, Object.keys(roles)])
  );
  const check = (entitlement) => checkAllowed(allowed, entitlement);
  return {
    entitlements: Object.entries(allowed).flatMap(
      ([resource, roles]) => roles.map((role) => ({ provider, resource, role }))
    ),
    check,
    roleOf(entitlement) {
      const known = check(entitlement).length === 0 ? resources[entitlement.resource] : void 0;
      const role = known?.roles[entitlement.role];
      if (role === void 0) throw new ProviderError(provider, "UNKNOWN_ENTITLEMENT");
      return role;
    }
  };
}
var listRoles = (resources) => Object.entries(resources).flatMap(
  ([resource, { roles }]) => Object.entries(roles).map(([name, role]) => [`${resource}/${name}`, role])
);

export {
  createOffer,
  listRoles
};
