import type { FromSchema } from "json-schema-to-ts";
import { byName, deadlineSeconds, secretVariable } from "../adapter/entry-schema.ts";

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
    passwordFrom: secretVariable,
    deadlineSeconds,
    tls: { enum: ["verify", "off"] },
    logins: { enum: ["standing", "per-grant"] },
    nativeExpiry: { enum: ["auto", "required", "off"] },
    cronDatabase: pgName,
    /** The folder of the server's own log in JSON, as this machine sees it. */
    logFolder: { type: "string", minLength: 1, maxLength: 4096 },
    resources: byName({
      type: "object",
      additionalProperties: false,
      required: ["database", "roles"],
      properties: {
        database: pgName,
        roles: byName(pgName),
      },
    }),
  },
} as const;

export type PostgresEntry = FromSchema<typeof postgresSchema>;

/** People use their own login, or one that is made for each grant and dropped at its end. */
export type Logins = NonNullable<PostgresEntry["logins"]>;

/** Whether the server ends grants by itself. `auto`: if it can. */
export type NativeExpiry = NonNullable<PostgresEntry["nativeExpiry"]>;

/** Finds a person's password verifier (`isVerifier` in src/core/files/verifier.ts); `undefined`: the person has none. */
export type FindVerifier = (principal: string) => Promise<string | undefined>;

/** An entry with its secret and its defaults. */
export interface PostgresConfiguration {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** The deadline of each call. Default 10. */
  readonly deadlineSeconds?: number;
  /** Default: `off` on this machine's own addresses, `verify` everywhere else. */
  readonly tls?: "verify" | "off";
  /** Default `standing`. */
  readonly logins?: Logins;
  /** For logins `per-grant`. Without it, access can be ended but not granted. */
  readonly findVerifier?: FindVerifier;
  /** Whether each grant gets a timer in pg_cron. Default `auto`: where pg_cron is usable. */
  readonly nativeExpiry?: NativeExpiry;
  /** The database that has pg_cron, and therefore the one to connect to. Default: that of the first resource. */
  readonly cronDatabase?: string;
  /** The folder of the server's log in JSON (`log_destination = jsonlog`), for what people did. Default: none is read. */
  readonly logFolder?: string;
  /** For each resource, its database, and for each role, the server's name of the role to grant. */
  readonly resources: Readonly<Record<string, PostgresResource>>;
}

export interface PostgresResource {
  readonly database: string;
  readonly roles: Readonly<Record<string, string>>;
}

/** The database to connect to. Roles belong to the whole server, so any will do; jobs of pg_cron belong to one. */
export const homeDatabase = ({
  cronDatabase,
  resources,
}: Pick<PostgresConfiguration, "cronDatabase" | "resources">): string =>
  cronDatabase ?? Object.values(resources)[0]?.database ?? "postgres";
