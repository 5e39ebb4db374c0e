import { escapeIdentifier } from "pg";
import { type Finding, warning } from "../../../core/findings/finding.ts";
import type { Query } from "../sessions/query.ts";

interface Room {
  /** Slots for accounts that may use them, https://www.postgresql.org/docs/18/runtime-config-connection.html; none before 16. */
  readonly reserved: number;
  /** True if our account may use them; `undefined` before 16. */
  readonly ours: boolean | null;
}

/** Checks that a connection remains for our account when others take all they can get. */
export async function diagnoseConnections(query: Query, user: string): Promise<Finding[]> {
  const [room] = await query<Room>(
    `SELECT coalesce(current_setting('reserved_connections', true)::int, 0) AS reserved,
            (SELECT pg_has_role(oid, 'USAGE') FROM pg_roles WHERE rolname = 'pg_use_reserved_connections') AS ours`,
  );
  if (room === undefined) throw new Error("PostgreSQL returned no row for its settings.");
  const lacks = describeReserved(room, user);
  if (room.ours !== null && lacks.length === 0) return [];
  return [...lacks, ...(await describeUnlimited(query))];
}

function describeReserved({ reserved, ours }: Room, user: string): Finding[] {
  if (ours === null) return [];
  const missing = [
    ...(reserved === 0 ? ["reserved_connections is 0"] : []),
    ...(ours ? [] : [`the account "${user}" is no member of pg_use_reserved_connections`]),
  ];
  if (missing.length === 0) return [];
  return [
    warning(
      "POSTGRES_NO_RESERVED_CONNECTION",
      `The server keeps no connection for Hallpass: ${missing.join(", and ")}. An account that takes all connections delays ends.`,
      `As an administrator of the server: set reserved_connections = 3 in postgresql.conf and restart, and GRANT pg_use_reserved_connections TO ${escapeIdentifier(user)};`,
    ),
  ];
}

/** Logins that could take every connection that is not reserved. */
async function describeUnlimited(query: Query): Promise<Finding[]> {
  const rows = await query<{ name: string }>(
    `SELECT rolname::text AS name FROM pg_roles
      WHERE rolcanlogin AND NOT rolsuper AND rolname <> current_user
        AND (rolconnlimit = -1 OR rolconnlimit >= current_setting('max_connections')::int
               - current_setting('superuser_reserved_connections')::int
               - coalesce(current_setting('reserved_connections', true)::int, 0))
      ORDER BY 1`,
  );
  const [first] = rows;
  if (first === undefined) return [];
  const names = rows.slice(0, NAMED).map(({ name }) => `"${name}"`);
  const more = rows.length > NAMED ? ` and ${rows.length - NAMED} more` : "";
  return [
    warning(
      "POSTGRES_NO_CONNECTION_LIMIT",
      `These logins may take every connection of the server, and delay ends: ${names.join(", ")}${more}.`,
      `As an administrator of the server, for each login: ALTER ROLE ${escapeIdentifier(first.name)} CONNECTION LIMIT 10;`,
    ),
  ];
}

const NAMED = 5;
