// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX7: One of three entitlements cannot be granted.
//   X41: One provider hangs for ever.
//   X43: The server behind a provider's name is another one now.
//   HH5: The lent role may end sessions, lock catalogues or take reserved connections (`pg_signal_backend`,
//     `pg_maintain`, `pg_use_reserved_connections`): its holder ends each session of Hallpass, or locks what
//     the end writes.

import { describe, expect, it, vi } from "vitest";
import type { HoldingIds } from "../../../src/core/access/holding.ts";
import { applyEntries, emptyLedger } from "../../../src/core/ledger/ledger.ts";
import type { Change } from "../../../src/core/plan/plan.ts";
import type { Provider } from "../../../src/core/ports/provider.ts";
import { applyPlan } from "../../../src/operations/applying/apply-plan.ts";
import { entriesOf } from "../../../src/operations/applying/entries.ts";
import { ProviderError } from "../../../src/providers/adapter/error.ts";
import { at } from "../../support/builders/ledger.ts";
import { createProvider, intendAt } from "../../support/builders/provider.ts";

const [orders, payroll, mail] = ["orders-db", "payroll-db", "mail"].map((name) => createProvider(name));

it("GX7: one entitlement of three that cannot be granted keeps the others from nobody, and is told of by nobody", async () => {
  payroll?.breakWith(new Error("away"));
  const providers = [orders, payroll, mail].flatMap((each) => (each === undefined ? [] : [each.provider]));
  const changes = await Promise.all(
    providers.map(async (provider): Promise<Change> => {
      const entitlement = { provider: provider.name, resource: "orders", role: "readonly" };
      const ids = await provider.identify("alice", entitlement);
      const holding = { principal: "alice", entitlement, ids, until: at(60) };
      return { kind: "grant", holding, write: true };
    }),
  );
  const byName = new Map(providers.map((provider) => [provider.name, provider]));
  const outcomes = await applyPlan({ changes, unexplained: [] }, byName, () => at(0));
  expect(outcomes.map(({ change, status }) => [change.holding.entitlement.provider, status])).toEqual([
    ["orders-db", "done"],
    ["payroll-db", "failed"],
    ["mail", "done"],
  ]);
  expect(
    outcomes.flatMap((outcome) => entriesOf(outcome)).map(({ entitlement }) => entitlement.provider),
  ).toEqual(["orders-db", "mail"]);
});

describe("of one grant", () => {
  async function grant(connect: NonNullable<Provider["connect"]>, change: Partial<Provider> = {}) {
    const { provider } = createProvider("orders-db");
    const entitlement = { provider: "orders-db", resource: "orders", role: "readonly" };
    const ids = await provider.identify("alice", entitlement);
    const holding = { principal: "alice", entitlement, ids, until: at(60) };
    const plan = { changes: [{ kind: "grant", holding, write: true } as const], unexplained: [] };
    const outcomes = await applyPlan(
      plan,
      new Map([["orders-db", { ...provider, connect, ...change }]]),
      () => at(0),
    );
    return outcomes.flatMap((outcome) => entriesOf(outcome));
  }

  it("the ledger keeps that the person is only invited", async () => {
    const receipt = { changed: true, sessionsEnded: 0, invited: true } as const;
    const [entry] = await grant(() => undefined, { hold: async () => receipt });
    expect(entry).toMatchObject({ kind: "granted", invited: true });
  });

  it("the ledger keeps how to use it", async () => {
    const connection = { kind: "command", text: "psql -U alice" } as const;
    expect(await grant(() => connection)).toMatchObject([{ kind: "granted", connection }]);
  });

  it.each([
    ["cannot say", () => undefined],
    ["fails to say", () => expect.fail("no")],
    ["says on two lines", () => ({ kind: "command", text: "psql\nrm" }) as const],
  ])("an adapter that %s how to use it grants all the same", async (_what, connect) => {
    const [entry, ...more] = await grant(connect);
    expect(entry).toMatchObject({ kind: "granted", changed: true });
    expect(Object.hasOwn(entry ?? {}, "connection")).toBe(false);
    expect(more).toEqual([]);
  });
});

