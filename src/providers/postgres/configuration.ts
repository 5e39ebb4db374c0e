import type { FromSchema } from "json-schema-to-ts";
import { namePattern } from "../adapter/entry-schema.ts";

const pgName = { type: "string", minLength: 1, maxLength: 63 } as const;

/** The fields of an entry in the server's provider configuration. */
export const postgresSchema = {
  type: "object",
  additionalProperties: false,
  required: ["host", "user", "passwordFrom", "resources"],
  properties: {
    host: { type: "string", minLength: 1 },
    port: { type: "integer", minimum: 1, maximum: 65535 },
    user: pgName,
    /** The variable of the server's environment that holds the password. */
    passwordFrom: { type: "string", pattern: "^[A-Z][A-Z0-9_]*$" },
    deadlineSeconds: { type: "integer", minimum: 1, maximum: 300 },
    tls: { enum: ["verify", "off"] },
    logins: { enum: ["standing", "per-grant"] },
    nativeExpiry: { enum: ["auto", "required", "off"] },
    cronDatabase: pgName,
    resources: {
      type: "object",
      minProperties: 1,
      propertyNames: { pattern: namePattern },
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        required: ["database", "roles"],
        properties: {
          database: pgName,
          roles: {
            type: "object",
            minProperties: 1,
            propertyNames: { pattern: namePattern },
            additionalProperties: pgName,
          },
        },
      },
    },
  },
} as const;

export type PostgresEntry = FromSchema<typeof postgresSchema>;

/** Whether people use the login they have, or one that is made for each grant and dropped when it ends. */
export type Logins = NonNullable<PostgresEntry["logins"]>;

/** Whether the server is asked to end grants by itself. `auto`: where it can. */
export type NativeExpiry = NonNullable<PostgresEntry["nativeExpiry"]>;

/** By what a person's password is recognised: `isVerifier` of src/core/files/verifier.ts. Undefined = no such person. */
export type FindVerifier = (principal: string) => Promise<string | undefined>;

/** An entry with its secret read and its defaults filled in. */
export interface PostgresConfiguration {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** Of each call. Default 10. */
  readonly deadlineSeconds?: number;
  /** Default: `off` on this machine's own addresses, `verify` everywhere else. */
  readonly tls?: "verify" | "off";
  /** Default `standing`. */
  readonly logins?: Logins;
  /** For logins `per-grant`. Nobody has a verifier when absent: then what is held can be ended, and nothing granted. */
  readonly findVerifier?: FindVerifier;
  /** Whether grants are given a timer in pg_cron. Default `auto`: where that can be used. */
  readonly nativeExpiry?: NativeExpiry;
  /** The one database of the server that has pg_cron, and so the one to connect to. Default: that of the first resource. */
  readonly cronDatabase?: string;
  /** By resource: the database it stands for, and by role the server's name of the role to grant. */
  readonly resources: Readonly<Record<string, PostgresResource>>;
}

export interface PostgresResource {
  readonly database: string;
  readonly roles: Readonly<Record<string, string>>;
}

export const isLoopback = (host: string): boolean => ["localhost", "127.0.0.1", "::1"].includes(host);

/** Where to connect: roles belong to the whole server, so any of its databases will do. Jobs belong to one. */
export const homeDatabase = ({
  cronDatabase,
  resources,
}: Pick<PostgresConfiguration, "cronDatabase" | "resources">): string =>
  cronDatabase ?? Object.values(resources)[0]?.database ?? "postgres";
