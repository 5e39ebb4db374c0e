import type { FromSchema } from "json-schema-to-ts";
import { namePattern } from "../adapter/entry-schema.ts";

/** RFC 7643, section 3.1: an id is a string that the server chooses. */
const id = { type: "string", pattern: "^[^\\p{C}]{1,255}$" } as const;

/** The fields of an entry in the server's provider configuration. */
export const scimSchema = {
  type: "object",
  additionalProperties: false,
  required: ["url", "tokenFrom", "resources"],
  properties: {
    url: { type: "string", pattern: "^https?://[^/?#@]+(/[^?#]*)?$" },
    /** The variable of the server's environment that holds the bearer token. */
    tokenFrom: { type: "string", pattern: "^[A-Z][A-Z0-9_]*$" },
    deadlineSeconds: { type: "integer", minimum: 1, maximum: 300 },
    consistencySeconds: { type: "integer", minimum: 0, maximum: 3600 },
    principals: {
      type: "object",
      additionalProperties: false,
      required: ["attribute"],
      properties: {
        /** An attribute of User with one value, of an extension with the extension's URN before it (RFC 7644, section 3.10). */
        attribute: { type: "string", pattern: "^(urn:[\\w.:-]+:)?[A-Za-z][\\w-]{0,62}$" },
      },
    },
    resources: {
      type: "object",
      minProperties: 1,
      propertyNames: { pattern: namePattern },
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        required: ["roles"],
        properties: {
          link: { type: "string", pattern: "^https://", maxLength: 400 },
          roles: {
            type: "object",
            minProperties: 1,
            propertyNames: { pattern: namePattern },
            additionalProperties: id,
          },
        },
      },
    },
  },
} as const;

export type ScimEntry = FromSchema<typeof scimSchema>;

/** An entry with its name and its secret. */
export interface ScimConfiguration extends Omit<ScimEntry, "tokenFrom"> {
  readonly name: string;
  readonly token: string;
  readonly now: () => Date;
}

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** Whether the token would cross a network in clear text. */
export function isInClear(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === "http:" && !LOOPBACK.includes(hostname);
}
