import type { FromSchema } from "json-schema-to-ts";
import type { ProviderTraits } from "../../../core/access/traits.ts";
import type { AllowedRoles } from "../allowed.ts";
import { powersField, type RolePower, readPowers } from "../entry/powers.ts";
import { byName, consistencySeconds, deadlineSeconds, roleNames } from "../entry-schema.ts";
import { connectSchema } from "./connect.ts";
import { declared } from "./schema.ts";

/** The fields of the configuration that every receiver has, whatever carries the messages. */
export const receiverFields = {
  ...declared,
  deadlineSeconds,
  consistencySeconds,
  connect: connectSchema,
  powers: powersField,
  resources: byName(roleNames),
} as const;

const schema = { type: "object", required: ["resources"], properties: receiverFields } as const;

type Entry = FromSchema<typeof schema>;

/** What the receiver's owner declares. Hallpass promises no more than that. */
export interface Receiver {
  readonly name: string;
  readonly traits: ProviderTraits & { readonly nativeExpiry: "removed" | "none" };
  readonly offers: ReadonlySet<"inventory" | "activity" | "forget">;
  readonly resources: AllowedRoles;
  readonly powers: readonly RolePower[];
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
  powers: readPowers(entry.powers),
  connect: entry.connect,
});
