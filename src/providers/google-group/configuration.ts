import type { FromSchema } from "json-schema-to-ts";
import {
  byName,
  commandLine,
  consistencySeconds,
  deadlineSeconds,
  entryName,
  link,
  secretVariable,
} from "../adapter/entry-schema.ts";
import type { GoogleCredentials } from "../adapter/google/credentials.ts";
import type { HttpFetch } from "../adapter/http.ts";

/** The fields of an entry in the server's provider configuration. */
export const googleGroupSchema = {
  type: "object",
  additionalProperties: false,
  required: ["resources"],
  properties: {
    /** The variable with a credential file of Google's. Absent: the service account of the machine, by its metadata server. */
    credentialsFrom: secretVariable,
    /** `directory`: people are bound by the immutable id of their account. `email`: by their address alone. */
    people: { enum: ["directory", "email"] },
    /** `removed`: Google ends the membership. `none`: the edition of the account cannot. */
    expiry: { enum: ["removed", "none"] },
    deadlineSeconds,
    consistencySeconds,
    resources: byName({
      type: "object",
      additionalProperties: false,
      required: ["roles"],
      properties: {
        command: commandLine,
        link,
        roles: {
          type: "object",
          minProperties: 1,
          propertyNames: entryName,
          /** The group's address. */
          additionalProperties: {
            type: "string",
            pattern: "^[a-z0-9._'+-]{1,64}@[a-z0-9-]{1,63}(?:\\.[a-z0-9-]{1,63})+$",
          },
        },
      },
    }),
  },
} as const;

export type GoogleGroupEntry = FromSchema<typeof googleGroupSchema>;

/** An entry with its name, its secret, and what a test may replace. */
export interface GoogleGroupConfiguration extends Omit<GoogleGroupEntry, "credentialsFrom"> {
  readonly name: string;
  readonly credentials: GoogleCredentials;
  readonly now: () => Date;
  readonly fetch?: HttpFetch;
}

export const DEADLINE_SECONDS = 30;

/** Not documented for listings of members, so generous. */
export const CONSISTENCY_SECONDS = 60;
