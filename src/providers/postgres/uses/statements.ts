import type { Activity } from "../../../core/access/activity.ts";
import type { Query } from "../sessions/query.ts";

/** A login's statements in one time. */
export interface Search {
  readonly login: string;
  /** Absent = in every database. */
  readonly database: string | undefined;
  readonly from: Date;
  readonly until: Date;
}

/**
 * Kinds of statements that a login ran for the first time in a period, by pg_stat_statements (1.11, from PostgreSQL 17 on: `stats_since`),
 * each once. Statements it ran before are not among them, so an empty list says nothing. Reads no text of a statement, and needs no right
 * beyond those that everybody has. Empty where the extension is not in this database, is not loaded, or is older.
 */
export async function listNewStatements(
  query: Query,
  { login, database, from, until }: Search,
): Promise<Activity[]> {
  const schema = await findSchema(query);
  if (schema === undefined) return [];
  const rows = await query<{ at: Date; name: string | null }>(
    `SELECT s.stats_since AS at, d.datname AS name
       FROM ${schema}.pg_stat_statements(false) s LEFT JOIN pg_database d ON d.oid = s.dbid
      WHERE s.userid::text = $1 AND ($2::text IS NULL OR d.datname::text = $2)
        AND s.stats_since >= $3 AND s.stats_since < $4
      ORDER BY s.stats_since LIMIT 1000`,
    [login, database ?? null, from, until],
  );
  return rows.map(({ at, name }) => ({
    at,
    action: `new kind of statement on ${(name ?? "").replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ")}`,
  }));
}

/**
 * The quoted schema, where the function is a member of the extension (anybody may make another of its name), may be called, and its library
 * is loaded: its settings exist only then.
 */
async function findSchema(query: Query): Promise<string | undefined> {
  const [row] = await query<{ schema: string }>(
    `SELECT quote_ident(n.nspname) AS schema
       FROM pg_extension e
       JOIN pg_depend d ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid
                       AND d.classid = 'pg_proc'::regclass AND d.deptype = 'e'
       JOIN pg_proc p ON p.oid = d.objid AND p.proname = 'pg_stat_statements' AND 'stats_since' = ANY (p.proargnames)
       JOIN pg_namespace n ON n.oid = p.pronamespace
      WHERE e.extname = 'pg_stat_statements' AND has_schema_privilege(n.oid, 'USAGE')
        AND has_function_privilege(p.oid, 'EXECUTE')
        AND current_setting('pg_stat_statements.max', true) IS NOT NULL`,
  );
  return row?.schema;
}
