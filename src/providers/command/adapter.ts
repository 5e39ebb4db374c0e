import type { FromSchema } from "json-schema-to-ts";
import { defineAdapter, type ProviderContext } from "../adapter/adapter.ts";
import { secretVariable } from "../adapter/entry-schema.ts";
import { readReceiver, receiverFields } from "../adapter/messages/configuration.ts";
import { commandProvider } from "./provider.ts";

/** A word of a command line, or a value of its environment: no NUL, which ends a string there. */
const word = { type: "string", pattern: "^[^\\u0000]*$" } as const;

const schema = {
  type: "object",
  additionalProperties: false,
  required: ["program", "resources"],
  properties: {
    program: {
      type: "string",
      pattern: "^/[^\\u0000]+$",
      description: "the whole path of a program, which begins with /",
    },
    arguments: { type: "array", items: word },
    environment: {
      type: "object",
      propertyNames: { pattern: "^[A-Za-z_][A-Za-z0-9_]*$" },
      additionalProperties: {
        anyOf: [
          word,
          {
            type: "object",
            additionalProperties: false,
            required: ["valueFrom"],
            properties: { valueFrom: secretVariable },
          },
        ],
      },
    },
    ...receiverFields,
  },
} as const;

type Entry = FromSchema<typeof schema>;

/** See docs/providers/command.md. */
export const commandAdapter = defineAdapter<Entry>({
  schema,
  abilities: {
    system: "any system, behind a program on Hallpass's machine that its owner writes",
    container: ["separate", "shared"],
    nativeExpiry: ["removed", "none"],
    sessions: ["ended", "survive"],
    tested: "real server",
  },
  open(entry, context) {
    const program = {
      path: entry.program,
      arguments: entry.arguments ?? [],
      environment: readEnvironment(entry, context),
    };
    return commandProvider(readReceiver(context.name, entry), program, context.now);
  },
});

function readEnvironment({ environment = {} }: Entry, context: ProviderContext): Record<string, string> {
  const read = (name: string, value: string | { valueFrom: string }): string =>
    typeof value === "string"
      ? value
      : context.readSecret(
          `environment/${name}/valueFrom`,
          value.valueFrom,
          `what the command reads in ${name}`,
        );
  return Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, read(name, value)]));
}
