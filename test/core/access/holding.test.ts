// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV6: Two leases of the same access overlap.

import { describe, expect, it } from "vitest";
import { heldUntil } from "../../../src/core/access/holding.ts";
import type { Lease } from "../../../src/core/access/lease.ts";
import { at, lease as of } from "../../git/fixture.ts";

const lease = (start: string, end: string, more: Partial<Lease> = {}): Lease =>
  of({ startsAt: at(`${start}:00`), endsAt: at(`${end}:00`), ...more });
const until = (now: string, ...leases: Lease[]) => heldUntil(leases, at(`${now}:00`));

describe("what is held until when", () => {
  it("is nothing before the first lease begins, and from its end on", () => {
    const one = lease("14:00", "15:00");
    expect(until("13:59", one)).toBeUndefined();
    expect(until("14:00", one)).toEqual(at("15:00:00"));
    expect(until("15:00", one)).toBeUndefined();
  });

  it("RV6: goes on to the last end of those that overlap", () => {
    const leases = [lease("14:00", "15:00"), lease("14:30", "16:00"), lease("14:10", "14:20")];
    expect(until("14:15", ...leases)).toEqual(at("16:00:00"));
    expect(until("15:30", ...leases)).toEqual(at("16:00:00"));
  });

  it("RV6: runs on into what begins at the end, and into what carries on from that, in whatever order they are known", () => {
    const leases = [lease("16:00", "17:00"), lease("14:00", "15:00"), lease("15:00", "16:00")];
    expect(until("14:00", ...leases)).toEqual(at("17:00:00"));
  });

  it("stops at a gap, however short, and at what was ended before it began", () => {
    const gap = at("15:00:01");
    expect(until("14:00", lease("14:00", "15:00"), of({ startsAt: gap, endsAt: at("16:00:00") }))).toEqual(
      at("15:00:00"),
    );
    const ended = { at: at("14:30:00"), because: "command" } as const;
    expect(until("14:00", lease("14:00", "15:00"), lease("15:00", "16:00", { ended }))).toEqual(
      at("15:00:00"),
    );
  });
});
