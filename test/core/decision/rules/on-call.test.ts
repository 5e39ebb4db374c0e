// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   OC1: A request comes with a rota that puts its author on call, in the same pull request.
//   OC2: A rota is missing or cannot be read, its shift is over, or the login of the person on call belongs
//     to another account now.

import { addHours, subHours } from "date-fns";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide, listFindings } from "../../../../src/core/decision/decision.ts";
import type { Evidence } from "../../../../src/core/decision/evidence.ts";
import type { Rotas } from "../../../../src/core/on-call/on-call.ts";
import {
  ALICE,
  added,
  CAROL,
  EVE,
  evidence,
  merged,
  NOW,
  PATH,
  policy,
  requestText,
  review,
  rulesWith,
  type Twist,
} from "../../../support/builders/evidence.ts";

const textOf = (moment: Date): string => `${moment.toISOString().slice(0, 19)}Z`;

const rotasOf = (id: number, from: Date, to: Date): Rotas =>
  new Map([["payments", { shifts: [{ login: "alice", id, from: textOf(from), to: textOf(to) }] }]]);

/** Alice is in no team that may ask; the rota may have her on call. */
const under = (rotas: Rotas | undefined, twist: Twist = {}): Twist => ({
  rules: rulesWith({
    policies: [policy({ requesters: { teams: [{ slug: "security", id: 303 }], onCall: ["payments"] } })],
    ...(rotas && { rotas }),
  }),
  reviews: [review(CAROL)],
  ...twist,
});

const now = rotasOf(ALICE.id, subHours(NOW, 1), addHours(NOW, 1));
const statusOf = (facts: Evidence) => decide(facts).status;
const codesOf = (facts: Evidence): string[] => listFindings(decide(facts)).map(({ code }) => code);

describe("the person on call", () => {
  it("may ask, and needs the approval of everybody else", () => {
    expect(statusOf(evidence(under(now)))).toBe("approved");
    expect(statusOf(merged(under(now)))).toBe("approved");
    expect(statusOf(evidence(under(now, { reviews: [] })))).toBe("waiting");
  });

  it("may ask before a shift for access that begins in it, and not in it for access after", () => {
    const text = requestText({ start: textOf(addHours(NOW, 2)) });
    const later = rotasOf(ALICE.id, addHours(NOW, 2), addHours(NOW, 3));
    expect(codesOf(evidence(under(later, { text })))).not.toContain("REQUESTER_NOT_ALLOWED");
    expect(codesOf(evidence(under(now, { text })))).toContain("REQUESTER_NOT_ALLOWED");
  });

  it("is named with the rota where a request is denied", () => {
    const [found] = listFindings(decide(evidence(under(new Map()))));
    expect(found?.message).toBe(
      '"alice" is in none of the teams that may ask under policy "orders-readonly": security, and not on call by payments when the access would begin.',
    );
  });
});

describe("OC1: a rota in the pull request of a request", () => {
  it("counts for nothing, and stops the request", () => {
    const changes = [added(PATH), added("policies/rota/payments.yaml")];
    const proposed = { ...rulesWith(), rotas: now };
    for (const rotas of [undefined, now])
      expect(statusOf(evidence(under(rotas, { changes, proposed })))).toBe("denied");
  });

  it("does not count under the rules before the merge either", () => {
    const before = under(undefined).rules;
    const facts = merged(under(now), before && { rulesBefore: before });
    expect(statusOf(facts)).toBe("denied");
  });

  it("does not count before it is adopted", () => {
    const { rules } = under(now);
    expect(statusOf(evidence(under(now, rules && { rules: { ...rules, adopted: false } })))).not.toBe(
      "approved",
    );
  });
});

describe("OC2: nobody is on call", () => {
  it.each([
    ["without rotas", undefined],
    ["where the rota is not there", new Map()],
    ["by another rota", new Map([["search", { shifts: now.get("payments")?.shifts ?? [] }]])],
    ["where the login belongs to another account", rotasOf(EVE.id, subHours(NOW, 1), addHours(NOW, 1))],
    ["after the shift", rotasOf(ALICE.id, subHours(NOW, 2), subHours(NOW, 1))],
    ["before the shift", rotasOf(ALICE.id, addHours(NOW, 1), addHours(NOW, 2))],
  ] satisfies [string, Rotas | undefined][])("%s", (_, rotas) => {
    expect(codesOf(evidence(under(rotas)))).toEqual(["REQUESTER_NOT_ALLOWED"]);
    expect(statusOf(merged(under(rotas)))).toBe("denied");
  });

  it("whatever the shifts, unless one has exactly this account at exactly this time", () => {
    const moment = fc.date({ min: subHours(NOW, 48), max: addHours(NOW, 48), noInvalidDate: true });
    const shift = fc.record({ id: fc.constantFrom(ALICE.id, CAROL.id, EVE.id), from: moment, to: moment });
    fc.assert(
      fc.property(fc.array(shift, { maxLength: 6 }), (shifts) => {
        const written = shifts.map(({ id, from, to }) => ({
          ...{ login: "alice", id },
          ...{ from: textOf(from), to: textOf(to) },
        }));
        const isOn = written.some(
          ({ id, from, to }) => id === ALICE.id && Date.parse(from) <= +NOW && +NOW < Date.parse(to),
        );
        const found = statusOf(evidence(under(new Map([["payments", { shifts: written }]]))));
        expect(found).toBe(isOn ? "approved" : "denied");
      }),
    );
  });
});
