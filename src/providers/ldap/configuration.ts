import type { FromSchema } from "json-schema-to-ts";
import { powersField } from "../adapter/entry/powers.ts";
import {
  byName,
  consistencySeconds,
  deadlineSeconds,
  link,
  secretVariable,
} from "../adapter/entry-schema.ts";

const dn = { type: "string", minLength: 3, maxLength: 1000 } as const;
const attribute = { type: "string", pattern: "^[A-Za-z][A-Za-z0-9-]{0,62}$" } as const;
/** entryUUID (RFC 4530) or objectGUID, as text. */
const uuid = {
  type: "string",
  pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
  description: "an entryUUID or objectGUID in small letters, such as 0b9a6e4c-5d1f-4c0e-9d3a-2f1e8b7c6a55",
} as const;

/** The fields of an entry in the server's provider configuration. */
export const ldapSchema = {
  type: "object",
  additionalProperties: false,
  required: ["url", "bindDn", "passwordFrom", "principals", "resources"],
  properties: {
    url: {
      type: "string",
      pattern: "^ldaps?://(?:[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+\\])(?::[0-9]{1,5})?$",
      description: "an address without path, such as ldaps://ldap.example.org",
    },
    startTls: { type: "boolean" },
    caFile: { type: "string", minLength: 1 },
    serverName: { type: "string", minLength: 1 },
    bindDn: { type: "string", minLength: 1, maxLength: 1000 },
    /** The variable of the server's environment that holds the password. */
    passwordFrom: secretVariable,
    deadlineSeconds,
    consistencySeconds,
    flavour: { enum: ["openldap", "active-directory"] },
    mode: { enum: ["member", "dynamic-group"] },
    nestedFrom: uuid,
    memberAttribute: { enum: ["member", "uniqueMember"] },
    placeholder: dn,
    inventoryBase: dn,
    principals: {
      type: "object",
      additionalProperties: false,
      required: ["base", "attribute"],
      properties: { base: dn, attribute, filter: { type: "string", pattern: "^\\(.+\\)$", maxLength: 1000 } },
    },
    powers: powersField,
    resources: byName({
      type: "object",
      additionalProperties: false,
      required: ["roles"],
      properties: {
        command: { type: "string", minLength: 1, maxLength: 400 },
        link,
        roles: byName(uuid),
      },
    }),
  },
} as const;

export type LdapEntry = FromSchema<typeof ldapSchema>;

export type Flavour = NonNullable<LdapEntry["flavour"]>;

/** A member value of a group, or a dynamic entry of ours for each grant (RFC 2589). */
export type Mode = NonNullable<LdapEntry["mode"]>;

/** An entry with its name and its secret. */
export interface LdapConfiguration extends Omit<LdapEntry, "passwordFrom"> {
  readonly name: string;
  readonly password: string;
}

export const DEADLINE_SECONDS = 10;
