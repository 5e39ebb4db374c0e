import { ProviderError } from "../../adapter/error.ts";
import { errnoOf } from "../connections/failure.ts";
import type { Query } from "../connections/query.ts";

/** Another call ended it, or it ended itself. */
const NO_SUCH_THREAD = 1094;

/**
 * Kills the sessions of all accounts with this user name: neither server tells which of them a session belongs to. Needed because a role that a
 * session has set outlives its REVOKE. Returns their ids.
 */
export async function killSessions(query: Query, user: string): Promise<string[]> {
  const ids = await listSessions(query, user);
  for (const id of ids) await kill(query, id);
  return ids;
}

/**
 * While a session runs a routine, a trigger or an event with the rights of its definer, PROCESSLIST shows the definer in place of the account that
 * logged in. `performance_schema.threads` shows the latter, where it is switched on.
 */
export const sessionSources = [
  { table: "information_schema.PROCESSLIST", id: "ID", user: "USER" },
  { table: "performance_schema.threads", id: "PROCESSLIST_ID", user: "PROCESSLIST_USER" },
] as const;

/** Our account may not read it. */
const DENIED = new Set([1044, 1142]);

async function listSessions(query: Query, user: string): Promise<string[]> {
  const [shown, loggedIn] = sessionSources;
  const ids = await listFrom(query, shown, user);
  try {
    return [...new Set([...ids, ...(await listFrom(query, loggedIn, user))])];
  } catch (error) {
    if (DENIED.has(errnoOf(error) ?? 0)) return ids;
    throw error;
  }
}

async function listFrom(
  query: Query,
  { table, id, user: column }: (typeof sessionSources)[number],
  user: string,
): Promise<string[]> {
  const rows = await query<{ id: string }>(
    `SELECT CAST(${id} AS CHAR) AS id FROM ${table} WHERE BINARY ${column} = ? AND ${id} <> CONNECTION_ID()`,
    [user],
  );
  return rows.map((row) => row.id);
}

async function kill(query: Query, id: string): Promise<void> {
  if (!/^\d{1,20}$/u.test(id)) throw new Error(`The id ${JSON.stringify(id)} of a session is no number.`);
  try {
    await query(`KILL CONNECTION ${id}`);
  } catch (error) {
    if (errnoOf(error) !== NO_SUCH_THREAD) throw error;
  }
}

const PAUSE_SECONDS = 0.02;

/** Waits until these sessions are gone. Throws BUSY when one stays: it may be undoing a long transaction. */
export async function waitUntilGone(
  query: Query,
  provider: string,
  user: string,
  killed: readonly string[],
  milliseconds: number,
): Promise<void> {
  const end = performance.now() + milliseconds;
  for (;;) {
    const alive = (await listSessions(query, user)).filter((id) => killed.includes(id));
    if (alive.length === 0) return;
    if (performance.now() >= end)
      throw new ProviderError(
        provider,
        "BUSY",
        new Error(`${alive.length} sessions did not end when asked to.`),
      );
    await query("DO SLEEP(?)", [PAUSE_SECONDS]);
  }
}
