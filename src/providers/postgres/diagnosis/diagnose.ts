import { type Finding, mistake, warning } from "../../../core/findings/finding.ts";
import type { Logins, NativeExpiry } from "../configuration.ts";
import { isMarked } from "../logins/login.ts";
import { isPowerful, ownsHome } from "../roles.ts";
import type { Query } from "../sessions/query.ts";
import { diagnoseConnections } from "./connections.ts";
import { diagnoseLogins } from "./logins.ts";
import { diagnoseTimers } from "./timers.ts";

/** The configured work of the account: grant these roles, of these databases. */
export interface Declared {
  /** The server's names. */
  readonly roles: readonly string[];
  readonly databases: readonly string[];
  readonly logins: Logins;
  readonly nativeExpiry: NativeExpiry;
  /** The database we are connected to. */
  readonly home: string;
}

/** Needed to end sessions, and to connect when others hold all connections; https://www.postgresql.org/docs/18/predefined-roles.html */
const needed = ["pg_signal_backend", "pg_use_reserved_connections"];

/** Checks that our account can do its configured work, and no more. Reads only the catalogue, with the account's own rights. */
export async function diagnose(query: Query, declared: Declared): Promise<Finding[]> {
  const user = await readUser(query);
  return [
    ...describeAttributes(user, declared),
    ...(await findMissing(query, declared)),
    ...(await judgeMemberships(query, declared, user.name)),
    ...(await findPower(query, declared)),
    ...(await findLoginRoles(query, declared)),
    ...(await findHomeOwners(query, declared)),
    ...(await findHinderers(query)),
    ...(await diagnoseConnections(query, user.name)),
    ...(declared.logins === "per-grant"
      ? await diagnoseLogins(query, user)
      : await diagnoseTimers(query, declared, user.name)),
  ];
}

const attributes = {
  SUPERUSER: "rolsuper",
  CREATEROLE: "rolcreaterole",
  CREATEDB: "rolcreatedb",
  REPLICATION: "rolreplication",
  BYPASSRLS: "rolbypassrls",
} as const;

interface User {
  readonly name: string;
  readonly held: readonly string[];
}

async function readUser(query: Query): Promise<User> {
  const list = Object.entries(attributes)
    .map(([attribute, column]) => `CASE WHEN ${column} THEN '${attribute}' END`)
    .join(", ");
  const [row] = await query<User>(
    `SELECT rolname AS name, array_remove(ARRAY[${list}], NULL) AS held FROM pg_roles WHERE rolname = current_user`,
  );
  if (row === undefined) throw new Error("PostgreSQL knows no role for the current user.");
  return row;
}

// Creating logins needs CREATEROLE; logins.ts reports what that gives before 16.
const describeAttributes = ({ name, held }: User, { logins }: Declared): Finding[] =>
  held
    .filter((attribute) => logins !== "per-grant" || attribute !== "CREATEROLE")
    .map((attribute) =>
      mistake(
        "POSTGRES_ATTRIBUTE",
        `The account "${name}" has ${attribute}, far more than handing out roles needs.`,
        `As an administrator of the server: ALTER ROLE ${quote(name)} NO${attribute};`,
      ),
    );

async function findMissing(query: Query, { roles, databases }: Declared): Promise<Finding[]> {
  const missingRoles = await listMissing(query, "SELECT rolname::text AS name FROM pg_roles", roles);
  const missingDatabases = await listMissing(
    query,
    "SELECT datname::text AS name FROM pg_database",
    databases,
  );
  return [
    ...missingRoles.map((role) =>
      mistake(
        "POSTGRES_NO_ROLE",
        `The configured role "${role}" does not exist.`,
        "Create it, or take it out of HALLPASS_PROVIDERS.",
      ),
    ),
    ...missingDatabases.map((database) =>
      mistake(
        "POSTGRES_NO_DATABASE",
        `The configured database "${database}" does not exist.`,
        "Create it, or take it out of HALLPASS_PROVIDERS.",
      ),
    ),
  ];
}

async function listMissing(query: Query, sql: string, names: readonly string[]): Promise<string[]> {
  const known = new Set((await query<{ name: string }>(sql)).map(({ name }) => name));
  return [...new Set(names)].filter((name) => !known.has(name));
}

interface Membership {
  readonly role: string;
  readonly admin: boolean;
}

