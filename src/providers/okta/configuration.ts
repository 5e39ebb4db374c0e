import type { FromSchema } from "json-schema-to-ts";
import {
  byName,
  consistencySeconds,
  deadlineSeconds,
  link,
  secretVariable,
} from "../adapter/entry-schema.ts";

const id = { type: "string", pattern: "^[A-Za-z0-9_-]{1,100}$" } as const;
const only = (name: string) =>
  ({ type: "object", additionalProperties: false, required: [name], properties: { [name]: id } }) as const;

/** The fields of an entry in the server's provider configuration. */
export const oktaSchema = {
  type: "object",
  additionalProperties: false,
  required: ["url", "resources"],
  properties: {
    url: {
      type: "string",
      pattern: "^https?://[^/?#@]+/?$",
      description: "the address of the organisation, without path",
    },
    /** A service app (OAuth for Okta), whose key signs its requests for tokens. */
    app: {
      type: "object",
      additionalProperties: false,
      required: ["clientId", "keyFrom"],
      properties: {
        clientId: id,
        keyFrom: secretVariable,
        keyId: { type: "string", minLength: 1, maxLength: 200 },
      },
    },
    /** The variable of the server's environment that holds an API token, instead of a service app. */
    tokenFrom: secretVariable,
    deadlineSeconds,
    consistencySeconds,
    endSessions: { type: "boolean" },
    resources: byName({
      type: "object",
      additionalProperties: false,
      required: ["roles"],
      properties: {
        link,
        roles: byName({ oneOf: [only("group"), only("app")] }),
      },
    }),
  },
} as const;

interface Offered {
  /** The page that the person opens. */
  readonly link?: string;
  readonly roles: Readonly<Record<string, Target>>;
}

/** A group or an app, by Okta's id. */
export type Target = { readonly group: string } | { readonly app: string };

export type OktaEntry = Omit<FromSchema<typeof oktaSchema>, "resources"> & {
  readonly resources: Readonly<Record<string, Offered>>;
};

export type Credentials =
  | { readonly kind: "token"; readonly token: string }
  | { readonly kind: "app"; readonly clientId: string; readonly privateKey: string; readonly keyId?: string };

/** An entry with its secret. */
export interface OktaConfiguration extends Omit<OktaEntry, "app" | "tokenFrom"> {
  readonly name: string;
  readonly credentials: Credentials;
  readonly now: () => Date;
}

export const DEADLINE_SECONDS = 30;
