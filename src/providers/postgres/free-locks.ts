import type { Receipt } from "../../core/access/grant.ts";
import type { HoldingIds } from "../../core/access/holding.ts";
import {
  endSessionsOf,
  listAlive,
  listHeirs,
  memberOf,
  NONE,
  type Whose,
} from "./sessions/end-without-locks.ts";
import { isOutOfLocks, type LockReserve } from "./sessions/lock-reserve.ts";
import type { Query } from "./sessions/query.ts";
import { waitForNone } from "./sessions/repeat.ts";
import { limitKept, type StepLimits } from "./sessions/step-limits.ts";

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
 * reads accounts. In that case gives back locks that the kept connection holds in reserve, ends the holder's sessions in
 * the room that this makes, and runs the ending again.
 */
export function createLockRoom(reserve: LockReserve): Ending {
  return async (query, ids, limits, work) => {
    const ended = new Set<number>();
    for (let tries = 1; ; tries += 1) {
      try {
        const receipt = await work();
        // The end is done, whatever comes of the reserve.
        await reserve.take(query).catch(() => undefined);
        return { ...receipt, sessionsEnded: receipt.sessionsEnded + ended.size };
      } catch (error) {
        if (tries === MOST_TRIES || !isOutOfLocks(error)) throw error;
        await query("ROLLBACK");
        const pids = await makeRoom(query, ids, limits, reserve);
        if (pids.length === 0) throw error;
        for (const pid of pids) ended.add(pid);
      }
    }
  };
}

async function makeRoom(
  query: Query,
  ids: HoldingIds,
  limits: StepLimits,
  reserve: LockReserve,
): Promise<number[]> {
  const own = await endInRoom(query, memberOf(ids), limits, reserve);
  // An account that can become the member may have taken the locks. This reads tables in the room that is left.
  const heirs = await listHeirs(query, ids).catch(() => NONE);
  const pids = [...own, ...(await endSessionsOf(query, heirs))];
  await waitForNone(query, limits.goneMs / MOST_TRIES, () => listAlive(query, pids));
  return pids;
}

/** Another session may take the room before ours reads the accounts; each portion of the reserve is a further try. */
async function endInRoom(
  query: Query,
  whose: Whose,
  limits: StepLimits,
  reserve: LockReserve,
): Promise<number[]> {
  for (let locks = reserve.spend(); locks !== undefined; locks = reserve.spend()) {
    try {
      return await endSessionsOf(query, whose, locks);
    } catch (error) {
      if (!isOutOfLocks(error)) throw error;
    }
  }
  // After a change of roles the session has lost its own account from its cache and can call no function. This releases its locks without one.
  await query("DISCARD ALL");
  const pids = await endSessionsOf(query, whose);
  await limitKept(query, limits);
  return pids;
}
