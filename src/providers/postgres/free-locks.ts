import { randomInt } from "node:crypto";
import { DatabaseError } from "pg";
import type { Receipt } from "../../core/access/grant.ts";
import type { HoldingIds } from "../../core/access/holding.ts";
import { isLoginId, nameOfLogin } from "./logins/login.ts";
import { ENDINGS_NAME } from "./sessions/connect.ts";
import type { Query } from "./sessions/query.ts";
import { waitForNone } from "./sessions/repeat.ts";
import type { StepLimits } from "./sessions/step-limits.ts";

/** Sessions that were told to end free their locks within milliseconds; others of the holder's may take them at once. */
const MOST_TRIES = 4;

type Ending = (
  query: Query,
  ids: HoldingIds,
  limits: StepLimits,
  work: () => Promise<Receipt>,
) => Promise<Receipt>;

/**
 * Runs endings. PostgreSQL lets one session fill the table of locks that all share; then no REVOKE works, and no statement that
 * reads accounts. In that case gives back the locks that the kept connection holds in reserve, ends the holder's sessions in
 * the room that this makes, and runs the ending again.
 */
export function createLockRoom(reserve: LockReserve): Ending {
  const makeRoomOn: typeof makeRoom = (...given) => {
    reserve.spend();
    return makeRoom(...given);
  };
  return async (query, ids, limits, work) => {
    const ended = new Set<number>();
    for (let tries = 1; ; tries += 1) {
      try {
        const receipt = await work();
        if (!reserve.isHeld()) await reserve.take(query);
        return { ...receipt, sessionsEnded: receipt.sessionsEnded + ended.size };
      } catch (error) {
        if (tries === MOST_TRIES || !isOutOfLocks(error)) throw error;
        await query("ROLLBACK");
        const pids = await makeRoomOn(query, ids, limits);
        if (pids.length === 0) throw error;
        for (const pid of pids) ended.add(pid);
      }
    }
  };
}

/** Twice what PostgreSQL reckons with for each session unless `max_locks_per_transaction` says otherwise. */
const RESERVED = 128;

/** The locks that the kept connection holds in reserve. */
export interface LockReserve {
  /** Takes them, on the kept connection alone. Elsewhere, or where the table of locks is full, it takes none and does not throw. */
  take(query: Query): Promise<void>;
  /** They were given back. */
  spend(): void;
  /** Every one of them was taken, and none was given back. */
  isHeld(): boolean;
}

/** Their keys cannot be guessed, so that no other session waits for them. */
export function createLockReserve(random: () => number = () => randomInt(2 ** 31)): LockReserve {
  let keySpace = random();
  let isHeld = false;
  return {
    async take(query) {
      isHeld = await reserveLocks(query, keySpace);
    },
    spend() {
      isHeld = false;
      keySpace = random();
    },
    isHeld: () => isHeld,
  };
}

/**
 * Takes locks that stand for nothing, so that giving them back makes room. What else an ending needs of the catalogues is read once by
 * the way: the session remembers it, and needs no lock for it later. Returns whether it holds all of them.
 */
async function reserveLocks(query: Query, keySpace: number): Promise<boolean> {
  try {
    await endSessionsOf(query, NONE);
    await listAlive(query, []);
    const tried = await query<{ taken: boolean }>(
      `SELECT pg_try_advisory_lock($1, n) AS taken FROM generate_series(0, ${RESERVED - 1}) AS n
        WHERE current_setting('application_name') = $2`,
      [keySpace, ENDINGS_NAME],
    );
    return tried.filter(({ taken }) => taken).length === RESERVED;
  } catch (error) {
    if (!isOutOfLocks(error)) throw error;
    return false;
  }
}

/** SQLSTATE of "out of shared memory", and of a server without memory: https://www.postgresql.org/docs/18/errcodes-appendix.html */
const OUT_OF_MEMORY = "53200";

function isOutOfLocks(error: unknown): boolean {
  if (error instanceof DatabaseError) return error.code === OUT_OF_MEMORY;
  return error instanceof Error && error.cause !== undefined && isOutOfLocks(error.cause);
}

async function makeRoom(query: Query, ids: HoldingIds, limits: StepLimits): Promise<number[]> {
  const own = await endSessionsOf(query, memberOf(ids));
  // An account that may become the member may have taken the locks. This reads tables, in what is left of the room.
  const heirs = await listHeirs(query, ids).catch(() => NONE);
  const pids = [...own, ...(await endSessionsOf(query, heirs))];
  await waitForNone(query, limits.goneMs / MOST_TRIES, () => listAlive(query, pids));
  return pids;
}

/** The owners of sessions: by id, or by the name of a login that was made for a grant. */
interface Whose {
  readonly ids: readonly string[];
  readonly names: readonly string[];
}

const NONE: Whose = { ids: [], names: [] };

const memberOf = ({ principal }: HoldingIds): Whose =>
  isLoginId(principal) ? { ids: [], names: [nameOfLogin(principal)] } : { ids: [principal], names: [] };

/**
 * In one statement, so that no other session takes the room in between, and by functions alone: a relation of the statement would be locked
 * before the first of them runs. Never ends sessions of our own account.
 */
async function endSessionsOf(query: Query, { ids, names }: Whose): Promise<number[]> {
  const rows = await query<{ pid: number }>(
    `SELECT s.pid, pg_terminate_backend(s.pid)
       FROM (SELECT count(pg_advisory_unlock_all())::int AS done) freed,
            LATERAL pg_stat_get_activity(nullif(freed.done, freed.done)) s,
            LATERAL pg_stat_get_activity(pg_backend_pid()) own
      WHERE s.usesysid IS NOT NULL AND s.usesysid <> own.usesysid
        AND (s.usesysid::text = ANY ($1) OR (cardinality($2::text[]) > 0 AND pg_get_userbyid(s.usesysid)::text = ANY ($2)))`,
    [ids, names],
  );
  return rows.map(({ pid }) => pid);
}

/** Roles that are members of the member, at any distance. None is a superuser, whose sessions are not ours to end. */
async function listHeirs(query: Query, ids: HoldingIds): Promise<Whose> {
  const { ids: numbers, names } = memberOf(ids);
  const rows = await query<{ id: string }>(
    `WITH RECURSIVE heir(id) AS (
       SELECT oid FROM pg_roles WHERE oid::text = ANY ($1) OR rolname::text = ANY ($2)
        UNION SELECT a.member FROM pg_auth_members a JOIN heir ON a.roleid = heir.id
     ) SELECT h.id::text AS id FROM heir h JOIN pg_roles r ON r.oid = h.id WHERE NOT r.rolsuper`,
    [numbers, names],
  );
  return { ids: rows.map(({ id }) => id), names: [] };
}

const listAlive = (query: Query, pids: readonly number[]): Promise<object[]> =>
  query("SELECT s.pid FROM unnest($1::int[]) AS p, LATERAL pg_stat_get_activity(p) s", [pids]);
