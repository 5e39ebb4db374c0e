import { type Finding, mistake, warning } from "../../../core/findings/finding.ts";
import type { Query } from "../connections/query.ts";
import type { Flavour } from "../server.ts";
import { findSchedulerFault, type SchedulerFault } from "../timers/scheduler.ts";
import type { Declared } from "./declared.ts";

/** Checks that the server runs events, also after a restart, and that those planted did run. */
export async function diagnoseEvents(
  query: Query,
  flavour: Flavour,
  { schema, nativeExpiry }: Declared,
): Promise<Finding[]> {
  if (nativeExpiry === "off") return [];
  const fault = await findSchedulerFault(query, flavour, schema);
  const say = nativeExpiry === "required" ? mistake : warning;
  return [
    ...(fault === undefined
      ? []
      : [
          say(
            "MYSQL_NO_EVENTS",
            `No grant gets an event of its own: ${describe(fault, schema)}.`,
            fix(fault, schema),
          ),
        ]),
    ...(await findStuck(query, schema)),
  ];
}

const describe = (fault: SchedulerFault, schema: string): string =>
  ({
    off: "the event scheduler is off, and with it off nothing happens at the end",
    "until-restart": "the event scheduler was switched on with SET GLOBAL, which a restart forgets",
    "no-schema": `the account of Hallpass sees no schema "${schema}"`,
    "no-right": `the account of Hallpass may make no events in "${schema}"`,
  })[fault];

function fix(fault: SchedulerFault, schema: string): string {
  if (fault === "no-schema")
    return `As an administrator of the server: CREATE DATABASE ${schema}; and GRANT EVENT ON ${schema}.* to the account of Hallpass.`;
  if (fault === "no-right")
    return `As an administrator of the server: GRANT EVENT ON ${schema}.* to the account of Hallpass.`;
  return "Write event_scheduler = ON below [mysqld] in the server's option file, and restart the server. Or set nativeExpiry: off.";
}

/** An event drops itself within seconds of its end. One that a replica received is disabled there, and stays so when it takes over. */
async function findStuck(query: Query, schema: string): Promise<Finding[]> {
  const rows = await query<{ name: string; status: string }>(
    `SELECT EVENT_NAME AS name, STATUS AS status FROM information_schema.EVENTS
      WHERE EVENT_SCHEMA = ? AND EVENT_NAME LIKE 'hallpass-%'
        AND (STATUS <> 'ENABLED' OR STARTS < UTC_TIMESTAMP() - INTERVAL 2 MINUTE) ORDER BY 1`,
    [schema],
  );
  return rows.map(({ name, status }) =>
    mistake(
      "MYSQL_EVENT_STUCK",
      status === "ENABLED"
        ? `The event ${schema}.${name} did not finish in time.`
        : `The event ${schema}.${name} is ${status}: it will not run.`,
      status === "ENABLED"
        ? "Look at the server's error log, and check that the event scheduler runs and that the account of Hallpass still may revoke the role and kill sessions."
        : `As an administrator of the server: ALTER EVENT ${schema}.\`${name}\` ENABLE;`,
    ),
  );
}
