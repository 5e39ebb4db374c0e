import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);

// src/providers/adapter/entry/refuse-repeated.ts
function refuseRepeated(offer, explain) {
  const names = /* @__PURE__ */ new Map();
  for (const [name, place] of offer) {
    const other = names.get(place);
    if (other !== void 0) throw new Error(explain(place, other, name));
    names.set(place, name);
  }
}
var sameAccess = (where) => (place, first, second) => `${where}: ${first} and ${second} are the same access, ${place}. Remove one of them.`;

export {
  refuseRepeated,
  sameAccess
};
