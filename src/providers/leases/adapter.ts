import type { FromSchema } from "json-schema-to-ts";
import { defineAdapter } from "../adapter/adapter.ts";
import { byName, roleNames } from "../adapter/entry-schema.ts";
import { leasesProvider } from "./provider.ts";

const schema = {
  type: "object",
  additionalProperties: false,
  required: ["resources"],
  properties: {
    resources: byName(roleNames),
  },
} as const;

/** See docs/providers/leases.md. */
export const leasesAdapter = defineAdapter<FromSchema<typeof schema>>({
  schema,
  abilities: {
    system: "systems that ask Hallpass: applications, gateways, deployments",
    container: ["separate"],
    nativeExpiry: ["enforced"],
    sessions: ["survive"],
    tested: "in process",
  },
  open: ({ resources }, { name }) => leasesProvider({ name, resources }),
});
