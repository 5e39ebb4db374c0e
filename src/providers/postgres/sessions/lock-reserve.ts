import { randomInt } from "node:crypto";
import { DatabaseError } from "pg";
import { ENDINGS_NAME } from "./connect.ts";
import { endSessionsOf, listAlive, NONE } from "./end-without-locks.ts";
import type { Query } from "./query.ts";

/** Twice what PostgreSQL reckons with for each session unless `max_locks_per_transaction` says otherwise. */
const RESERVED = 128;

/** The locks that the kept connection holds in reserve. */
export interface LockReserve {
  /** Takes them, on the kept connection alone. Takes none elsewhere, or where the table of locks is full. Throws if a query fails otherwise. */
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

export function isOutOfLocks(error: unknown): boolean {
  if (error instanceof DatabaseError) return error.code === OUT_OF_MEMORY;
  return error instanceof Error && error.cause !== undefined && isOutOfLocks(error.cause);
}
