import type { Query } from "../sessions/query.ts";

/** The extension pg_cron (https://github.com/citusdata/pg_cron) as our account sees it in its database. */
export interface Cron {
  /** Whether our account sees its own jobs here. If not, there are none to replace or remove. */
  readonly visible: boolean;
  /** The reason that no timer can be planted; `undefined` when one can. */
  readonly fault: CronFault | undefined;
}

export type CronFault = "NO_EXTENSION" | "NO_ACCESS" | "TOO_OLD" | "NOT_RUNNING" | "NO_IDENTIFIER";

interface Row {
  readonly installed: boolean;
  readonly visible: boolean;
  readonly named: boolean;
  readonly running: boolean;
  readonly identified: boolean;
}

// Functions count only as members of the extension: anybody may have made a schema called "cron". Whether the library
// is preloaded only superusers may ask, so its scheduler is looked for; its name is the same from 1.3 to 1.6, and a
// session that calls itself so is not the bootstrap superuser's (10).
const question = `
  SELECT e.oid IS NOT NULL AS installed,
         coalesce(has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(j.oid, 'SELECT'), false) AS visible,
         EXISTS (SELECT FROM pg_proc p JOIN pg_depend d ON d.classid = 'pg_proc'::regclass AND d.objid = p.oid
                  WHERE d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid AND d.deptype = 'e'
                    AND p.pronamespace = n.oid AND p.proname = 'schedule' AND p.pronargs = 3
                    AND has_function_privilege(p.oid, 'EXECUTE')) AS named,
         EXISTS (SELECT FROM pg_stat_activity
                  WHERE application_name = 'pg_cron scheduler' AND usesysid = 10) AS running,
         has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE') AS identified
    FROM (SELECT) AS always
    LEFT JOIN pg_extension e ON e.extname = 'pg_cron'
    LEFT JOIN pg_namespace n ON n.nspname = 'cron' AND e.oid IS NOT NULL
    LEFT JOIN pg_class j ON j.relnamespace = n.oid AND j.relname = 'job'`;

export async function readCron(query: Query): Promise<Cron> {
  const [row] = await query<Row>(question);
  if (row === undefined) throw new Error("PostgreSQL returned no row for its extensions.");
  return { visible: row.visible, fault: findFault(row) };
}

function findFault({ installed, visible, named, running, identified }: Row): CronFault | undefined {
  if (!installed) return "NO_EXTENSION";
  if (!visible) return "NO_ACCESS";
  if (!named) return "TOO_OLD";
  if (!running) return "NOT_RUNNING";
  return identified ? undefined : "NO_IDENTIFIER";
}
