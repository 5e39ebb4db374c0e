// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV5: The subject held the role before.
//   RV9: The provider says done, and still lists it.
//   GX8: A provider fails after it did what it was asked.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LedgerEntry } from "../../src/core/ledger/ledger-entry.ts";
import { endLate } from "../../src/operations/ending/end.ts";
import { readState } from "../../src/operations/round/state.ts";
import { settle as settleAll } from "../../src/operations/settle.ts";
import { withDeadline } from "../../src/providers/adapter/deadline.ts";
import { ProviderError } from "../../src/providers/adapter/error.ts";
import { at, START } from "../support/builders/ledger.ts";
import { createProvider, intendAt } from "../support/builders/provider.ts";
import { createWorld, endNow, kindsOf } from "./world.ts";

beforeEach(() => void vi.useFakeTimers({ now: START }));
afterEach(() => void vi.useRealTimers());

const REQUEST = "payments/a";
const entitlement = { provider: "a", resource: "orders", role: "readonly" };

/** One lease of alice's until 60 s, at a provider that hangs as soon as it is asked to hold it. */
async function setUp(container: "separate" | "shared") {
  const inner = createProvider("a", container);
  const provider = withDeadline(inner.provider);
  const world = createWorld([provider], [await intendAt(provider, REQUEST, 60)]);
  /** Deadlines and operations go by the same virtual clock. */
  const deps = { ...world.deps, now: () => new Date() };
  const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);
  const settle = async () => (await settleAll(deps, (await readState(deps)).state)).outcomes;
  const isHeld = async () => (await inner.provider.listGrants([entitlement])).length > 0;
  /** Asks for the grant, and waits until that is given up. What was asked is still under way: `land` lets it take effect. */
  const loseGrant = async () => {
    const land = inner.hang();
    const granting = settle();
    await pass(3);
    inner.mend();
    const outcomes = await granting;
    return { outcomes, land };
  };
  return { ...world, ...inner, deps, pass, settle, isHeld, loseGrant };
}

describe.each(["separate", "shared"] as const)(
  "a grant that lands late, where grants are %s",
  (container) => {
    it("RV9, GX8: is given up as failed, and asked for again while the lease is live", async () => {
      const { loseGrant, settle, isHeld, pass } = await setUp(container);
      const { outcomes, land } = await loseGrant();
      expect(outcomes).toMatchObject([{ status: "failed", error: { code: "TIMEOUT" }, at: at(3) }]);
      expect(kindsOf(await settle())).toEqual(["grant done"]);
      land();
      await pass(0);
      expect([kindsOf(await settle()), await isHeld()]).toEqual([[], true]);
    });

    it("RV9, GX8: after the end is ended by the next look", async () => {
      const { loseGrant, settle, isHeld, pass, deps } = await setUp(container);
      const { land } = await loseGrant();
      await pass(57);
      expect(kindsOf(await endNow(deps, "a"))).toEqual(["revocation done"]);
      await pass(20);
      land();
      await pass(0);
      expect(await isHeld()).toBe(true);
      expect([kindsOf(await settle()), await isHeld()]).toEqual([["revocation done"], false]);
      expect(await settle()).toEqual([]);
    });

    it("RV9: and by a look that needs no GitHub", async () => {
      const { loseGrant, isHeld, pass, deps } = await setUp(container);
      const { land } = await loseGrant();
      await pass(57);
      await endNow(deps, "a");
      land();
      await pass(0);
      expect([kindsOf(await endLate(deps, "a")), await isHeld()]).toEqual([["revocation done"], false]);
      expect(await endLate(deps, "a")).toEqual([]);
    });

    it.each([
      ["soon", 0],
      ["as soon as the provider can do it, hours later", 7200],
    ])("RV9: after an early end, taken back %s", async (_name, seconds) => {
      const { loseGrant, settle, isHeld, pass, deps, learn, breakWith } = await setUp(container);
      const { land } = await loseGrant();
      await pass(7);
      const ended: LedgerEntry = { kind: "ended", request: REQUEST, because: "command", at: at(10) };
      learn([ended]);
      breakWith(new ProviderError("a", "UNREACHABLE"));
      expect(kindsOf(await endNow(deps, "a"))).toEqual(["revocation failed"]);
      breakWith(undefined);
      await pass(seconds);
      expect(kindsOf(await endNow(deps, "a"))).toEqual(["revocation done"]);
      await pass(60);
      land();
      await pass(0);
      expect(await isHeld()).toBe(true);
      expect([kindsOf(await settle()), await isHeld()]).toEqual([["revocation done"], false]);
    });

    it("RV9: while the end waits for it, so that the end comes second", async () => {
      const { hang, mend, settle, isHeld, pass, deps, calls } = await setUp(container);
      await pass(59);
      const land = hang();
      const granting = settle();
      await pass(1);
      mend();
      const ending = endNow(deps, "a");
      await pass(2);
      expect([kindsOf(await granting), kindsOf(await ending)]).toEqual([
        ["grant failed"],
        ["revocation done"],
      ]);
      expect(calls).toEqual(["hold", "revoke"]);
      land();
      await pass(30);
      expect([kindsOf(await settle()), await isHeld()]).toEqual([["revocation done"], false]);
    });
  },
);

it("RV5: what shows up later than a late effect could, where grants cannot be told apart, is somebody else's", async () => {
  const { provider, settle, isHeld, pass, deps } = await setUp("shared");
  await settle();
  await pass(60);
  await endNow(deps, "a");
  await pass(90);
  await provider.hold({
    principal: "alice",
    entitlement,
    ids: await provider.identify("alice", entitlement),
    until: at(999),
  });
  expect([await settle(), await isHeld()]).toEqual([[], true]);
});

it.each([
  ["by a clock that is a minute ahead is still looked for", 120, ["revocation done"]],
  ["by one that was a day ahead is somebody else's as soon as it is there again", 86_400, []],
])("RV5: what was taken back %s", async (_what, when, outcomes) => {
  const { provider } = createProvider("a", "shared");
  const intent = await intendAt(provider, REQUEST, 60);
  const { principal, ids } = intent;
  const { deps } = createWorld(
    [provider],
    [
      intent,
      {
        ...{ kind: "revoked", principal, entitlement, at: at(when), scheduled: at(60) },
        ...{ because: "expiry", sessionsEnded: 0, left: false },
      },
    ],
  );
  await provider.hold({ principal, entitlement, ids, until: at(999) });
  expect(
    kindsOf((await settleAll({ ...deps, now: () => at(61) }, (await readState(deps)).state)).outcomes),
  ).toEqual(outcomes);
});