/** Requires ADMIN OPTION on exactly the configured roles, and no other membership. */
async function judgeMemberships(query: Query, { roles }: Declared, user: string): Promise<Finding[]> {
  const memberships = await query<Membership>(
    `SELECT r.rolname::text AS role, bool_or(a.admin_option) AS admin
       FROM pg_auth_members a JOIN pg_roles r ON r.oid = a.roleid JOIN pg_roles m ON m.oid = a.member
      WHERE m.rolname = current_user AND NOT ${isMarked("r.oid")} GROUP BY 1 ORDER BY 1`,
  );
  const beyond = memberships.filter(
    ({ role, admin }) => !roles.includes(role) && (admin || !needed.includes(role)),
  );
  const admins = memberships.filter(({ admin }) => admin).map(({ role }) => role);
  const known = await query<{ name: string }>("SELECT rolname::text AS name FROM pg_roles");
  const existing = new Set(known.map(({ name }) => name));
  const short = [...new Set(roles)].filter((role) => existing.has(role) && !admins.includes(role));
  return [
    ...beyond.map(({ role, admin }) =>
      mistake(
        "POSTGRES_BEYOND",
        admin
          ? `The account "${user}" may hand out "${role}", which no resource of the configuration names.`
          : `The account "${user}" is a member of "${role}", which no resource of the configuration names.`,
        `As an administrator of the server: REVOKE ${quote(role)} FROM ${quote(user)}; or name the role in HALLPASS_PROVIDERS.`,
      ),
    ),
    ...short.map((role) =>
      mistake(
        "POSTGRES_NO_ADMIN_OPTION",
        `The account "${user}" may not hand out the configured role "${role}".`,
        `As an administrator of the server: GRANT ${quote(role)} TO ${quote(user)} WITH ADMIN OPTION;`,
      ),
    ),
  ];
}

/** The configured roles and all roles they reach must have no power over the server or our account. */
async function findPower(query: Query, { roles }: Declared): Promise<Finding[]> {
  const rows = await query<{ role: string; reached: string }>(
    `SELECT r.rolname::text AS role, x.rolname::text AS reached
       FROM pg_roles r JOIN pg_roles x ON pg_has_role(r.oid, x.oid, 'MEMBER')
      WHERE r.rolname::text = ANY($1) AND NOT r.rolsuper AND (x.rolname = current_user OR ${isPowerful})
      UNION SELECT r.rolname::text, r.rolname::text FROM pg_roles r WHERE r.rolname::text = ANY($1) AND r.rolsuper
      ORDER BY 1, 2`,
    [[...roles]],
  );
  return rows.map(({ role, reached }) =>
    mistake(
      "POSTGRES_POWERFUL_ROLE",
      role === reached
        ? `The configured role "${role}" has power over the whole server.`
        : `The configured role "${role}" reaches "${reached}", which has power over the server or over Hallpass.`,
      `Take that away from "${role}", or take the role out of HALLPASS_PROVIDERS.`,
    ),
  );
}

/** SET ROLE allows ALTER ROLE … PASSWORD: a holder could keep the role as a permanent login. */
async function findLoginRoles(query: Query, { roles }: Declared): Promise<Finding[]> {
  const rows = await query<{ role: string; reached: string }>(
    `SELECT r.rolname::text AS role, x.rolname::text AS reached
       FROM pg_roles r JOIN pg_roles x ON pg_has_role(r.oid, x.oid, 'MEMBER')
      WHERE r.rolname::text = ANY($1) AND NOT r.rolsuper AND x.rolcanlogin AND x.rolname <> current_user ORDER BY 1, 2`,
    [[...roles]],
  );
  return rows.map(({ role, reached }) =>
    mistake(
      "POSTGRES_LOGIN_ROLE",
      `A holder of the configured role "${role}" could set the password of "${reached}", which can log in, and use it after the end.`,
      `As an administrator of the server: ALTER ROLE ${quote(reached)} NOLOGIN; or take "${role}" out of HALLPASS_PROVIDERS.`,
    ),
  );
}

/** A database's owner can lock out our account: by CONNECTION LIMIT, REVOKE CONNECT, or a setting that breaks every connection. */
async function findHomeOwners(query: Query, { roles, home }: Declared): Promise<Finding[]> {
  const rows = await query<{ role: string }>(
    `SELECT r.rolname::text AS role FROM pg_roles r
      WHERE r.rolname::text = ANY($1) AND NOT r.rolsuper AND ${ownsHome("r.oid")} ORDER BY 1`,
    [[...roles]],
  );
  return rows.map(({ role }) =>
    mistake(
      "POSTGRES_HOME_OWNER",
      `A holder of the configured role "${role}" could keep Hallpass out of the database "${home}", which it connects to and which that role owns.`,
      "Let Hallpass connect to a database that no configured role owns, such as postgres: cronDatabase in HALLPASS_PROVIDERS.",
    ),
  );
}

/** The most names in one message. */
const NAMED = 5;

/** Logins that can block a revocation without any lent role: their access would last as long as they like. */
async function findHinderers(query: Query): Promise<Finding[]> {
  const rows = await query<{ name: string }>(
    `SELECT r.rolname::text AS name FROM pg_roles r
      WHERE r.rolcanlogin AND NOT r.rolsuper AND r.rolname <> current_user
        AND EXISTS (SELECT FROM pg_roles x WHERE x.rolname IN ('pg_signal_backend', 'pg_maintain')
                     AND pg_has_role(r.oid, x.oid, 'MEMBER')) ORDER BY 1`,
  );
  if (rows.length === 0) return [];
  const names = rows.slice(0, NAMED).map(({ name }) => quote(name));
  const more = rows.length > NAMED ? ` and ${rows.length - NAMED} more` : "";
  return [
    warning(
      "POSTGRES_HINDERER",
      `These logins may end sessions of Hallpass or lock the catalogues, and keep their own access from being ended: ${names.join(", ")}${more}.`,
      "As an administrator of the server: take pg_signal_backend and pg_maintain from logins that people ask access for.",
    ),
  ];
}

const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;
