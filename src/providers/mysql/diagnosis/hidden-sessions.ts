import { type Finding, warning } from "../../../core/findings/finding.ts";
import { errnoOf } from "../connections/failure.ts";
import type { Query } from "../connections/query.ts";

/** Our account may not read it. */
const DENIED = new Set([1044, 1142]);

/** Checks that a session cannot hide from its end behind another account's routine. */
export async function diagnoseHiddenSessions(query: Query): Promise<Finding[]> {
  if (await seesOwnLogin(query)) return [];
  return [
    warning(
      "MYSQL_HIDDEN_SESSIONS",
      "Hallpass cannot see who logged in to a session that runs a routine of another account: a holder's session that waits in one outlives the end, with the role.",
      "Write performance_schema = ON below [mysqld] in the server's option file, restart the server, and as an administrator: GRANT SELECT ON performance_schema.threads to the account of Hallpass.",
    ),
  ];
}

async function seesOwnLogin(query: Query): Promise<boolean> {
  try {
    const rows = await query(
      "SELECT 1 AS found FROM performance_schema.threads WHERE PROCESSLIST_ID = CONNECTION_ID() AND PROCESSLIST_USER IS NOT NULL",
    );
    return rows.length > 0;
  } catch (error) {
    if (DENIED.has(errnoOf(error) ?? 0)) return false;
    throw error;
  }
}
