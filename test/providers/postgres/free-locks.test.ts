// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   HH1: The holder locks what the revocation has to write (their own role's row, a table) and keeps the
//     transaction open.

import { expect, it } from "vitest";
import { createLockRoom } from "../../../src/providers/postgres/free-locks.ts";
import { createLockReserve } from "../../../src/providers/postgres/sessions/lock-reserve.ts";
import type { Query } from "../../../src/providers/postgres/sessions/query.ts";

/** A session that gets so many of the locks it tries for, and remembers the keys it tried. */
function session(free: () => number) {
  const keys: unknown[] = [];
  const query = (async (sql: string, values?: readonly unknown[]) => {
    if (!sql.includes("pg_try_advisory_lock")) return [];
    keys.push(values?.[0]);
    return Array.from({ length: 128 }, (_, n) => ({ taken: n < free() }));
  }) as Query;
  return { query, keys };
}

it.each([
  [0, false],
  [127, false],
  [128, true],
])("HH1: %d of 128 locks taken: the reserve is held: %s", async (free, isHeld) => {
  const reserve = createLockReserve();
  await reserve.take(session(() => free).query);
  expect(reserve.isHeld()).toBe(isHeld);
});

it("HH1: a reserve that could not be taken is tried for again at each end, until it is held", async () => {
  let free = 0;
  const { query, keys } = session(() => free);
  const reserve = createLockReserve();
  await reserve.take(query);
  const inLockRoom = createLockRoom(reserve);
  const ids = { instance: "i", principal: "16384", entitlement: "16385" };
  const limits = { lockMs: 1, statementMs: 1, goneMs: 1, startingMs: 1 };
  const end = () => inLockRoom(query, ids, limits, async () => ({ changed: true, sessionsEnded: 0 }));
  await end();
  free = 128;
  await end();
  await end();
  expect(keys).toHaveLength(3);
});

it("HH1: the keys of the next reserve are others: who saw the last ones waits in vain", async () => {
  const { query, keys } = session(() => 128);
  const reserve = createLockReserve();
  await reserve.take(query);
  reserve.lose();
  await reserve.take(query);
  expect(new Set(keys).size).toBe(2);
});