describe("of one provider", () => {
  const people = Array.from({ length: 25 }, (_, index) => `person-${index}`);

  async function planFor(provider: Provider, grants: readonly string[], ends: readonly string[]) {
    const entitlement = { provider: provider.name, resource: "orders", role: "readonly" };
    const holdingOf = async (principal: string) => {
      const ids = await provider.identify(principal, entitlement);
      return { principal, entitlement, ids, until: at(60) };
    };
    const changes: Change[] = [];
    for (const each of grants) changes.push({ kind: "grant", holding: await holdingOf(each), write: true });
    for (const each of ends)
      changes.push({ kind: "revocation", holding: await holdingOf(each), write: true, because: "expiry" });
    return { changes, unexplained: [] };
  }

  it("X41: ten changes are under way at once: 25 that hang take three deadlines, and not 25", async () => {
    const { provider, calls, hang } = createProvider("a");
    const releases = [hang()];
    const plan = await planFor(provider, [], people);
    const applying = applyPlan(plan, new Map([["a", provider]]), () => at(0));
    const counts: number[] = [];
    while (counts.at(-1) !== people.length) {
      await vi.waitFor(() => expect(calls.length).toBe(Math.min(people.length, (counts.at(-1) ?? 0) + 10)));
      counts.push(calls.length);
      releases.push(hang());
      releases.shift()?.();
    }
    releases.shift()?.();
    const outcomes = await applying;
    expect(counts).toEqual([10, 20, 25]);
    expect(outcomes.map(({ change }) => change.holding.principal)).toEqual(people);
  });

  it("no grant begins before the last revocation has ended", async () => {
    const { provider, calls, hang } = createProvider("a");
    const release = hang();
    const plan = await planFor(provider, ["ann", "bob"], ["cid", "dan"]);
    const applying = applyPlan(plan, new Map([["a", provider]]), () => at(0));
    await vi.waitFor(() => expect(calls).toEqual(["revoke", "revoke"]));
    release();
    expect((await applying).map(({ change }) => change.kind)).toEqual([
      "revocation",
      "revocation",
      "grant",
      "grant",
    ]);
    expect(calls).toEqual(["revoke", "revoke", "hold", "hold"]);
  });
});

it.each([
  ["was taken back", { write: true, because: "expiry" }, false],
  ["was held before, and is left", { write: false, because: "expiry" }, true],
  ["was taken back by hand", { write: false, because: "by-hand" }, false],
] as const)("what %s is written down as that", async (_what, how, left) => {
  const { provider } = createProvider("a");
  const entitlement = { provider: "a", resource: "orders", role: "readonly" };
  const holding = {
    ...{ principal: "alice", entitlement, until: at(60) },
    ids: await provider.identify("alice", entitlement),
  };
  const plan = { changes: [{ kind: "revocation", holding, ...how }] as const, unexplained: [] };
  const [outcome] = await applyPlan(plan, new Map([["a", provider]]), () => at(60));
  expect(outcome && entriesOf(outcome)).toMatchObject([{ kind: "revoked", left }]);
});

it.each([
  ["what Hallpass removed", true, "expiry", "server"],
  ["what was gone when Hallpass came", false, "expiry", "gone"],
  ["what somebody removed by hand", false, "by-hand", undefined],
] as const)("%s says by what it ended", async (_what, changed, because, layer) => {
  const { provider } = createProvider("a");
  const { principal, entitlement, ids } = await intendAt(provider, "payments/a", 60);
  const holding = { principal, entitlement, ids, until: at(60) };
  const change: Change = { kind: "revocation", holding, write: because === "expiry", because };
  const receipt = { changed, sessionsEnded: 0 };
  const [told] = entriesOf({ status: "done", change, receipt, at: at(60) }, undefined, "server");
  expect(told?.kind === "revoked" && told.layer).toBe(layer);
});

