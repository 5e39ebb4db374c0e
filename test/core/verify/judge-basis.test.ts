import { describe, expect, it } from "vitest";
import type { LedgerState } from "../../../src/core/ledger/ledger.ts";
import { emptyLedger } from "../../../src/core/ledger/ledger.ts";
import type { Rotas } from "../../../src/core/on-call/on-call.ts";
import { judgeBasis } from "../../../src/core/verify/judge-basis.ts";
import { ALICE, CAROL, policy, rulesWith, settings } from "../../support/builders/evidence.ts";
import { intentEntry, lease } from "../../support/builders/ledger.ts";

// The lease begins on 2026-11-20, at 14:00 UTC, and lasts two hours.
const emergency = intentEntry(lease({ subject: ALICE, basis: "break-glass", approvers: [] }));
const seen = (...members: (typeof ALICE)[]): LedgerState => ({
  ...emptyLedger,
  teams: new Map([[305, { id: 305, slug: "on-call", members }]]),
});
const shiftOf = (id: number): Rotas =>
  new Map([
    ["payments", { shifts: [{ login: "x", id, from: "2026-11-20T08:00Z", to: "2026-11-21T08:00Z" }] }],
  ]);

function judge(before: LedgerState, rotas?: Rotas): string[] {
  const glass = policy({
    breakGlass: { teams: [{ slug: "on-call", id: 305 }], onCall: ["payments"], maximum: "2h" },
  });
  const rules = rulesWith({
    policies: [glass],
    settings: settings({ profile: "standard" }),
    ...(rotas && { rotas }),
  });
  return judgeBasis(emergency, glass, rules, before).map(([, says]) => says);
}

describe("an emergency, judged again", () => {
  it("was one of a member of the team, or of the person on call", () => {
    expect(judge(seen(ALICE))).toEqual([]);
    expect(judge(seen(), shiftOf(ALICE.id))).toEqual([]);
  });

  it("is named where it was neither", () => {
    const neither = ["alice was in no team that may break the glass, and not on call"];
    expect(judge(seen(CAROL))).toEqual(neither);
    expect(judge(seen(), shiftOf(CAROL.id))).toEqual(neither);
  });
});
