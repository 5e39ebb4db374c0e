import { escapeLiteral } from "pg";
import { listHolders } from "../sessions/end-sessions.ts";
import { isStarting, isUnsettled } from "../sessions/starting-sessions.ts";

/** The target of a timer, by ids alone: a name in a job could inject SQL, and could mean another account by then. */
export interface TimerTarget {
  /** The job's name. */
  readonly name: string;
  /** The server's system identifier, in digits: a job restored from a dump on another server must do nothing there. */
  readonly systemIdentifier: string;
  readonly roleId: string;
  readonly memberId: string;
  readonly until: Date;
}

export const EVERY_MINUTE = "* * * * *";

/** A timer runs every minute from this time before the end, and every hour before. If it misses one change-over, it gets another. */
export const MINUTES_FROM_HOURS = 2;

/**
 * The job: SQL that does nothing before `until` or once its job was planted anew, and then what `revoke` does, in the
 * same order: it takes the role back and commits, ends the member's sessions unless another grant still gives the role, and
 * unschedules itself when they are gone. A lock that holds the REVOKE back is waited for a moment and keeps no session
 * open: the sessions end, and the REVOKE is tried again. Cut off anywhere, it does the rest a minute later.
 * Throws `Error` for ids that are not digits.
 */
export function buildTimerCommand({ name, systemIdentifier, roleId, memberId, until }: TimerTarget): string {
  const [system, role, member] = [systemIdentifier, roleId, memberId].map(asDigits);
  const ends = escapeLiteral(until.toISOString());
  const job = escapeLiteral(name);
  // Reads the row late, because an extension recorded while this run was starting has replaced it.
  const findOwn = `SELECT jobid, schedule, command INTO own FROM cron.job
   WHERE jobname = ${job} AND username = current_user AND strpos(command, ${ends}) > 0`;
  const holders = listHolders(`'${role}'`, `'${member}'`, "false");
  const signal = `pids := ARRAY(SELECT pid FROM pg_stat_activity
                 WHERE pid <> pg_backend_pid() AND usesysid IN (${holders}));
    PERFORM pg_terminate_backend(pid) FROM unnest(pids) AS pid;`;
  return `DO $hallpass$
DECLARE
  separate constant boolean := current_setting('server_version_num')::int >= 160000;
  own record;
  held record;
  pids int[];
  failure text;
BEGIN
  PERFORM pg_catalog.set_config('search_path', 'pg_catalog, pg_temp', false);
  PERFORM set_config('lock_timeout', '250ms', false), set_config('default_transaction_read_only', 'off', false);
  COMMIT;
  FOR round IN 1..2 LOOP
    ${takeLock(job)}
    ${findOwn};
    IF NOT FOUND OR NOT EXISTS (SELECT FROM pg_control_system() WHERE system_identifier = ${system}) THEN
      RETURN;
    END IF;
    IF now() < ${ends}::timestamptz THEN
      IF own.schedule <> '${EVERY_MINUTE}' AND now() >= ${ends}::timestamptz - interval '${MINUTES_FROM_HOURS} hours' THEN
        PERFORM cron.schedule(${job}, '${EVERY_MINUTE}', own.command);
      END IF;
      RETURN;
    END IF;
    SELECT r.rolname AS role, m.rolname AS member INTO held
      FROM pg_roles r, pg_roles m WHERE r.oid = ${role} AND m.oid = ${member};
    failure := NULL;
    IF FOUND THEN
      BEGIN
        EXECUTE format(CASE WHEN separate THEN 'REVOKE %I FROM %I GRANTED BY CURRENT_USER CASCADE'
                            ELSE 'REVOKE %I FROM %I CASCADE' END, held.role, held.member);
      EXCEPTION WHEN OTHERS THEN
        failure := SQLERRM;
      END;
    END IF;
    COMMIT;
    EXIT WHEN failure IS NULL;
    ${signal}
    PERFORM set_config('lock_timeout', '2s', false);
  END LOOP;
  pids := ARRAY(SELECT DISTINCT l.pid FROM pg_locks l WHERE ${isStarting});
  FOR attempt IN 1..10 LOOP
    PERFORM pg_stat_clear_snapshot();
    pids := ARRAY(SELECT DISTINCT l.pid FROM pg_locks l WHERE ${isUnsettled("pids")});
    EXIT WHEN pids = '{}';
    PERFORM pg_sleep(0.1);
  END LOOP;
  FOR i IN 1..cardinality(pids) LOOP
    BEGIN
      PERFORM pg_terminate_backend(pids[i]);
    EXCEPTION WHEN insufficient_privilege THEN
      NULL;
    END;
  END LOOP;
  PERFORM pg_stat_clear_snapshot();
  ${signal}
  FOR attempt IN 1..100 LOOP
    PERFORM pg_stat_clear_snapshot();
    EXIT WHEN NOT EXISTS (SELECT FROM pg_stat_activity WHERE pid = ANY (pids));
    IF attempt = 100 THEN RETURN; END IF;
    PERFORM pg_sleep(0.1);
  END LOOP;
  IF failure IS NOT NULL THEN
    RAISE EXCEPTION 'The role could not be taken back, and is tried again in a minute: %', failure;
  END IF;
  ${takeLock(job)}
  ${findOwn};
  IF FOUND THEN
    PERFORM cron.unschedule(own.jobid);
  END IF;
END
$hallpass$`;
}

/**
 * SQL that tries to take the lock of a job until the end of the transaction, and returns whether it got it. Grants and extensions take it
 * too, so that a run which read an earlier end cannot revoke them. Every account can take and keep such a lock, so callers wait for it
 * only a while: otherwise a subject could delay the end.
 */
export const tryLock = (job: string): string => `pg_try_advisory_xact_lock(hashtextextended(${job}, 0))`;

const takeLock = (job: string): string => `FOR attempt IN 1..20 LOOP
    EXIT WHEN ${tryLock(job)};
    PERFORM pg_sleep(0.1);
  END LOOP;`;

function asDigits(id: string): string {
  if (!/^\d{1,20}$/u.test(id))
    throw new Error(`The id ${JSON.stringify(id)} is not a number; a timer needs numeric ids.`);
  return id;
}
