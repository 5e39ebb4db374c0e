import fc from "fast-check";
import { expect, it } from "vitest";
import type { PastEntry } from "../../../src/core/audit/ledger-commit.ts";
import { createPeriods } from "../../../src/core/audit/periods.ts";
import { listHeldAt } from "../../../src/core/audit/who-can.ts";
import { at, grantedEntry, intentEntry, lease, revokedEntry } from "../../support/builders/ledger.ts";

const people = ["alice", "bob", "erin"];
const resources = ["orders", "payouts"];
const about = (principal: string, resource: string) => ({
  principal,
  entitlement: { provider: "orders-db", resource, role: "readonly" },
});
type Asked = ReturnType<typeof about>;

/** A step for one person and resource: each changes what is held, or has nothing to change. */
interface Step {
  readonly kind: "ask" | "confirm" | "end";
  readonly who: Asked;
  readonly seconds: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom("ask", "ask", "confirm", "confirm", "end"),
  who: fc
    .record({ p: fc.constantFrom(...people), r: fc.constantFrom(...resources) })
    .map(({ p, r }) => about(p, r)),
  // Few values: many clocks tie.
  seconds: fc.integer({ min: 0, max: 12 }),
});

/** The entries of an honest ledger: each person's own times never run back. */
function tell(steps: readonly Step[]): { entries: PastEntry[]; log: Step[] } {
  const entries: PastEntry[] = [];
  const log: Step[] = [];
  const phase = new Map<string, "asked" | "held">();
  const clock = new Map<string, number>();
  for (const [index, { kind, who, seconds }] of steps.entries()) {
    const key = JSON.stringify(who);
    const now = (clock.get(key) ?? 0) + seconds;
    const before = phase.get(key);
    if (kind !== "ask" && before === undefined) continue;
    clock.set(key, now);
    log.push({ kind, who, seconds: now });
    if (kind === "ask") {
      const given = lease({ ...who, request: `payments/r${index}`, startsAt: at(now), endsAt: at(now + 20) });
      entries.push(intentEntry(given, { at: at(now) }));
      phase.set(key, before ?? "asked");
    } else if (kind === "confirm") {
      entries.push(grantedEntry(who, at(now), at(now + 20)));
      phase.set(key, "held");
    } else {
      entries.push(revokedEntry(who, at(now), at(now)));
      phase.delete(key);
    }
  }
  return { entries, log };
}

/** Slow and obvious: plays each person's steps up to the time, and says what they are then. */
function oracle(log: readonly Step[], seconds: number): string[] {
  const found: string[] = [];
  for (const principal of people)
    for (const resource of resources) {
      let state = "nothing";
      for (const { kind, who, seconds: when } of log) {
        if (who.principal !== principal || who.entitlement.resource !== resource || when > seconds) continue;
        if (kind === "end") state = "nothing";
        else if (kind === "confirm") state = "held";
        else if (state === "nothing") state = "unclear";
      }
      if (state !== "nothing") found.push(`${principal} ${resource} ${state}`);
    }
  return found.sort();
}

it("who held what at any time is what a slow and obvious oracle says, with overlaps, extensions, early ends and clock ties", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.integer({ min: -1, max: 120 }), (steps, seconds) => {
      const { entries, log } = tell(steps);
      const builder = createPeriods();
      for (const entry of entries) builder.add(entry);
      const held = listHeldAt([...builder.periods.values()].flat(), at(seconds));
      expect(
        held
          .map(({ principal, entitlement, state }) => `${principal} ${entitlement.resource} ${state}`)
          .sort(),
      ).toEqual(oracle(log, seconds));
    }),
    { numRuns: 2000 },
  );
});

it("is overdue from the planned end on, until it is revoked", () => {
  const who = about("alice", "orders");
  const builder = createPeriods();
  for (const entry of [
    intentEntry(lease(who)),
    grantedEntry(who, at(1), at(60)),
    revokedEntry(who, at(90), at(60)),
  ])
    builder.add(entry);
  const overdueAt = (seconds: number) =>
    listHeldAt([...builder.periods.values()].flat(), at(seconds)).map(({ overdue }) => overdue);
  expect(overdueAt(59)).toEqual([false]);
  expect(overdueAt(60)).toEqual([true]);
  expect(overdueAt(90)).toEqual([]);
});
