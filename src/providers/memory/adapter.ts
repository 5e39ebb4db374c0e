import type { FromSchema } from "json-schema-to-ts";
import { defineAdapter } from "../adapter/adapter.ts";
import { powersField, readPowers } from "../adapter/entry/powers.ts";
import { offeredRoles } from "../adapter/entry-schema.ts";
import { memoryProvider } from "./provider.ts";

const schema = {
  type: "object",
  additionalProperties: false,
  properties: {
    container: { enum: ["separate", "shared"] },
    powers: powersField,
    resources: offeredRoles,
  },
} as const;

/** See docs/providers/memory.md. A power says that the role stands for membership of that GitHub team. */
export const memoryAdapter = defineAdapter<FromSchema<typeof schema>>({
  schema,
  abilities: {
    system: "none: keeps access in the server's process, for tests and trials",
    container: ["separate", "shared"],
    nativeExpiry: ["none"],
    sessions: ["ended"],
    tested: "in process",
  },
  open: ({ container, resources, powers }, { name }) =>
    memoryProvider({
      name,
      ...(container && { container }),
      ...(resources && { resources }),
      powers: readPowers(powers),
    }),
});
