import { escapeIdentifier } from "pg";
import { type Finding, mistake, warning } from "../../../core/findings/finding.ts";
import { isMarked } from "../logins/login.ts";
import type { Query } from "../sessions/query.ts";

interface User {
  readonly name: string;
  readonly held: readonly string[];
}

/** Checks that logins per grant can be created, with which rights, and that earlier ones were dropped. */
export async function diagnoseLogins(query: Query, { name, held }: User): Promise<Finding[]> {
  const [row] = await query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int AS version",
  );
  const isWide = row !== undefined && row.version < 160_000;
  return [...describeRight(name, held.includes("CREATEROLE"), isWide), ...(await findLeft(query))];
}

function describeRight(name: string, held: boolean, isWide: boolean): Finding[] {
  if (!held) {
    return [
      mistake(
        "POSTGRES_NO_CREATEROLE",
        `The account "${name}" may not make logins.`,
        `As an administrator of the server: ALTER ROLE ${escapeIdentifier(name)} CREATEROLE; or set logins: standing.`,
      ),
    ];
  }
  if (!isWide) return [];
  return [
    warning(
      "POSTGRES_WIDE_CREATEROLE",
      `The account "${name}" has CREATEROLE, which before PostgreSQL 16 is power over every role but superusers.`,
      "Upgrade the server, or set logins: standing.",
    ),
  ];
}

async function findLeft(query: Query): Promise<Finding[]> {
  const rows = await query<{ name: string }>(
    `SELECT r.rolname::text AS name FROM pg_roles r WHERE NOT r.rolcanlogin AND ${isMarked("r.oid")} ORDER BY 1`,
  );
  return rows.map(({ name }) =>
    warning(
      "POSTGRES_LOGIN_LEFT",
      `The login "${name}" was closed and could not be dropped: it owns something, was given rights, or was locked by another account.`,
      `As an administrator, in each database: REASSIGN OWNED BY ${escapeIdentifier(name)} TO another_role; DROP OWNED BY ${escapeIdentifier(name)}; and then DROP ROLE ${escapeIdentifier(name)};`,
    ),
  );
}
