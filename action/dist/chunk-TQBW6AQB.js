import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  compileEntry,
  describeErrors,
  mistake
} from "./chunk-HMVRQBRS.js";

// src/providers/adapter/adapter.ts
function defineAdapter({
  schema,
  abilities,
  open
}) {
  const validate = compileEntry(schema);
  return {
    abilities,
    schema,
    open(entry, context) {
      if (!validate(entry)) throw new Error(describeErrors(context.where, validate.errors).join("\n"));
      return open(entry, context);
    }
  };
}

// src/providers/adapter/allowed.ts
function checkAllowed(allowed, { provider, resource, role }) {
  const roles = Object.hasOwn(allowed, resource) ? allowed[resource] : void 0;
  if (roles === void 0) {
    const message2 = `Provider "${provider}" has no resource "${resource}".`;
    return [mistake("RESOURCE_UNKNOWN", message2, choose(Object.keys(allowed)), "/resource")];
  }
  if (roles.includes(role)) return [];
  const message = `Resource "${provider}/${resource}" has no role "${role}".`;
  return [mistake("ROLE_UNKNOWN", message, choose(roles), "/role")];
}
var choose = (names) => names.length === 1 ? `Use "${names[0]}".` : `Use one of ${names.map((name) => `"${name}"`).join(", ")}.`;

export {
  defineAdapter,
  checkAllowed
};
