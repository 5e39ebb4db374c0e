import { expect, it } from "vitest";
import { decide } from "../../../src/core/decision/decision.ts";
import { applyEntries, emptyLedger } from "../../../src/core/ledger/ledger.ts";
import type { LedgerEntry } from "../../../src/core/ledger/ledger-entry.ts";
import type { Provider } from "../../../src/core/ports/provider.ts";
import { hadToWait, intend } from "../../../src/operations/granting/intend.ts";
import { createRecheckSchedule } from "../../../src/operations/memory/recheck-schedule.ts";
import { CAROL, merged } from "../../support/builders/evidence.ts";
import { at, revokedEntry } from "../../support/builders/ledger.ts";
import { createProvider, intendAt } from "../../support/builders/provider.ts";

const evidence = merged();
const proven = { evidence, decision: decide(evidence), of: 1 };

/** Of the memory provider: its deadline is a second. */
const LATE_SECONDS = 2;

/** The first lease is over and taken back at 60 s; or goes on, and what was there before it was taken back then. */
async function setUp(container: "separate" | "shared", revokedAt = 60, end = 60) {
  const { provider } = createProvider("a", container);
  const before = await intendAt(provider, "payments/a", end);
  const { principal, entitlement, ids } = before;
  const revoked: LedgerEntry = revokedEntry({ principal, entitlement }, at(revokedAt), at(60), {
    left: false,
  });
  const state = applyEntries(emptyLedger, [before, revoked]);
  const { lease } = await intendAt(provider, "payments/b", 600, 61);
  let now = at(0);
  const deps = { providers: new Map([["a", provider]]), now: () => now, rechecks: createRecheckSchedule() };
  return {
    provider,
    deps,
    hold: () => provider.hold({ principal, entitlement, ids, until: at(60) }),
    revoke: () => provider.revoke({ principal, entitlement, ids, until: at(60) }),
    setTime: (seconds: number) => {
      now = at(seconds);
    },
    intendNext: (known = deps) => intend(known, state, lease, proven),
    hadToWait: (startsAt: number, known = deps) =>
      hadToWait(known, state, [{ ...lease, startsAt: at(startsAt) }]),
  };
}

it("waits for what may still land before it looks at what is held, however long that takes", async () => {
  const { deps, provider, setTime, hold, revoke, intendNext } = await setUp("shared");
  setTime(61);
  await hold();
  const listGrants: Provider["listGrants"] = async (asked) => {
    const grants = await provider.listGrants(asked);
    await revoke();
    setTime(60 + LATE_SECONDS);
    return grants;
  };
  const slow = { ...deps, providers: new Map([["a", { ...provider, listGrants }]]) };
  expect(await intendNext(slow)).toEqual(at(60 + LATE_SECONDS));
});

it("takes what landed late, and is not taken back yet, for nobody else's: it waits until it is", async () => {
  const { setTime, hold, revoke, intendNext } = await setUp("shared");
  await hold();
  setTime(60 + LATE_SECONDS);
  await expect(intendNext()).rejects.toThrow("A late call gave");
  await revoke();
  expect(await intendNext()).toMatchObject({ kind: "intent", heldBefore: false });
});

it("takes what shows up later than that for somebody else's", async () => {
  const { setTime, hold, intendNext } = await setUp("shared");
  await hold();
  setTime(60 + 90);
  expect(await intendNext()).toMatchObject({ heldBefore: true });
});

it("waits for no clock that was ahead when it was taken back: what this process knows of was before that", async () => {
  const { setTime, intendNext } = await setUp("separate", 86_400);
  setTime(70);
  expect(await intendNext()).toEqual(at(70 + LATE_SECONDS));
  setTime(71);
  expect(await intendNext()).toEqual(at(70 + LATE_SECONDS));
  setTime(70 + LATE_SECONDS);
  expect(await intendNext()).toMatchObject({ kind: "intent" });
});

it("takes what is there in our own name, and no ledger tells of, for nobody else's", async () => {
  const { provider, deps, hold } = await setUp("separate");
  await hold();
  const { lease } = await intendAt(provider, "payments/b", 600);
  expect(await intend(deps, emptyLedger, lease, proven)).toMatchObject({ heldBefore: false });
});

it("takes what another replica gives back to a lease that is live for that lease's", async () => {
  const { setTime, hold, intendNext } = await setUp("shared", 60, 600);
  await hold();
  setTime(70);
  expect(await intendNext()).toMatchObject({ kind: "intent", heldBefore: false });
});

it.each([
  [60, true],
  [60 + LATE_SECONDS - 1, true],
  [60 + LATE_SECONDS, false],
])("a lease that began at %d s had to wait for the end at 60 s: %s", async (startsAt, expected) => {
  const { deps, provider, setTime, ...scene } = await setUp("separate");
  setTime(900);
  expect(await scene.hadToWait(startsAt)).toBe(expected);
  const identify = () => Promise.reject(new Error("down"));
  const down = { ...deps, providers: new Map([["a", { ...provider, identify }]]) };
  expect(await scene.hadToWait(startsAt, down)).toBe(false);
});

it("names what proves the grant: the content, the reviews that counted, and each rule with its reason", async () => {
  const { setTime, intendNext } = await setUp("separate");
  setTime(900);
  const { pull, file, rules, merge } = evidence;
  expect(await intendNext()).toMatchObject({
    proof: {
      head: pull.head.sha,
      blob: file?.blob,
      merge: merge?.commit,
      codeowners: rules.ids.codeowners,
      reviews: [{ id: 7000 + CAROL.id, reviewer: CAROL, commit: pull.head.sha }],
      met: expect.arrayContaining([
        { rule: "Code owners approved exactly this", says: "Approved by carol." },
      ]),
    },
  });
});
