// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX9: A provider says that it is asked too often.

import { describe, expect, it } from "vitest";
import type { Change } from "../../../src/core/plan/plan.ts";
import { createProviderBackoff } from "../../../src/operations/memory/provider-backoff.ts";
import { ProviderError } from "../../../src/providers/adapter/error.ts";
import { at } from "../../support/builders/ledger.ts";

const away = new ProviderError("a", "UNREACHABLE");
const busy = new ProviderError("a", "BUSY");

const held = (principal: string, provider = "a") => ({
  principal,
  entitlement: { provider, resource: "orders", role: "readonly" },
});

/** Waits are as long as they get. */
const setUp = () => createProviderBackoff(() => 1);

describe("a provider", () => {
  it("is away after three calls in a row without an answer, and back with the first answer", () => {
    const backoff = setUp();
    const fail = (seconds: number) => backoff.noteFailure("a", "ask", away, at(seconds));
    expect([fail(0), fail(10), backoff.noteAnswer("a")]).toEqual([undefined, undefined, undefined]);
    expect([fail(20), fail(30), backoff.mayAsk("a", at(30))]).toEqual([undefined, undefined, true]);
    expect([fail(40), backoff.mayAsk("a", at(40)), fail(41)]).toEqual(["away", false, undefined]);
    expect([backoff.mayAsk("b", at(41)), backoff.noteAnswer("b")]).toEqual([true, undefined]);
    expect([backoff.noteAnswer("a"), backoff.mayAsk("a", at(41))]).toEqual(["back", true]);
  });

  it("is asked one thing once its wait is over, and everybody else waits for what becomes of that", () => {
    const backoff = setUp();
    for (const seconds of [0, 10, 20]) backoff.noteFailure("a", "ask", away, at(seconds));
    expect(() => backoff.admit("a", at(23))).toThrow(away);
    expect(() => backoff.admit("a", at(24))).not.toThrow();
    expect(() => backoff.admit("a", at(31))).toThrow(away);
    // Nobody ever heard what became of it.
    expect(() => backoff.admit("a", at(32))).not.toThrow();
  });

  it("that never comes back is asked once a minute, for ever", () => {
    const backoff = setUp();
    const asked: number[] = [];
    for (let seconds = 0; seconds < 3600; seconds++) {
      if (!backoff.mayAsk("a", at(seconds))) continue;
      backoff.admit("a", at(seconds));
      backoff.noteFailure("a", "ask", away, at(seconds));
      asked.push(seconds);
    }
    expect(asked.slice(0, 9)).toEqual([0, 1, 2, 4, 8, 16, 32, 64, 124]);
    expect(asked.at(-1)).toBeGreaterThan(3600 - 61);
  });

  it.each([
    [7, 7, 7],
    [90, 90, 60],
    [24 * 3600, 900, 60],
  ])(
    "GX9: that asks to be left alone for %i s is asked for nothing for %i s, and for revocations after %i s",
    (asked, asks, revocations) => {
      const backoff = setUp();
      const throttled = new ProviderError("a", "THROTTLED", undefined, asked);
      expect(backoff.noteFailure("a", "revoke", throttled, at(0))).toBe("away");
      backoff.noteUnrevoked(held("alice"), throttled, at(0));
      expect([asks - 1, asks].map((seconds) => backoff.mayAsk("a", at(seconds)))).toEqual([false, true]);
      expect(backoff.untilRevocation(held("alice"), at(0))).toBe(revocations * 1000);
      expect(backoff.untilRevocation(held("alice"), at(revocations))).toBe(0);
    },
  );

  it("is asked again when the clock was put back", () => {
    const backoff = setUp();
    for (const seconds of [0, 10, 20]) backoff.noteFailure("a", "revoke", away, at(seconds));
    backoff.noteUnrevoked(held("alice"), away, at(20));
    expect(backoff.mayAsk("a", at(-3600))).toBe(true);
    expect(backoff.untilRevocation(held("alice"), at(-3600))).toBe(0);
  });
});

describe("a revocation", () => {
  it("that fails waits on its own, longer each time, and never longer than a minute", () => {
    const backoff = setUp();
    const waits: number[] = [];
    for (let seconds = 0; waits.length < 8; seconds += 100) {
      backoff.noteUnrevoked(held("alice"), busy, at(seconds));
      waits.push(backoff.untilRevocation(held("alice"), at(seconds)) / 1000);
      expect(backoff.untilRevocation(held("bob"), at(seconds))).toBe(0);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect(backoff.mayAsk("a", at(700))).toBe(true);
    backoff.noteRevoked(held("alice"));
    expect(backoff.untilRevocation(held("alice"), at(700))).toBe(0);
    backoff.noteUnrevoked(held("alice"), busy, at(800));
    expect(backoff.untilRevocation(held("alice"), at(800))).toBe(1_000);
  });

  it("waits for its provider too while that is away; one that has just ended only for a second", () => {
    const backoff = setUp();
    for (const seconds of [0, 10, 20, 30]) backoff.noteFailure("a", "revoke", away, at(seconds));
    backoff.noteUnrevoked(held("alice"), away, at(30));
    expect(backoff.untilRevocation(held("alice"), at(30))).toBe(8_000);
    expect(backoff.untilRevocation(held("bob"), at(30))).toBe(1_000);
    expect(backoff.untilRevocation(held("bob"), at(31))).toBe(0);
    expect(backoff.untilRevocation(held("alice", "b"), at(30))).toBe(0);
    backoff.noteAnswer("a");
    expect(backoff.untilRevocation(held("alice"), at(31))).toBe(0);
  });

  it("waits for no question that failed", () => {
    const backoff = setUp();
    backoff.noteUnrevoked(held("alice"), away, at(0));
    for (const seconds of [0, 10, 20]) backoff.noteFailure("a", "ask", away, at(seconds));
    expect(backoff.mayAsk("a", at(20))).toBe(false);
    expect(backoff.untilRevocation(held("alice"), at(20))).toBe(0);
  });

  it("comes after those that were never tried, and then after those tried longer ago", () => {
    const backoff = setUp();
    backoff.noteUnrevoked(held("alice"), busy, at(20));
    backoff.noteUnrevoked(held("bob"), busy, at(10));
    const ids = { instance: "a", principal: "p", entitlement: "e" };
    const changes = ["alice", "bob", "carol", "dave"].map(
      (principal): Change => ({
        kind: "revocation",
        because: "expiry",
        write: true,
        holding: { ...held(principal), ids, until: at(0) },
      }),
    );
    expect(backoff.sort(changes).map(({ holding }) => holding.principal)).toEqual([
      "carol",
      "dave",
      "bob",
      "alice",
    ]);
  });
});

describe("a grant that got no answer", () => {
  const until = (seconds: number) => ({ ...held("alice"), until: at(seconds) });

  it("keeps another end waiting for ten minutes while the provider has not said how late a call can land", () => {
    const backoff = setUp();
    backoff.noteUnanswered(until(100), away, at(0));
    expect(backoff.untilGrant(until(200), at(0))).toBe(600_000);
    expect(backoff.untilGrant(until(200), at(599))).toBe(1_000);
    expect(backoff.untilGrant(until(200), at(600))).toBe(0);
  });

  it("keeps another end waiting for as long as the provider said, and the same end not at all", () => {
    const backoff = setUp();
    backoff.noteLate("a", 20);
    backoff.noteUnanswered(until(100), away, at(0));
    expect(backoff.untilGrant(until(200), at(0))).toBe(20_000);
    expect(backoff.untilGrant(until(100), at(0))).toBe(0);
  });
});
