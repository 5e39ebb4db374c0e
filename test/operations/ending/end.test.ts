// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV4: GitHub is down at the end.
//   RV7: An extension arrives while the end is being carried out.
//   RV8: A revocation fails again and again.
//   GX9: A provider says that it is asked too often.
//   AU3: The repository is deleted.
//   X41: One provider hangs for ever.
//   RO7: The disk is full or read-only, file descriptors are few, or the clock steps by an hour.

import { describe, expect, it, vi } from "vitest";
import { applyEntries, emptyLedger } from "../../../src/core/ledger/ledger.ts";
import type { JournalEntry } from "../../../src/core/ledger/ledger-entry.ts";
import { planChanges } from "../../../src/core/plan/plan.ts";
import type { Log } from "../../../src/core/ports/log.ts";
import type { Provider } from "../../../src/core/ports/provider.ts";
import { carryOut } from "../../../src/operations/applying/carry-out.ts";
import { endDue } from "../../../src/operations/ending/end.ts";
import { recordJournal } from "../../../src/operations/round/record.ts";
import { readState } from "../../../src/operations/round/state.ts";
import { readView } from "../../../src/operations/round/view.ts";
import { withDeadline } from "../../../src/providers/adapter/deadline.ts";
import { ProviderError } from "../../../src/providers/adapter/error.ts";
import { at } from "../../support/builders/ledger.ts";
import { createListener } from "../../support/builders/log.ts";
import { createProvider, intendAt } from "../../support/builders/provider.ts";
import { createWorld, endNow, kindsOf, withBackoff } from "../world.ts";

describe("endDue", () => {
  it("RV4, AU3: ends what has ended and writes it down, without the ledger's branch or GitHub", async () => {
    const { provider, calls } = createProvider("a");
    const { deps, journal, setTime } = createWorld([provider], [await intendAt(provider, "payments/a", 60)]);
    setTime(60);
    expect(await endNow(deps, "a")).toMatchObject([{ status: "done" }]);
    expect([calls, journal]).toMatchObject([
      ["revoke"],
      [{ kind: "revoked", at: at(60), because: "expiry" }],
    ]);
    expect(await endNow(deps, "a")).toEqual([]);
  });

  it("X41, GX9: ends at one provider while another hangs", async () => {
    const [a, b] = [createProvider("a"), createProvider("b")];
    const entries = [
      await intendAt(a.provider, "payments/a", 60),
      await intendAt(b.provider, "payments/b", 60),
    ];
    const { deps, setTime } = createWorld([a.provider, b.provider], entries);
    const release = b.hang();
    setTime(60);
    const hanging = endNow(deps, "b");
    expect(await endNow(deps, "a")).toMatchObject([{ status: "done" }]);
    release();
    expect(await hanging).toMatchObject([{ status: "done" }]);
  });

  it("RV8: fails as an outcome, and plans it again", async () => {
    const { provider, breakWith } = createProvider("a");
    const { deps, journal, setTime } = createWorld([provider], [await intendAt(provider, "payments/a", 60)]);
    setTime(60);
    breakWith(new Error("down"));
    expect(await endNow(deps, "a")).toMatchObject([{ status: "failed" }]);
    expect(journal).toMatchObject([{ kind: "failed", at: at(60), code: "UNEXPECTED" }]);
    breakWith(undefined);
    expect(await endNow(deps, "a")).toMatchObject([{ status: "done" }]);
    const { state } = await readState(deps);
    expect([...state.holdings.values()]).toMatchObject([
      { held: "no", revocations: [{ scheduled: at(60), at: at(60), because: "expiry" }] },
    ]);
    expect([...state.holdings.values()][0]).not.toHaveProperty("failing");
  });

  it("RV8: is told of at once when it fails, after a minute, and then every hour", async () => {
    const { provider, breakWith } = createProvider("a");
    const { deps, journal, setTime } = createWorld([provider], [await intendAt(provider, "payments/a", 60)]);
    breakWith(new ProviderError("a", "UNREACHABLE"));
    for (let seconds = 60; seconds <= 60 + 3 * 3600; seconds += 10) {
      setTime(seconds);
      await endNow(deps, "a");
    }
    expect(journal.map(({ at: time }) => time)).toEqual([60, 120, 3720, 7320].map(at));
    const { state } = await readState(deps);
    expect([...state.holdings.values()]).toMatchObject([
      { held: "undetermined", failing: { since: at(60), at: at(7320), code: "UNREACHABLE" } },
    ]);
  });

  it("tells what it did where another machine's clock is ahead of its own, and does it once", async () => {
    const { provider, calls } = createProvider("a");
    const intent = await intendAt(provider, "payments/a", 60);
    const { principal, entitlement } = intent;
    const granted = { kind: "granted" as const, principal, entitlement, until: at(60), changed: true };
    const ended = { kind: "ended" as const, request: "payments/a", because: "removal" as const };
    const { deps, setTime } = createWorld(
      [provider],
      [intent, { ...granted, at: at(40) }, { ...ended, at: at(5) }],
    );
    setTime(5);
    expect(await endNow(deps, "a")).toMatchObject([{ status: "done" }]);
    expect(await endNow(deps, "a")).toEqual([]);
    expect(calls).toEqual(["revoke"]);
  });

  it("ends what was to begin by another machine's clock and was ended there, whatever its own clock says", async () => {
    const { provider, calls } = createProvider("a");
    const ended = { kind: "ended" as const, request: "payments/a", because: "removal" as const, at: at(35) };
    const { deps, setTime } = createWorld(
      [provider],
      [await intendAt(provider, "payments/a", 60, 30), ended],
    );
    setTime(5);
    expect(await endNow(deps, "a")).toMatchObject([{ status: "done" }]);
    expect(await endNow(deps, "a")).toEqual([]);
    expect(calls).toEqual(["revoke"]);
  });

  it("says that a provider is gone from the configuration, and keeps trying", async () => {
    const { provider } = createProvider("a");
    const { deps, setTime } = createWorld([], [await intendAt(provider, "payments/a", 60)]);
    setTime(60);
    const [outcome] = await endNow(deps, "a");
    expect(String(outcome?.status === "failed" && outcome.error)).toContain('no provider "a"; put it back');
  });

  it("RV7: does not cut an extension that was learned of while a slow grant was under way", async () => {
    const { provider, calls, hang } = createProvider("a");
    const first = await intendAt(provider, "payments/a", 60);
    const { deps, setTime, learn } = createWorld([provider], [first]);
    const release = hang();
    const { state } = await readState(deps);
    const granting = carryOut(deps, planChanges(state, new Map(), at(0)));
    await vi.waitFor(() => expect(calls).toEqual(["hold"]));
    setTime(60);
    const ending = endNow(deps, "a");
    learn([await intendAt(provider, "payments/b", 120, 50)]);
    release();
    expect([await granting, await ending, calls]).toMatchObject([[{ status: "done" }], [], ["hold"]]);
  });
});

