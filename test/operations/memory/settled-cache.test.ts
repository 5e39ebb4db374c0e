// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV9: The provider says done, and still lists it.

import { expect, it } from "vitest";
import type { Provider } from "../../../src/core/ports/provider.ts";
import { endDue, endLate } from "../../../src/operations/ending/end.ts";
import { createSettledCache } from "../../../src/operations/memory/settled-cache.ts";
import { readState } from "../../../src/operations/round/state.ts";
import { settle as settleAll } from "../../../src/operations/settle.ts";
import { at } from "../../support/builders/ledger.ts";
import { createProvider, intendAt } from "../../support/builders/provider.ts";
import { createWorld, kindsOf } from "../world.ts";

const entitlement = { provider: "a", resource: "orders", role: "readonly" };
const HOURS = 3600;

/** One lease of alice's until 60 s, taken back then, at a provider that counts what it is asked. */
async function setUp(overrides: Partial<Provider> = {}) {
  const { provider: inner } = createProvider("a");
  let asked = 0;
  let away = false;
  const provider: Provider = {
    ...inner,
    listGrants: async (entitlements) => {
      asked++;
      if (away) throw new Error("away");
      return inner.listGrants(entitlements);
    },
    ...overrides,
  };
  const intent = await intendAt(inner, "payments/a", 60);
  const world = createWorld([provider], [intent]);
  const deps = { ...world.deps, settledCache: createSettledCache() };
  const settle = async (seconds: number) => {
    world.setTime(seconds);
    return kindsOf((await settleAll(deps, (await readState(deps)).state)).outcomes);
  };
  await settle(0);
  world.setTime(60);
  await endDue(deps, "a");
  asked = 0;
  const landLate = () => inner.hold({ principal: "alice", entitlement, ids: intent.ids, until: at(60) });
  return {
    ...{ world, deps, settle, landLate },
    countAsked: () => asked,
    setAway: (is: boolean) => {
      away = is;
    },
  };
}

it("RV9: what has ended is looked for until a listing shows it gone, however long none can be had", async () => {
  const { settle, landLate, setAway } = await setUp();
  setAway(true);
  await settle(100);
  await landLate();
  await settle(3 * HOURS);
  setAway(false);
  expect(await settle(5 * HOURS)).toEqual(["revocation done"]);
});

it("RV9: also by a look that needs no GitHub, and after a restart", async () => {
  const { deps, world, landLate } = await setUp();
  await landLate();
  world.setTime(5 * HOURS);
  const restarted = { ...deps, settledCache: createSettledCache() };
  expect(kindsOf(await endLate(restarted, "a"))).toEqual(["revocation done"]);
});

it("is asked about no more once it was seen to be gone when nothing could land any more, and not before", async () => {
  const { settle, countAsked } = await setUp();
  const counts: number[] = [];
  for (const seconds of [100, 149, 150, 151, 5 * HOURS]) {
    await settle(seconds);
    counts.push(countAsked());
  }
  expect(counts).toEqual([1, 2, 3, 3, 3]);
});

it("is asked about again once it was granted again", async () => {
  const { settle, countAsked, world, deps } = await setUp();
  await settle(200);
  const { provider } = createProvider("a");
  world.learn([await intendAt(provider, "payments/b", 1000, 900)]);
  expect(await settle(900)).toEqual(["grant done"]);
  world.setTime(1000);
  await endDue(deps, "a");
  await settle(1090);
  const before = countAsked();
  await settle(1091);
  expect([before, countAsked()]).toEqual([3, 3]);
});

it("is nothing to ask about where the configuration names it no longer, and keeps nothing else from being read", async () => {
  const mistake = { code: "RULES_MOVED", severity: "error", at: "", message: "", fix: "" } as const;
  const { deps, world } = await setUp();
  world.setTime(61);
  const known = deps.providers.get("a");
  if (known === undefined) throw new Error("The world has no provider.");
  const renamed = new Map([["a", { ...known, check: () => [mistake] }]]);
  for (const providers of [new Map<string, Provider>(), renamed]) {
    expect(await settleAll({ ...deps, providers }, (await readState(deps)).state)).toEqual({
      outcomes: [],
      unlisted: 0,
    });
  }
});
