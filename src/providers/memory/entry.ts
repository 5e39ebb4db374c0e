import type { FromSchema } from "json-schema-to-ts";
import type { Provider } from "../../core/ports/provider.ts";
import { compileEntry, describeErrors, namePattern } from "../adapter/entry.ts";
import { memoryProvider } from "./provider.ts";

const schema = {
  type: "object",
  additionalProperties: false,
  required: ["name", "adapter"],
  properties: {
    name: { type: "string" },
    adapter: { const: "memory" },
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
          githubTeam: { type: "integer", minimum: 1 },
        },
      },
    },
    resources: {
      type: "object",
      propertyNames: { pattern: namePattern },
      additionalProperties: { type: "array", minItems: 1, items: { type: "string", pattern: namePattern } },
    },
  },
} as const;

const validate = compileEntry<FromSchema<typeof schema>>(schema);

/**
 * `{ name, adapter: "memory", container?, resources?: { [resource]: [role] }, powers?: [{ resource, role, githubTeam }] }`; a power
 * says that the role stands for membership in that team.
 */
export function memoryEntry(where: string, entry: unknown): Provider {
  if (!validate(entry)) throw new Error(describeErrors(where, validate.errors).join("\n"));
  const { name, container, resources, powers } = entry;
  return memoryProvider({
    name,
    ...(container && { container }),
    ...(resources && { resources }),
    ...(powers && {
      powers: powers.map(({ githubTeam, ...of }) => ({
        ...of,
        power: { kind: "github-team", id: githubTeam },
      })),
    }),
  });
}
