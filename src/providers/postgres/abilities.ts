import { toPhrases } from "../../core/text/phrases.ts";
import type { Query } from "./sessions/query.ts";

interface Held {
  readonly privileges: string;
  readonly count: number;
  readonly names: readonly string[];
}

/** Kinds of access, each with so many tables of it by name. */
const MOST_KINDS = 12;
const MOST_NAMES = 3;

/**
 * What a role may do with the tables and views of this database, also by the roles it inherits from and by PUBLIC
 * (https://www.postgresql.org/docs/18/functions-info.html, "Access Privilege Inquiry Functions"). Counts no single columns, no functions,
 * and no role that it would have to switch to.
 */
export async function listAbilities(query: Query, role: string): Promise<string[]> {
  const rows = await query<Held>(
    `WITH tables AS MATERIALIZED (
       SELECT c.oid, format('%I.%I', n.nspname, c.relname) AS name
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
          AND has_schema_privilege($1::name, n.oid, 'USAGE')
     ), held AS (
       SELECT name, string_agg(privilege, ', ' ORDER BY place) AS privileges
         FROM tables, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) WITH ORDINALITY AS p(privilege, place)
        WHERE has_table_privilege($1::name, oid, privilege)
        GROUP BY name
     )
     SELECT privileges, count(*)::int AS count, (array_agg(name ORDER BY name))[1:${MOST_NAMES}] AS names
       FROM held GROUP BY privileges ORDER BY count(*) DESC, privileges LIMIT ${MOST_KINDS}`,
    [role],
  );
  return toPhrases(rows.map(describeHeld));
}

function describeHeld({ privileges, count, names }: Held): string {
  const rest = count - names.length;
  return `${privileges} on ${count} ${count === 1 ? "table" : "tables"}: ${names.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
