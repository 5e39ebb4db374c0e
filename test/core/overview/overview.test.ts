import { subDays } from "date-fns";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PastEntry } from "../../../src/core/audit/ledger-commit.ts";
import { createAudit } from "../../../src/core/audit/stories.ts";
import { countHeld } from "../../../src/core/overview/concurrency.ts";
import { buildOverview } from "../../../src/core/overview/overview.ts";
import type { Span } from "../../../src/core/overview/span.ts";
import { at, grantedEntry, intentEntry, lease, proof, revokedEntry } from "../../support/builders/ledger.ts";
import { pastMonth } from "../../support/builders/past-month.ts";

const given = lease();
const held = [intentEntry(given), grantedEntry(given, at(1), given.endsAt)];

function look(entries: readonly PastEntry[], until: Date) {
  const audit = createAudit();
  for (const entry of entries) audit.add(entry);
  return buildOverview(audit.view(until), at(-3600), until);
}

describe("a span", () => {
  it.each([
    ["held", held, at(30), at(60)],
    ["overdue", held, at(90), at(90)],
    ["ended", [...held, revokedEntry(given, at(61), at(60))], at(90), at(61)],
    ["late", [...held, revokedEntry(given, at(200), at(60))], at(300), at(200)],
  ])("%s", (state, entries, now, to) => {
    expect(look(entries, now).spans).toMatchObject([{ state, from: at(1), to }]);
  });

  it("there is none where the provider confirmed nothing", () => {
    expect(look([intentEntry(given)], at(30)).spans).toEqual([]);
  });
});

describe("approvals", () => {
  const carol = { id: 1003, login: "carol" };
  const asked: PastEntry = {
    kind: "asked",
    asked: { pull: 12, requester: given.subject, head: proof.head, request: given.request, at: at(-20) },
    at: at(-20),
  };
  const reviewed = (seconds: number) =>
    intentEntry(given, {
      proof: { ...proof, reviews: [{ id: 1, reviewer: carol, commit: proof.head, at: at(seconds) }] },
    });

  it.each([
    [-11, 9000, 1],
    [-10, 10_000, 0],
  ])("a review at %i took %i ms", (seconds, tookMs, hasty) => {
    expect(look([asked, reviewed(seconds)], at(30)).approvers).toEqual([
      {
        approver: carol,
        approvals: 1,
        decided: { medianMs: tookMs, fastestMs: tookMs, slowestMs: tookMs, hasty },
      },
    ]);
  });

  it("of a ledger without reviews have no time", () => {
    expect(look([asked, intentEntry(given)], at(30)).approvers).toEqual([{ approver: carol, approvals: 1 }]);
  });

  it("are followed by a wait until access, unless its start was put off", () => {
    expect(look([asked, ...held], at(30)).wait).toEqual({ count: 1, p50: 21_000, p95: 21_000, max: 21_000 });
    const putOff: PastEntry = {
      kind: "approved",
      approved: {
        pull: 12,
        request: given.request,
        merge: proof.merge,
        approvers: [carol],
        startsAt: at(0),
        at: at(-5),
      },
      at: at(-5),
    };
    expect(look([asked, putOff, ...held], at(30)).wait).toBeUndefined();
  });
});

it("counts what was used, and lists what nobody reviewed", () => {
  const ended = [...held, revokedEntry(given, at(61), at(60))];
  const used = (count: number): PastEntry => ({
    kind: "used",
    principal: given.principal,
    entitlement: given.entitlement,
    request: given.request,
    use: { kind: "read", count },
    at: at(70),
  });
  const before = [intentEntry(given, { heldBefore: true }), ...ended.slice(1)];
  expect(look([...before, used(0)], at(90)).uses).toMatchObject({ unused: 0, unlogged: 0 });
  const receipt = { pull: 13, merge: proof.merge, requests: [given.request], reviews: [], at: at(80) };
  expect(look(ended, at(90))).toMatchObject({ uses: { used: 0, unused: 0, unlogged: 1 }, unreviewed: [{}] });
  expect(look([...ended, used(0)], at(90)).uses).toMatchObject({ used: 0, unused: 1, unlogged: 0 });
  expect(look([...ended, used(2)], at(90)).uses).toMatchObject({ used: 1, unused: 0, unlogged: 0 });
  expect(look([...ended, { kind: "receipt", receipt, at: at(80) }], at(90)).unreviewed).toEqual([]);
});

it("leaves out what ended before, and keeps what went on", () => {
  const now = at(7 * 86_400);
  const entries = [...held, revokedEntry(given, at(61), at(60))];
  const audit = createAudit();
  for (const entry of entries) audit.add(entry);
  const view = audit.view(now);
  expect(buildOverview(view, at(62), now).stories).toEqual([]);
  expect(buildOverview(view, at(61), now).stories).toHaveLength(1);
});

it("counts every request of a month once", () => {
  const now = new Date("2026-11-20T14:00:00Z");
  const audit = createAudit();
  for (const entry of pastMonth(200, now)) audit.add(entry);
  const { outcomes, stories, held, lag } = buildOverview(audit.view(now), subDays(now, 30), now);
  expect(stories).toHaveLength(200);
  expect(Object.values(outcomes).reduce((sum, count) => sum + count, 0)).toBe(200);
  expect(outcomes).toMatchObject({ asked: 0, held: held.length, refused: 29, closed: 15 });
  expect(lag).toMatchObject({ count: outcomes.ended, p50: 1000, max: 200_000 });
});

describe("how much was held at the same time", () => {
  const span = (from: number, to: number): Span => ({
    ...lease(),
    from: at(from),
    to: at(to),
    state: "ended",
  });

  it("equals a count at every second", () => {
    const pair = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 20 }));
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 12 }), (pairs) => {
        const spans = pairs.map(([from, to]) => span(from, to));
        const levels = countHeld(spans, at(5), at(15));
        for (let second = 5; second < 15; second++) {
          const wanted = pairs.filter(([from, to]) => from <= second && second < to).length;
          expect(levels.findLast(({ at: time }) => time <= at(second))?.count).toBe(wanted);
        }
        expect([levels[0]?.at, levels.at(-1)?.at]).toEqual([at(5), at(15)]);
      }),
    );
  });
});
