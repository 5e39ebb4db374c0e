import type { FromSchema } from "json-schema-to-ts";
import {
  byName,
  consistencySeconds,
  deadlineSeconds,
  link,
  secretVariable,
} from "../adapter/entry-schema.ts";

/** RFC 7643, section 3.1: an id is a string that the server chooses. */
const id = { type: "string", pattern: "^[^\\p{C}]{1,255}$" } as const;

/** The fields of an entry in the server's provider configuration. */
export const scimSchema = {
  type: "object",
  additionalProperties: false,
  required: ["url", "tokenFrom", "resources"],
  properties: {
    url: {
      type: "string",
      pattern: "^https?://[^/?#@]+(/[^?#]*)?$",
      description: "an address without user, query and fragment",
    },
    /** The variable of the server's environment that holds the bearer token. */
    tokenFrom: secretVariable,
    deadlineSeconds,
    consistencySeconds,
    principals: {
      type: "object",
      additionalProperties: false,
      required: ["attribute"],
      properties: {
        /** An attribute of User with one value, of an extension with the extension's URN before it (RFC 7644, section 3.10). */
        attribute: { type: "string", pattern: "^(urn:[\\w.:-]+:)?[A-Za-z][\\w-]{0,62}$" },
      },
    },
    resources: byName({
      type: "object",
      additionalProperties: false,
      required: ["roles"],
      properties: {
        link,
        roles: byName(id),
      },
    }),
  },
} as const;

export type ScimEntry = FromSchema<typeof scimSchema>;

/** An entry with its name and its secret. */
export interface ScimConfiguration extends Omit<ScimEntry, "tokenFrom"> {
  readonly name: string;
  readonly token: string;
  readonly now: () => Date;
}
