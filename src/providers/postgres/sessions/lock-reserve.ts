import { randomInt } from "node:crypto";
import { DatabaseError } from "pg";
import { ENDINGS_NAME } from "./connect.ts";
import { endSessionsOf, type Locks, listAlive, NONE, readAccounts } from "./end-without-locks.ts";
import type { Query } from "./query.ts";

/** Twice what PostgreSQL reckons with for each session unless `max_locks_per_transaction` says otherwise. */
const RESERVED = 128;

/** Given back one after the other: another session may take what one of them frees. */
const PORTION = RESERVED / 4;

/** The locks that the kept connection holds in reserve. */
export interface LockReserve {
  /**
   * Takes them if they are not held, on the kept connection alone, and reads what an ending needs of the catalogues. Takes none elsewhere, or
   * where the table of locks is full. Throws if a query fails otherwise.
   */
  take(query: Query): Promise<void>;
  /** The next locks to give back; `undefined` when all were given back. */
  spend(): Locks | undefined;
  /** The session that held them is gone. */
  lose(): void;
  /** Every one of them was taken, and none was given back. */
  isHeld(): boolean;
}

/** Their keys cannot be guessed, so that no other session waits for them. */
export function createLockReserve(random: () => number = () => randomInt(2 ** 31)): LockReserve {
  let keySpace = random();
  let held = 0;
  const isHeld = (): boolean => held === RESERVED;
  return {
    async take(query) {
      if (isHeld()) return void (await reserveLocks(query, undefined));
      held = 0;
      keySpace = random();
      if (await reserveLocks(query, keySpace)) held = RESERVED;
    },
    spend() {
      if (held === 0) return undefined;
      held -= PORTION;
      return { keySpace, first: held, count: PORTION };
    },
    lose() {
      held = 0;
    },
    isHeld,
  };
}

/**
 * Takes locks that stand for nothing, so that giving them back makes room; with no key space it takes none. What else an ending needs of the
 * catalogues is read by the way: the session remembers it, and needs no lock for it later. Returns whether it took all of them.
 */
async function reserveLocks(query: Query, keySpace: number | undefined): Promise<boolean> {
  try {
    await readAccounts(query);
    await endSessionsOf(query, NONE);
    await listAlive(query, []);
    if (keySpace === undefined) return false;
    // Those that are left of the last reserve.
    await query("SELECT pg_advisory_unlock_all()");
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

export function isOutOfLocks(error: unknown): boolean {
  if (error instanceof DatabaseError) return error.code === OUT_OF_MEMORY;
  return error instanceof Error && error.cause !== undefined && isOutOfLocks(error.cause);
}