describe("with patience", () => {
  const people = Array.from({ length: 25 }, (_, index) => `person-${index}`);
  const away = new ProviderError("a", "UNREACHABLE");

  /** A lease of each until 60 s, and the time is then. */
  async function setUp(names: readonly string[], log?: Log) {
    const inner = createProvider("a");
    const intents = names.map((name) => intendAt(inner.provider, `payments/${name}`, 60, 0, name));
    const world = createWorld([inner.provider], await Promise.all(intents));
    world.setTime(60);
    const deps = withBackoff(world.deps, log);
    // Whoever plans a grant has asked.
    await deps.providers.get("a")?.traits();
    return { ...inner, ...world, deps };
  }
  const provider = (deps: { readonly providers: ReadonlyMap<string, Provider> }): Provider => {
    const found = deps.providers.get("a");
    if (found === undefined) throw new Error("There is no provider.");
    return found;
  };
  const grantDue = async (deps: Parameters<typeof carryOut>[0]) =>
    carryOut(deps, planChanges((await readState(deps)).state, new Map(), deps.now()));
  const failuresOf = (journal: readonly JournalEntry[]): string[] =>
    journal.flatMap((entry) => (entry.kind === "failed" ? [entry.principal] : []));

  it("RV8: leaves alone what failed, longer each time, and tries it for ever", async () => {
    const { deps, calls, breakWith, setTime } = await setUp(["ann"]);
    breakWith(new ProviderError("a", "REFUSED"));
    const tried: number[] = [];
    for (let seconds = 60; seconds < 60 + 3600; seconds++) {
      setTime(seconds);
      const before = calls.length;
      await endNow(deps, "a");
      if (calls.length > before) tried.push(seconds - 60);
    }
    expect(tried.slice(0, 9)).toEqual([0, 1, 3, 7, 15, 31, 63, 123, 183]);
    expect(tried.at(-1)).toBeGreaterThan(3600 - 61);
    expect((await endDue(deps, "a")).retryInMs).toBeGreaterThan(0);
    breakWith(undefined);
    setTime(3660 + 60);
    const { outcomes, retryInMs } = await endDue(deps, "a");
    expect(outcomes).toMatchObject([{ status: "done" }]);
    expect(retryInMs).toBeUndefined();
  });

  it("makes no grant while one that nobody answered may still be made: it would put back an older end", async () => {
    const { deps, calls, breakWith, setTime, learn } = await setUp(["ann"]);
    setTime(0);
    const grant = () => grantDue(deps);
    breakWith(new ProviderError("a", "TIMEOUT"));
    expect(kindsOf(await grant())).toEqual(["grant failed"]);
    breakWith(undefined);
    learn([await intendAt(provider(deps), "payments/longer", 600, 0, "ann")]);
    // The memory provider's deadline is a second, twice.
    setTime(1);
    expect([kindsOf(await grant()), calls]).toEqual([["grant failed"], ["hold"]]);
    setTime(2);
    expect([kindsOf(await grant()), calls]).toEqual([["grant done"], ["hold", "hold"]]);
  });

  it("makes no grant while a revocation that nobody answered may still take it", async () => {
    const { deps, calls, breakWith, setTime, learn } = await setUp(["ann"]);
    breakWith(new ProviderError("a", "TIMEOUT"));
    expect(kindsOf(await endNow(deps, "a"))).toEqual(["revocation failed"]);
    breakWith(undefined);
    // Another machine had written it down before the end.
    learn([await intendAt(provider(deps), "payments/longer", 600, 50, "ann")]);
    const grant = () => grantDue(deps);
    setTime(61);
    expect([kindsOf(await grant()), calls]).toEqual([["grant failed"], ["revoke"]]);
    setTime(62);
    expect([kindsOf(await grant()), calls]).toEqual([["grant done"], ["revoke", "hold"]]);
  });

  it("makes no such grant either where the provider counts as away since that one", async () => {
    const { deps, calls, breakWith, setTime, learn } = await setUp(["ann", "bob", "cid"]);
    setTime(0);
    const grant = () => grantDue(deps);
    breakWith(new ProviderError("a", "TIMEOUT"));
    await grant();
    expect([calls.length, deps.backoff.mayAsk("a", at(0))]).toEqual([3, false]);
    breakWith(undefined);
    learn([await intendAt(createProvider("a").provider, "payments/longer", 600, 0, "ann")]);
    setTime(1);
    deps.backoff.noteAnswer("a");
    const outcomes = await grant();
    const held = outcomes.map(({ change, status }) => [change.holding.principal, status]);
    expect(held.find(([principal]) => principal === "ann")).toEqual(["ann", "failed"]);
  });

  it("asks again at once for the very end that nobody answered: whichever lands last, it is that one", async () => {
    const { deps, calls, breakWith, setTime } = await setUp(["ann"]);
    setTime(0);
    const grant = () => grantDue(deps);
    breakWith(new ProviderError("a", "TIMEOUT"));
    expect(kindsOf(await grant())).toEqual(["grant failed"]);
    breakWith(undefined);
    expect([kindsOf(await grant()), calls]).toEqual([["grant done"], ["hold", "hold"]]);
  });

  it("RV8: writes down of each that it could not be ended, and asks a provider that is away only about ten", async () => {
    const { deps, calls, journal, breakWith, setTime } = await setUp(people);
    breakWith(away);
    expect(await endNow(deps, "a")).toHaveLength(people.length);
    expect([calls.length, failuresOf(journal)]).toEqual([10, people]);
    expect(await endNow(deps, "a")).toEqual([]);
    // A second later it is the turn of the next ten, and then of the last five.
    for (const [seconds, count] of [
      [61, 20],
      [62, 25],
    ] as const) {
      setTime(seconds);
      await endNow(deps, "a");
      expect(calls).toHaveLength(count);
    }
    breakWith(undefined);
    setTime(120);
    expect(kindsOf(await endNow(deps, "a"))).toEqual(people.map(() => "revocation done"));
  });

  it("lets one that hangs keep nobody else from being ended, nor from being granted", async () => {
    const { deps, provider, calls, hang, mend } = await setUp(["ann", "bob"]);
    const release = hang();
    const hanging = endNow(deps, "a");
    await vi.waitFor(() => expect(calls).toHaveLength(2));
    mend();
    const carol = await intendAt(provider, "payments/carol", 120, 60, "carol");
    const plan = planChanges(applyEntries(emptyLedger, [carol]), new Map(), at(60));
    await deps.journal.append([carol]);
    expect(kindsOf(await carryOut(deps, plan))).toEqual(["grant done"]);
    release();
    expect(kindsOf(await hanging)).toEqual(["revocation done", "revocation done"]);
  });

  it("X41: ten that always hang until their deadline keep the others waiting for a second", async () => {
    const { deps, provider, setTime, journal } = await setUp(people);
    const stuck = new Set(people.slice(0, 10));
    const revoke: Provider["revoke"] = (holding) =>
      stuck.has(holding.principal)
        ? Promise.reject(new ProviderError("a", "TIMEOUT"))
        : provider.revoke(holding);
    const patient = withBackoff({ ...deps, providers: new Map([["a", { ...provider, revoke }]]) });
    const ended = () => journal.filter(({ kind }) => kind === "revoked").length;
    const { retryInMs } = await endDue(patient, "a");
    expect([ended(), retryInMs]).toEqual([0, 1_000]);
    setTime(61);
    await endNow(patient, "a");
    expect(ended()).toBe(people.length - stuck.size);
  });

  it("a grant waits for a provider that is away, and nothing of it is lost", async () => {
    const { log, lines } = createListener();
    const { deps, calls, journal, breakWith, setTime } = await setUp(["ann"], log);
    setTime(0);
    breakWith(away);
    const settle = async () =>
      carryOut(deps, planChanges((await readState(deps)).state, new Map(), deps.now()));
    for (let seconds = 0; seconds <= 3; seconds++) {
      setTime(seconds);
      expect(kindsOf(await settle())).toEqual(["grant failed"]);
    }
    expect(calls).toEqual(["hold", "hold", "hold"]);
    expect([lines.filter((line) => line.includes("grant failed")).length, lines.length]).toEqual([3, 4]);
    breakWith(undefined);
    setTime(10);
    expect([kindsOf(await settle()), lines.slice(4), journal]).toMatchObject([
      ["grant done"],
      ["info: answers again; waiting work continues", "info: grant done"],
      [{ kind: "granted", at: at(10) }],
    ]);
  });

  it.each([
    ["revoke", 60, 20, 20],
    ["revoke", 60, 90, 60],
    ["hold", 0, 20, 20],
    ["hold", 0, 90, 90],
    ["hold", 0, 86_400, 900],
  ])(
    "GX9: after %s at %i s, a provider that answers with `Retry-After: %i` is called again %i s later",
    async (call, start, asked, later) => {
      const { provider, calls, breakWith } = createProvider("a");
      const lease = await intendAt(provider, "payments/ann", call === "hold" ? 1e6 : 60);
      const world = createWorld([withDeadline(provider)], [lease]);
      const deps = withBackoff(world.deps);
      const settle = async (seconds: number) => {
        world.setTime(start + seconds);
        const { state } = await readState(deps);
        return kindsOf(await carryOut(deps, planChanges(state, new Map(), deps.now())));
      };
      breakWith(new ProviderError("a", "THROTTLED", undefined, asked));
      await settle(0);
      breakWith(undefined);
      for (const seconds of [1, later / 2, later - 1]) await settle(seconds);
      expect(calls).toEqual([call]);
      expect(await settle(later)).toEqual([call === "hold" ? "grant done" : "revocation done"]);
      expect(calls).toEqual([call, call]);
    },
  );

  it("tries again what could not be written down", async () => {
    const { deps, journal, setTime } = await setUp(["ann"]);
    const full = {
      ...deps,
      journal: { ...deps.journal, append: () => Promise.reject(new Error("disk full")) },
    };
    const { outcomes, retryInMs } = await endDue(full, "a");
    expect(kindsOf(outcomes)).toEqual(["revocation failed"]);
    expect([retryInMs, journal]).toEqual([1_000, []]);
    setTime(61);
    expect(kindsOf(await endNow(deps, "a"))).toEqual(["revocation done"]);
  });

  it("RO7: leaves alone for longer each time what was done and cannot be written down", async () => {
    const { deps, calls, setTime } = await setUp(["ann"]);
    const full = {
      ...deps,
      journal: { ...deps.journal, append: () => Promise.reject(new Error("disk full")) },
    };
    const waits: (number | undefined)[] = [];
    for (let now = 60; waits.length < 5; now += (waits.at(-1) ?? 0) / 1000) {
      setTime(now);
      waits.push((await endDue(full, "a")).retryInMs);
    }
    expect([waits, calls.length]).toEqual([[1_000, 2_000, 4_000, 8_000, 16_000], 5]);
  });
});

describe("recordJournal", () => {
  it("records what was done once, also when it died between the push and the clean-up", async () => {
    const { provider } = createProvider("a");
    const { deps, journal, rounds, setTime } = createWorld(
      [provider],
      [await intendAt(provider, "payments/a", 60)],
    );
    const { state } = await readState(deps);
    await carryOut(deps, planChanges(state, new Map(), at(0)));
    setTime(60);
    await endNow(deps, "a");
    const done = [...journal];
    expect((await recordJournal(deps, await readView(deps))).entries.map(({ kind }) => kind)).toEqual([
      "granted",
      "revoked",
    ]);
    journal.push(...done);
    expect((await recordJournal(deps, await readView(deps))).entries).toEqual([]);
    expect([rounds.length, journal]).toEqual([1, []]);
  });
});