it("what was taken back by hand is over, though the clock that noticed it says it has not begun", async () => {
  const { provider } = createProvider("a");
  const intent = await intendAt(provider, "payments/a", 60, 30);
  const state = applyEntries(emptyLedger, [intent]);
  const { principal, entitlement, ids } = intent;
  const holding = { principal, entitlement, ids, until: at(60) };
  const change: Change = { kind: "revocation", holding, write: false, because: "by-hand" };
  const receipt = { changed: false, sessionsEnded: 0 };
  const [record] = state.holdings.values();
  const told = entriesOf({ status: "done", change, receipt, at: at(5) }, record);
  expect([...applyEntries(state, told).holdings.values()]).toMatchObject([
    { held: "no", leases: [{ ended: { because: "by-hand" } }] },
  ]);
});

it("of what was taken back by hand only the planted timer is removed, and what fails of that is tried again", async () => {
  const { provider, calls } = createProvider("a");
  const forgotten: string[] = [];
  let broken = true;
  const planting = {
    ...provider,
    forget: async ({ principal }: { principal: string }) => {
      if (broken) throw new Error("away");
      forgotten.push(principal);
    },
  };
  const entitlement = { provider: "a", resource: "orders", role: "readonly" };
  const ids = await provider.identify("alice", entitlement);
  const holding = { principal: "alice", entitlement, ids, until: at(60) };
  const change: Change = { kind: "revocation", holding, write: false, because: "by-hand" };
  const apply = () =>
    applyPlan({ changes: [change], unexplained: [] }, new Map([["a", planting]]), () => at(0));
  const [failed] = await apply();
  expect([failed?.status, failed && entriesOf(failed)]).toEqual(["failed", []]);
  broken = false;
  expect(await apply()).toMatchObject([{ status: "done", receipt: { changed: false } }]);
  expect([forgotten, calls]).toEqual([["alice"], []]);
});

describe("what a provider lists no more", () => {
  const entitlement = { provider: "a", resource: "orders", role: "readonly" };
  async function applyByHand(change: Partial<Provider>) {
    const { provider, calls } = createProvider("a");
    const ids = await provider.identify("alice", entitlement);
    const holding = { principal: "alice", entitlement, ids, until: at(60) };
    await provider.hold(holding);
    calls.splice(0);
    const plan: Change = { kind: "revocation", holding, write: false, because: "by-hand" };
    const changed = { ...provider, ...change };
    const [outcome] = await applyPlan({ changes: [plan], unexplained: [] }, new Map([["a", changed]]), () =>
      at(0),
    );
    return { outcome, left: await provider.listGrants([entitlement]) };
  }
  const identifyAs = (change: Partial<HoldingIds>): Pick<Provider, "identify"> => ({
    identify: async (principal) => ({
      instance: "memory:a",
      principal,
      entitlement: "orders/readonly",
      ...change,
    }),
  });

  it("HH5: because its name stands for another role by now, ends by its recorded ids", async () => {
    const { outcome, left } = await applyByHand(identifyAs({ entitlement: "orders/another" }));
    expect([outcome?.status, left]).toEqual(["done", []]);
  });

  it("X43: because another server answers, is not called ended", async () => {
    const elsewhere = new ProviderError("a", "IDENTITY_CHANGED");
    const { outcome } = await applyByHand({
      ...identifyAs({ instance: "memory:b" }),
      revoke: async () => Promise.reject(elsewhere),
    });
    expect(outcome).toMatchObject({ status: "failed", error: { code: "IDENTITY_CHANGED" } });
    expect(outcome && entriesOf(outcome)).toEqual([]);
  });

  it.each(["UNREACHABLE", "REFUSED"] as const)(
    "is not called ended while the provider does not say what the name stands for (%s)",
    async (code) => {
      const error = new ProviderError("a", code);
      const { outcome } = await applyByHand({ identify: async () => Promise.reject(error) });
      expect(outcome).toMatchObject({ status: "failed", error: { code } });
    },
  );

  it("was taken back by hand where the account is gone, too", async () => {
    const gone = new ProviderError("a", "UNKNOWN_PRINCIPAL");
    const { outcome, left } = await applyByHand({ identify: async () => Promise.reject(gone) });
    expect([outcome?.status, left.length]).toEqual(["done", 1]);
  });
});
