import type { FromSchema } from "json-schema-to-ts";
import { byName, deadlineSeconds, secretVariable } from "../adapter/entry-schema.ts";

/** MariaDB takes names of up to 128 characters, MySQL of up to 32. */
const accountName = { type: "string", minLength: 1, maxLength: 128 } as const;

/** The fields of an entry in the server's provider configuration. */
export const mysqlSchema = {
  type: "object",
  additionalProperties: false,
  required: ["host", "user", "passwordFrom", "resources"],
  properties: {
    host: { type: "string", minLength: 1 },
    port: { type: "integer", minimum: 1, maximum: 65535 },
    user: accountName,
    /** The variable of the server's environment that holds the password. */
    passwordFrom: secretVariable,
    deadlineSeconds,
    tls: { enum: ["verify", "off"] },
    nativeExpiry: { enum: ["auto", "required", "off"] },
    schema: {
      type: "string",
      pattern: "^[a-z][a-z0-9]{0,63}$",
      description: "a name of small letters and digits",
    },
    accountHost: { type: "string", minLength: 1, maxLength: 255, pattern: "^[^@]+$" },
    resources: byName({
      type: "object",
      additionalProperties: false,
      required: ["roles"],
      properties: {
        roles: byName({ ...accountName, pattern: "^[^@]+$" }),
      },
    }),
  },
} as const;

export type MysqlEntry = FromSchema<typeof mysqlSchema>;

/** Whether the server ends grants by itself. `auto`: where it can. */
export type NativeExpiry = NonNullable<MysqlEntry["nativeExpiry"]>;

/** An entry with its secret and its defaults. */
export interface MysqlConfiguration {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** The deadline of each call. Default 10. */
  readonly deadlineSeconds?: number;
  /** Default: `off` on this machine's own addresses, `verify` everywhere else. */
  readonly tls?: "verify" | "off";
  /** Whether each grant gets an event that ends it. Default `auto`: where the server runs events. */
  readonly nativeExpiry?: NativeExpiry;
  /** Hallpass's own schema: its events, and the row that marks the server. Default `hallpass`. */
  readonly schema?: string;
  /** The host part of an account whose principal names none. Default `%`. */
  readonly accountHost?: string;
  /** For each resource and role, the server's name of the role to grant. */
  readonly resources: Readonly<Record<string, { readonly roles: Readonly<Record<string, string>> }>>;
}
