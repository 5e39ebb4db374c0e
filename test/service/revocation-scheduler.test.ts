// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV8: A revocation fails again and again.
//   RV9: The provider says done, and still lists it.

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Provider } from "../../src/core/ports/provider.ts";
import type { Deps } from "../../src/operations/round/deps.ts";
import { createWorld, withBackoff } from "../operations/world.ts";
import { START } from "../support/builders/ledger.ts";
import { createProvider, intendAt } from "../support/builders/provider.ts";
import { startRevocations } from "../support/steps.ts";

beforeEach(() => void vi.useFakeTimers({ now: START }));
afterEach(() => void vi.useRealTimers());

/** What ends one lease of alice's, from now to 60 seconds. */
async function setUp(provider: Provider) {
  const intent = await intendAt(provider, "payments/a", 60);
  const world = createWorld([provider], [intent]);
  const onEnded = vi.fn();
  const deps = { ...withBackoff(world.deps), now: () => new Date() };
  const start = (change: Partial<Deps> = {}) => startRevocations({ ...deps, ...change }, onEnded);
  return { ...world, intent, deps, start, onEnded };
}

const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);

it("RV9: what lands after a look has read the provider is found by the look that was asked for meanwhile", async () => {
  const { provider } = createProvider("a");
  let answer = (): void => undefined;
  const slow = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const listGrants: Provider["listGrants"] = async (asked) => {
    const grants = await provider.listGrants(asked);
    await slow;
    return grants;
  };
  const { deps, intent, start } = await setUp({ ...provider, listGrants });
  const { principal, entitlement, ids } = intent;
  await pass(60);
  const scheduler = start();
  scheduler.endSoon("a");
  await pass(0);
  scheduler.lookSoon("a");
  await pass(0);
  await deps.providers.get("a")?.hold({ principal, entitlement, ids, until: new Date() });
  scheduler.lookSoon("a");
  answer();
  await scheduler.idle();
  expect(await provider.listGrants([entitlement])).toEqual([]);
  scheduler.stop();
});

it("RV8: what has ended and cannot be read here is looked at again in seconds, by itself", async () => {
  const { provider, calls } = createProvider("a");
  const { deps, start, onEnded } = await setUp(provider);
  let failures = 2;
  const read: Deps["journal"]["read"] = async () => {
    if (failures-- > 0) throw new Error("EIO");
    return deps.journal.read();
  };
  await pass(60);
  const scheduler = start({ journal: { ...deps.journal, read } });
  scheduler.endSoon("a");
  await pass(0);
  expect([calls, onEnded.mock.calls.length]).toEqual([[], 0]);
  await pass(4);
  expect([calls, onEnded.mock.calls.length]).toEqual([["revoke"], 1]);
  scheduler.stop();
});
