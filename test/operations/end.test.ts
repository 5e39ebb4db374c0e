import { describe, expect, it, vi } from "vitest";
import { planChanges } from "../../src/core/plan.ts";
import { carryOut, endDue } from "../../src/operations/end.ts";
import { readState, recordJournal } from "../../src/operations/state.ts";
import { ProviderError } from "../../src/providers/error.ts";
import { at, createProvider, createWorld, intendAt } from "./world.ts";

describe("endDue", () => {
  it("RV4, AU3: ends what has ended and writes it down, without the ledger's branch or GitHub", async () => {
    const { provider, calls } = createProvider("a");
    const { deps, journal, setTime } = createWorld([provider], [await intendAt(provider, "payments/a", 60)]);
    setTime(60);
    expect(await endDue(deps, "a")).toMatchObject([{ status: "done" }]);
    expect([calls, journal]).toMatchObject([
      ["revoke"],
      [{ kind: "revoked", at: at(60), because: "expiry" }],
    ]);
    expect(await endDue(deps, "a")).toEqual([]);
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
    const hanging = endDue(deps, "b");
    expect(await endDue(deps, "a")).toMatchObject([{ status: "done" }]);
    release();
    expect(await hanging).toMatchObject([{ status: "done" }]);
  });

  it("RV8: fails as an outcome, and plans it again", async () => {
    const { provider, breakWith } = createProvider("a");
    const { deps, journal, setTime } = createWorld([provider], [await intendAt(provider, "payments/a", 60)]);
    setTime(60);
    breakWith(new Error("down"));
    expect(await endDue(deps, "a")).toMatchObject([{ status: "failed" }]);
    expect(journal).toMatchObject([{ kind: "failed", at: at(60), code: "UNEXPECTED" }]);
    breakWith(undefined);
    expect(await endDue(deps, "a")).toMatchObject([{ status: "done" }]);
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
      await endDue(deps, "a");
    }
    expect(journal.map(({ at: time }) => time)).toEqual([60, 120, 3720, 7320].map(at));
    const { state } = await readState(deps);
    expect([...state.holdings.values()]).toMatchObject([
      { held: "undetermined", failing: { since: at(60), at: at(7320), code: "UNREACHABLE" } },
    ]);
  });

  it("says that a provider is gone from the configuration, and keeps trying", async () => {
    const { provider } = createProvider("a");
    const { deps, setTime } = createWorld([], [await intendAt(provider, "payments/a", 60)]);
    setTime(60);
    const [outcome] = await endDue(deps, "a");
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
    const ending = endDue(deps, "a");
    learn([await intendAt(provider, "payments/b", 120, 50)]);
    release();
    expect([await granting, await ending, calls]).toMatchObject([[{ status: "done" }], [], ["hold"]]);
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
    await endDue(deps, "a");
    const done = [...journal];
    expect((await recordJournal(deps)).map(({ kind }) => kind)).toEqual(["granted", "revoked"]);
    journal.push(...done);
    expect(await recordJournal(deps)).toEqual([]);
    expect([rounds.length, journal]).toEqual([1, []]);
  });
});
