import type { Query } from "../connections/query.ts";
import type { Flavour } from "../server.ts";

/** Why the server will not run an event of ours. */
export type SchedulerFault = "off" | "until-restart" | "no-schema" | "no-right";

interface Row {
  readonly state: string;
  /** How the setting came about; `null` where our account may not see it. */
  readonly origin: string | null;
}

/**
 * MariaDB: "Information Schema SYSTEM_VARIABLES Table": `GLOBAL_VALUE_ORIGIN` is `SQL` for SET GLOBAL, which a restart forgets. MySQL Reference
 * Manual: "Performance Schema variables_info Table"; there the scheduler is on by default.
 */
const settings = {
  mariadb: `SELECT GLOBAL_VALUE AS state, GLOBAL_VALUE_ORIGIN AS origin FROM information_schema.SYSTEM_VARIABLES
             WHERE VARIABLE_NAME = 'EVENT_SCHEDULER'`,
  mysql: "SELECT @@GLOBAL.event_scheduler AS state, NULL AS origin",
} as const;

/** Checks that events run, and still run after a restart: with the scheduler off, an event stays ENABLED and nothing happens. */
export async function findSchedulerFault(
  query: Query,
  flavour: Flavour,
  schema: string,
): Promise<SchedulerFault | undefined> {
  const [row] = await query<Row>(settings[flavour]);
  if (row?.state !== "ON") return "off";
  if (row.origin === "SQL") return "until-restart";
  // Shows a schema to those with a right on it.
  const [own] = await query("SELECT 1 AS found FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = ?", [
    schema,
  ]);
  if (own === undefined) return "no-schema";
  return (await mayMakeEvents(query, schema)) ? undefined : "no-right";
}

async function mayMakeEvents(query: Query, schema: string): Promise<boolean> {
  const rows = await query(
    `SELECT 1 AS found FROM information_schema.SCHEMA_PRIVILEGES
      WHERE PRIVILEGE_TYPE = 'EVENT' AND REPLACE(TABLE_SCHEMA, '\\', '') = ?
      UNION SELECT 1 FROM information_schema.USER_PRIVILEGES WHERE PRIVILEGE_TYPE = 'EVENT'`,
    [schema],
  );
  return rows.length > 0;
}
