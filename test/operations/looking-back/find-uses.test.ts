import { expect, it } from "vitest";
import type { Activity } from "../../../src/core/access/activity.ts";
import type { LedgerEntry } from "../../../src/core/ledger/ledger-entry.ts";
import { findUses } from "../../../src/operations/looking-back/find-uses.ts";
import { createLookback } from "../../../src/operations/memory/lookback.ts";
import { at, grantedEntry, intentEntry, lease, revokedEntry } from "../../support/builders/ledger.ts";
import { createProvider } from "../../support/builders/provider.ts";
import { createWorld } from "../world.ts";

const HOUR = 3600;
const alice = lease({ endsAt: at(60) });
const ended = [
  intentEntry(alice),
  grantedEntry(alice, at(1), at(60)),
  revokedEntry(alice, at(60), at(60)),
] satisfies LedgerEntry[];

/** Alice's access ended at 60 s; `answers` is what her provider's log tells. */
function lookingBack(activity?: () => Promise<Activity[] | undefined>) {
  const { provider } = createProvider("orders-db");
  const world = createWorld([{ ...provider, ...(activity && { activity }) }], ended);
  const lookback = createLookback();
  const deps = { ...world.deps, lookback };
  return {
    ...world,
    lookback,
    look: () => findUses(deps),
    news: async () => lookback.listNews((await deps.ledger.read()).state),
  };
}

const did = (...seconds: number[]): Activity[] =>
  seconds.map((second) => ({ at: at(second), action: "SELECT on a secret table" }));

it("an hour after the end a use is counted, with its first and last time and nothing of what was done", async () => {
  const { look, news, setTime, learn, lookback, deps } = lookingBack(async () => did(30, 10, 20));
  setTime(60 + HOUR - 1);
  expect(await look()).toBe(0);
  setTime(60 + HOUR);
  expect(await look()).toBe(1);
  const found = await news();
  const use = { kind: "read", count: 3, first: at(10), last: at(30) };
  expect(found).toEqual([
    {
      ...{ kind: "used", principal: "alice", entitlement: alice.entitlement },
      ...{ request: alice.request, use, at: at(60 + HOUR) },
    },
  ]);
  expect(JSON.stringify(found)).not.toContain("secret");
  expect(await look()).toBe(0);
  learn(found);
  const { state } = await deps.ledger.read();
  expect([...state.holdings.values()][0]?.leases[0]?.used).toEqual(use);
  lookback.forget(state);
  expect(await news()).toEqual([]);
  expect(await look()).toBe(0);
});

it("access that the log does not show was not used", async () => {
  const { look, news, setTime } = lookingBack(async () => []);
  setTime(60 + HOUR);
  await look();
  expect(await news()).toMatchObject([{ use: { kind: "read", count: 0 } }]);
});

it("a log that cannot be read is asked again for a day, and then it cannot tell", async () => {
  const { look, news, setTime } = lookingBack(() => Promise.reject(new Error("away")));
  setTime(60 + HOUR);
  expect(await look()).toBe(0);
  setTime(60 + 24 * HOUR);
  expect(await look()).toBe(1);
  expect(await news()).toMatchObject([{ use: { kind: "unread", count: 0 } }]);
});

it("a provider without a log is not asked, and what ended long ago neither", async () => {
  const none = lookingBack();
  none.setTime(60 + HOUR);
  expect(await none.look()).toBe(0);
  const old = lookingBack(async () => did(10));
  old.setTime(8 * 24 * HOUR);
  expect(await old.look()).toBe(0);
});

it("a provider that has nothing to say is not asked again, and nothing is recorded", async () => {
  let asked = 0;
  const { look, news, setTime } = lookingBack(async () => {
    asked++;
    return undefined;
  });
  setTime(60 + HOUR);
  expect(await look()).toBe(0);
  expect(await look()).toBe(0);
  expect(asked).toBe(1);
  expect(await news()).toEqual([]);
});
