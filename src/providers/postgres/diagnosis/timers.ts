import { escapeIdentifier } from "pg";
import { type Finding, mistake } from "../../../core/findings/finding.ts";
import type { NativeExpiry } from "../configuration.ts";
import type { Query } from "../sessions/query.ts";
import { type CronFault, readCron } from "../timers/cron.ts";

/** Checks that the configured timers can be planted, and that planted ones run. */
export async function diagnoseTimers(
  query: Query,
  { nativeExpiry, home }: { readonly nativeExpiry: NativeExpiry; readonly home: string },
  user: string,
): Promise<Finding[]> {
  if (nativeExpiry === "off") return [];
  const { visible, fault } = await readCron(query);
  return [
    ...(fault === undefined ? [] : describeFault(fault, nativeExpiry, home, user)),
    ...(visible ? await findFailing(query, home) : []),
  ];
}

function describeFault(
  fault: CronFault,
  mode: Exclude<NativeExpiry, "off">,
  home: string,
  user: string,
): Finding[] {
  // Most servers have no pg_cron, and the default does not ask for it.
  if (mode === "auto" && fault === "NO_EXTENSION") return [];
  const { message, fix } = faults[fault](home, user);
  const severity = mode === "required" ? "error" : "warning";
  return [{ code: "POSTGRES_NO_TIMER", severity, at: "", message, fix: `${fix} Or set nativeExpiry: off.` }];
}

const faults: Readonly<Record<CronFault, (home: string, user: string) => Pick<Finding, "message" | "fix">>> =
  {
    NO_EXTENSION: (home) => ({
      message: `No grant gets a timer on the server: the database "${home}" does not have the extension pg_cron.`,
      fix: 'Name the database that has it with cronDatabase in HALLPASS_PROVIDERS, or install it as docs/providers/postgres.md says under "Timers with pg_cron".',
    }),
    NO_ACCESS: (home, user) => ({
      message: `No grant gets a timer on the server: the account "${user}" may not use pg_cron in the database "${home}".`,
      fix: `As an administrator of the server, in that database: GRANT USAGE ON SCHEMA cron TO ${escapeIdentifier(user)};`,
    }),
    TOO_OLD: (home, user) => ({
      message: `No grant gets a timer on the server: the account "${user}" has no cron.schedule(name, schedule, command) in the database "${home}".`,
      fix: "As an administrator of the server: ALTER EXTENSION pg_cron UPDATE; to 1.4 or later, and GRANT EXECUTE on that function.",
    }),
    NOT_RUNNING: () => ({
      message: "No grant gets a timer on the server: the scheduler of pg_cron is not running.",
      fix: "As an administrator of the server: put pg_cron into shared_preload_libraries, this database into cron.database_name, and restart.",
    }),
    NO_IDENTIFIER: (_, user) => ({
      message: `No grant gets a timer on the server: the account "${user}" may not read the server's system identifier, and a job could not tell it from another server.`,
      fix: `As an administrator of the server: GRANT EXECUTE ON FUNCTION pg_control_system() TO ${escapeIdentifier(user)};`,
    }),
  };

// pg_cron records a job that unscheduled itself as failed and canceled: it did its work.
const lastRuns = `
  SELECT count(*)::int AS failing FROM (
    SELECT DISTINCT ON (d.jobid) d.status, d.return_message
      FROM cron.job_run_details d JOIN cron.job j USING (jobid)
     WHERE j.username = current_user AND starts_with(j.jobname::text, 'hallpass-') AND d.end_time IS NOT NULL
     ORDER BY d.jobid, d.runid DESC) AS last
   WHERE status = 'failed' AND return_message IS DISTINCT FROM 'job canceled'`;

async function findFailing(query: Query, home: string): Promise<Finding[]> {
  const [readable] = await query(
    "SELECT FROM pg_class c WHERE c.oid = to_regclass('cron.job_run_details') AND has_table_privilege(c.oid, 'SELECT')",
  );
  if (readable === undefined) return [];
  const [row] = await query<{ failing: number }>(lastRuns);
  if (row === undefined || row.failing === 0) return [];
  return [
    mistake(
      "POSTGRES_TIMER_FAILS",
      `${row.failing} of the timers of Hallpass failed when they last ran.`,
      `As the account of Hallpass, in the database "${home}": SELECT return_message FROM cron.job_run_details ORDER BY runid DESC; where it is "connection failed", set cron.use_background_workers = on and restart the server.`,
    ),
  ];
}
