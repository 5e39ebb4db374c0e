import type { FromSchema } from "json-schema-to-ts";
import type { Power } from "../../../core/access/power.ts";
import type { ProviderTraits } from "../../../core/access/traits.ts";
import type { AllowedRoles } from "../allowed.ts";
import { namePattern } from "../entry-schema.ts";
import { connectSchema } from "./connect.ts";
import { declared } from "./schema.ts";

/** The fields of the configuration that every receiver has, whatever carries the messages. */
export const receiverFields = {
  ...declared,
  deadlineSeconds: { type: "integer", minimum: 1, maximum: 300 },
  consistencySeconds: { type: "integer", minimum: 0, maximum: 3600 },
  connect: connectSchema,
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
    minProperties: 1,
    propertyNames: { pattern: namePattern },
    additionalProperties: { type: "array", minItems: 1, items: { type: "string", pattern: namePattern } },
  },
} as const;

const schema = { type: "object", required: ["resources"], properties: receiverFields } as const;

type Entry = FromSchema<typeof schema>;

/** What the receiver's owner declares. Hallpass promises no more than that. */
export interface Receiver {
  readonly name: string;
  readonly traits: ProviderTraits & { readonly nativeExpiry: "removed" | "none" };
  readonly offers: ReadonlySet<"inventory" | "activity" | "forget">;
  readonly resources: AllowedRoles;
  readonly powers: readonly { readonly resource: string; readonly role: string; readonly power: Power }[];
  readonly connect: Entry["connect"];
}

/** The defaults promise least: nothing can be told apart, nothing ends by itself, every session survives. */
export const readReceiver = (name: string, entry: Entry): Receiver => ({
  name,
  traits: {
    container: entry.container ?? "shared",
    nativeExpiry: entry.nativeExpiry ?? "none",
    sessions: entry.sessions ?? "survive",
    consistencySeconds: entry.consistencySeconds ?? 0,
    deadlineSeconds: entry.deadlineSeconds ?? 10,
  },
  offers: new Set(entry.offers),
  resources: entry.resources,
  powers: (entry.powers ?? []).map(({ githubTeam: id, ...of }) => ({
    ...of,
    power: { kind: "github-team", id },
  })),
  connect: entry.connect,
});
