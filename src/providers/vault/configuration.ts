import type { FromSchema } from "json-schema-to-ts";
import {
  byName,
  commandLine,
  consistencySeconds,
  deadlineSeconds,
  link,
  secretVariable,
} from "../adapter/entry-schema.ts";
import type { HttpFetch } from "../adapter/http.ts";

/** A policy's name; never `root`, which Vault keeps for itself. */
const policy = { type: "string", pattern: "^(?!root$)[a-z0-9_][a-z0-9_./-]{0,127}$" } as const;

/** The fields of an entry in the server's provider configuration. */
export const vaultSchema = {
  type: "object",
  additionalProperties: false,
  required: ["url", "roleId", "secretIdFrom", "resources"],
  properties: {
    url: {
      type: "string",
      pattern: "^(?:https://|http://(?:127\\.0\\.0\\.1|localhost)[:/])[^?#\\s]+/$",
      description: "an https address that ends with /",
    },
    namespace: { type: "string", pattern: "^[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*$", maxLength: 200 },
    authMount: { type: "string", pattern: "^[a-z0-9_-]{1,63}$" },
    roleId: { type: "string", pattern: "^[\\x21-\\x7e]{1,200}$" },
    /** The variable of the server's environment that holds the secret id. */
    secretIdFrom: secretVariable,
    deadlineSeconds,
    consistencySeconds,
    resources: byName({
      type: "object",
      additionalProperties: false,
      required: ["roles"],
      properties: {
        command: commandLine,
        link,
        roles: byName({
          type: "array",
          minItems: 1,
          maxItems: 20,
          uniqueItems: true,
          items: policy,
        }),
      },
    }),
  },
} as const;

export type VaultEntry = FromSchema<typeof vaultSchema>;

/** An entry with its name, its secret, and what a test may replace. */
export interface VaultConfiguration extends Omit<VaultEntry, "secretIdFrom"> {
  readonly name: string;
  readonly secretId: string;
  readonly now: () => Date;
  readonly fetch?: HttpFetch;
}

export const DEADLINE_SECONDS = 10;
