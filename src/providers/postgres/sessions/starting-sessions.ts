import { DatabaseError } from "pg";
import type { Query } from "./query.ts";
import { waitForNone } from "./repeat.ts";

/**
 * SQL that asks of the row `l` of pg_locks whether its session is between authentication and its first command. By then it may
 * have set a role (`options=-c role=…`) and may stay for minutes (`post_auth_delay`, which every client may set), and
 * pg_stat_activity does not say whose it is. Until it is listed it keeps a lock on its database that no statement takes
 * (InitPostgres, src/backend/utils/init/postinit.c of PostgreSQL).
 */
export const isStarting = `l.locktype = 'object' AND l.classid = 'pg_database'::regclass AND l.mode = 'RowExclusiveLock'
  AND l.pid <> pg_backend_pid()`;

/** SQL condition on the row `l`: its session is one of `pids`, and is not listed with an account yet. */
export const isUnsettled = (pids: string): string => `${isStarting} AND l.pid = ANY (${pids})
  AND NOT EXISTS (SELECT FROM pg_stat_activity s WHERE s.pid = l.pid AND s.usesysid IS NOT NULL)`;

async function listStarting(query: Query): Promise<number[]> {
  const rows = await query<{ pid: number }>(`SELECT DISTINCT l.pid FROM pg_locks l WHERE ${isStarting}`);
  return rows.map(({ pid }) => pid);
}

/** Waits a while until starting sessions are listed with an account or gone, then ends the rest and waits for their end. */
export async function settleStarting(query: Query, milliseconds: number): Promise<void> {
  const pids = await listStarting(query);
  if (pids.length === 0) return;
  const left = await waitForNone(query, milliseconds, () => listUnsettled(query, pids));
  for (const pid of left) await terminate(query, pid);
  await waitForNone(query, milliseconds, () => listUnsettled(query, left));
}

async function listUnsettled(query: Query, pids: readonly number[]): Promise<number[]> {
  const rows = await query<{ pid: number }>(
    `SELECT DISTINCT l.pid FROM pg_locks l WHERE ${isUnsettled("$1")}`,
    [pids],
  );
  return rows.map(({ pid }) => pid);
}

async function terminate(query: Query, pid: number): Promise<void> {
  try {
    await query("SELECT pg_terminate_backend($1)", [pid]);
  } catch (error) {
    // A superuser's, which is not ours to end and holds nothing of ours.
    if (!(error instanceof DatabaseError && error.code === "42501")) throw error;
  }
}
