import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);

// src/providers/adapter/entry/powers.ts
var powersField = {
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
};
var readPowers = (field = []) => field.map(({ githubTeam: id, ...of }) => ({ ...of, power: { kind: "github-team", id } }));
var powersOf = (powers, { resource, role }) => powers.filter((given) => given.resource === resource && given.role === role).map(({ power }) => power);

export {
  powersField,
  readPowers,
  powersOf
};
