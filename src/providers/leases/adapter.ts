import type { FromSchema } from "json-schema-to-ts";
import { defineAdapter } from "../adapter/adapter.ts";
import { namePattern } from "../adapter/entry-schema.ts";
import { leasesProvider } from "./provider.ts";

const schema = {
  type: "object",
  additionalProperties: false,
  required: ["resources"],
  properties: {
    resources: {
      type: "object",
      minProperties: 1,
      propertyNames: { pattern: namePattern },
      additionalProperties: { type: "array", minItems: 1, items: { type: "string", pattern: namePattern } },
    },
  },
} as const;

/** See docs/providers/leases.md. */
export const leasesAdapter = defineAdapter<FromSchema<typeof schema>>({
  schema,
  abilities: {
    system: "whatever asks Hallpass: an application, a gateway, a deployment",
    container: ["separate"],
    nativeExpiry: ["enforced"],
    sessions: ["survive"],
    tested: "in process",
  },
  open: ({ resources }, { name }) => leasesProvider({ name, resources }),
});
