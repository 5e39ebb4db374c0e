import { ProviderError } from "../adapter/error.ts";
import type { Query } from "./sessions/query.ts";

/** The server as it is now. */
export interface Server {
  /** From 16 on a membership belongs to its grantor, so ours is distinguishable. */
  readonly separate: boolean;
  /** The values of `HoldingIds.instance` that mean this server; new holdings record the first. */
  readonly instances: readonly [string, ...string[]];
}

export const instanceOf = ({ instances }: Server): string => instances[0];

export interface Role {
  readonly id: string;
  readonly name: string;
}

/** `address`, from the configuration, stands in where our account may not read the system identifier. */
export async function readServer(query: Query, address: string): Promise<Server> {
  const [row] = await query<{ version: number; readable: boolean }>(
    `SELECT current_setting('server_version_num')::int AS version,
            has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE') AS readable`,
  );
  if (row === undefined) throw new Error("PostgreSQL returned no row for its version.");
  const byAddress = `address:${address}`;
  const separate = row.version >= 160_000;
  if (!row.readable) return { separate, instances: [byAddress] };
  return { separate, instances: [`system:${await readSystemIdentifier(query)}`, byAddress] };
}

async function readSystemIdentifier(query: Query): Promise<string> {
  const [row] = await query<{ id: string }>("SELECT system_identifier::text AS id FROM pg_control_system()");
  if (row === undefined) throw new Error("PostgreSQL returned no row for its system identifier.");
  return row.id;
}

// Compare names as text: the server's own type would cut a longer name and match another account.

/** Finds the principal with this name. Throws when it does not exist, cannot log in, is a superuser or is our own account. */
export async function readMember(query: Query, provider: string, name: string): Promise<Role> {
  const [row] = await query<Role & { fault: string | null }>(
    `SELECT oid::text AS id, rolname AS name,
            CASE WHEN rolsuper THEN 'it is a superuser, whom no grant changes'
                 WHEN rolname = current_user THEN 'it is the account of Hallpass'
                 WHEN NOT rolcanlogin THEN 'it cannot log in; a grant to a group would reach people whom no approver saw'
            END AS fault
       FROM pg_roles WHERE rolname::text = $1`,
    [name],
  );
  return refuseFaulty(row, provider, "UNKNOWN_PRINCIPAL");
}

/**
 * Finds the role with this name. Throws when it does not exist, when our account may not grant it, or when it, or a role it
 * is a member of, has power over the server or over Hallpass, or can log in.
 */
export async function readGranted(query: Query, provider: string, name: string): Promise<Role> {
  const [row] = await query<Role & { fault: string | null }>(
    `SELECT r.oid::text AS id, r.rolname AS name,
            CASE WHEN NOT r.rolsuper AND pg_has_role(r.oid, current_user, 'MEMBER') THEN 'it is or becomes the account of Hallpass'
                 WHEN EXISTS (SELECT FROM pg_roles x WHERE pg_has_role(r.oid, x.oid, 'MEMBER') AND ${isPowerful})
                   THEN 'it has or reaches power over the whole server'
                 WHEN EXISTS (SELECT FROM pg_roles x WHERE pg_has_role(r.oid, x.oid, 'MEMBER') AND x.rolcanlogin)
                   THEN 'it can log in or reaches a role that can: a holder could set the password and log in after the end'
                 WHEN ${ownsHome("r.oid")}
                   THEN 'it owns, or reaches the owner of, the database that Hallpass connects to: a holder could keep Hallpass out of it; let Hallpass connect to another one (cronDatabase)'
                 WHEN NOT pg_has_role(r.oid, 'MEMBER WITH ADMIN OPTION')
                   THEN 'the account of Hallpass has no ADMIN OPTION on it'
            END AS fault
       FROM pg_roles r WHERE r.rolname::text = $1`,
    [name],
  );
  return refuseFaulty(row, provider, "UNKNOWN_ENTITLEMENT");
}

// The first three predefined roles reach the server's own account. The others keep an end from being made: they end our sessions,
// lock the catalogues it writes, take the connections it needs. https://www.postgresql.org/docs/18/predefined-roles.html
/** SQL: whether the role `x` is one of these. */
export const isPowerful = `(x.rolsuper OR x.rolcreaterole OR x.rolbypassrls OR x.rolreplication OR x.rolname IN
  ('pg_execute_server_program', 'pg_write_server_files', 'pg_read_server_files',
   'pg_signal_backend', 'pg_maintain', 'pg_use_reserved_connections'))`;

/** SQL: whether a role decides who may connect to our current database, and with which settings. */
export const ownsHome = (role: string): string =>
  `EXISTS (SELECT FROM pg_database d WHERE d.datname = current_database() AND pg_has_role(${role}, d.datdba, 'MEMBER'))`;

function refuseFaulty(
  row: (Role & { fault: string | null }) | undefined,
  provider: string,
  missing: "UNKNOWN_PRINCIPAL" | "UNKNOWN_ENTITLEMENT",
): Role {
  if (row === undefined) throw new ProviderError(provider, missing);
  if (row.fault !== null) {
    throw new ProviderError(
      provider,
      "REFUSED",
      new Error(`The role "${row.name}" is not accepted: ${row.fault}.`),
    );
  }
  return { id: row.id, name: row.name };
}

/** Finds a role by its recorded id, whatever its current name; `undefined`: it was dropped. */
export async function findById(query: Query, id: string): Promise<Role | undefined> {
  const [role] = await query<Role>(
    "SELECT oid::text AS id, rolname AS name FROM pg_roles WHERE oid::text = $1",
    [id],
  );
  return role;
}

/** Accepts every kind of role: access is listed even where granting it would be refused. */
export async function findByName(query: Query, name: string): Promise<Role | undefined> {
  const [role] = await query<Role>(
    "SELECT oid::text AS id, rolname AS name FROM pg_roles WHERE rolname::text = $1",
    [name],
  );
  return role;
}

export async function hasDatabase(query: Query, name: string): Promise<boolean> {
  return (await query("SELECT FROM pg_database WHERE datname::text = $1", [name])).length > 0;
}
