import { expect, it } from "vitest";
import type { Rotas } from "../../../src/core/on-call/on-call.ts";
import { needsTeam } from "../../../src/core/verify/judge-steps.ts";
import { ALICE, EVE, policy, rulesWith } from "../../support/builders/evidence.ts";
import { intentEntry, lease } from "../../support/builders/ledger.ts";

// The lease begins on 2026-11-20, at 14:00 UTC.
const entry = intentEntry(
  lease({ subject: ALICE, policy: { name: "orders-readonly", blob: "e".repeat(40), commit: "t" } }),
);
const shiftOf = (id: number): Rotas =>
  new Map([
    ["payments", { shifts: [{ login: "x", id, from: "2026-11-20T08:00Z", to: "2026-11-21T08:00Z" }] }],
  ]);
const teams = [{ slug: "security", id: 303 }];
const needs = (rotas: Rotas | undefined, more: object = { onCall: ["payments"] }): boolean =>
  needsTeam(
    entry,
    rulesWith({ policies: [policy({ requesters: { teams, ...more } })], ...(rotas && { rotas }) }),
  );

it("a replay proves by the rota that the requester might ask, and counts whom only a team could let ask", () => {
  expect(needs(shiftOf(ALICE.id))).toBe(false);
  expect(needs(shiftOf(EVE.id))).toBe(true);
  expect(needs(undefined)).toBe(true);
  expect(needs(undefined, { onCall: ["payments"], users: [ALICE] })).toBe(false);
  expect(needs(undefined, {})).toBe(false);
  expect(needsTeam(entry, undefined)).toBe(false);
});
