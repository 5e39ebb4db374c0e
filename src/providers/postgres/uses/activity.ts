import type { Activity } from "../../../core/access/activity.ts";
import type { Holding } from "../../../core/access/holding.ts";
import { ProviderError } from "../../adapter/error.ts";
import { isLoginId, nameOfLogin } from "../logins/login.ts";
import type { Query } from "../sessions/query.ts";
import { readSessionLog } from "./session-log.ts";
import { listNewStatements } from "./statements.ts";

export interface Sources {
  readonly provider: string;
  readonly query: Query;
  /** The folder of the server's log, where Hallpass may read it. */
  readonly logFolder: string | undefined;
  /** Absent = the entitlement is no longer in the configuration. */
  readonly database: string | undefined;
  /** Ends the reading of the log. */
  readonly signal: AbortSignal;
}

/**
 * The sessions of the holder's login, by the server's log; without one, what pg_stat_statements shows. `undefined`: neither tells. A
 * standing login's sessions count whether they used the role or not: the server does not say.
 */
export async function readActivity(
  sources: Sources,
  holding: Holding,
  from: Date,
): Promise<Activity[] | undefined> {
  const { principal, ids, until } = holding;
  if (from >= until) return [];
  const { query, logFolder, database, provider, signal } = sources;
  if (logFolder !== undefined) {
    const user = isLoginId(ids.principal) ? nameOfLogin(ids.principal) : principal;
    const isLogged = await logsConnections(query);
    const search = { folder: logFolder, user, database, from, until, signal };
    const { activity, isWhole } = await readSessionLog(search).catch((error: unknown) => {
      throw new ProviderError(provider, "UNREACHABLE", error);
    });
    // A standing login may have been connected since before, and leave no line.
    const isProof = isLogged && isWhole && isLoginId(ids.principal);
    return activity.length > 0 || isProof ? activity : undefined;
  }
  // A login made for the grant is gone, and its number with it.
  if (isLoginId(ids.principal)) return undefined;
  const statements = await listNewStatements(query, { login: ids.principal, database, from, until });
  return statements.length > 0 ? statements : undefined;
}

/** `on` before 18, or a list of what is logged. Only superusers and those they let can switch it off for an account. */
async function logsConnections(query: Query): Promise<boolean> {
  const [row] = await query<{ value: string }>("SELECT current_setting('log_connections') AS value");
  return ["on", "all", "authentication", "authorization"].some((word) =>
    (row?.value ?? "").split(/\W+/u).includes(word),
  );
}
