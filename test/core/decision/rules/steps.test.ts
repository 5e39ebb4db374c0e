// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   SA17: A policy asks for approvals of two teams, and one person in both gives both.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide, listFindings } from "../../../../src/core/decision/decision.ts";
import type { Evidence, KnownTeam } from "../../../../src/core/decision/evidence.ts";
import type { Policy } from "../../../../src/core/files/policy.ts";
import { runsOf, UNLIMITED } from "../../../fuzz/runs.ts";
import {
  CAROL,
  DAVE,
  EVE,
  evidence,
  merged,
  policy,
  requestText,
  review,
  rulesWith,
  settings,
  type Twist,
  team,
} from "../../../support/builders/evidence.ts";

type Steps = NonNullable<Policy["approvals"]["steps"]>;

const FRANK = { id: 1007, login: "frank" };
const GRACE = { id: 1006, login: "grace" };
const HEIDI = { id: 1008, login: "heidi" };
const PEOPLE = [CAROL, DAVE, EVE, FRANK, GRACE, HEIDI];
type Someone = (typeof PEOPLE)[number];

const LEADS = { slug: "payments-leads", id: 302 };
const SECURITY = { slug: "security", id: 303 };
const LEGAL = { slug: "legal", id: 305 };

const known = (members: Readonly<Record<string, readonly Someone[]>>): ReadonlyMap<string, KnownTeam> =>
  new Map([
    team(301, "payments", { id: 1001, login: "alice" }),
    ...[LEADS, SECURITY, LEGAL].map(({ slug, id }) => team(id, slug, ...(members[slug] ?? []))),
  ]);

const people = [{ id: 1001, login: "alice" }, ...PEOPLE].map((person) => ({
  ...person,
  principals: { "orders-db": person.login },
}));

/** carol leads, dave is security's, eve legal's; carol is security's too. */
const USUAL = { "payments-leads": [CAROL, FRANK], security: [DAVE, CAROL], legal: [EVE] };

const under = (steps: Steps, approvers: readonly Someone[], more: Twist = {}): Twist => ({
  rules: rulesWith({
    policies: [
      policy({
        entitlements: [{ provider: "orders-db", resource: "orders", roles: ["readonly", "admin"] }],
        approvals: { teams: [LEADS], steps },
      }),
    ],
    settings: settings({ people }),
  }),
  teams: known(USUAL),
  reviews: approvers.map((person) => review(person)),
  ...more,
});
const look = (facts: Evidence) => {
  const { status, verdicts, approvers, eligible } = decide(facts);
  const waits = verdicts.flatMap((verdict) => (verdict.status === "waiting" ? [verdict.brief] : []));
  return { status, waits, approvers: approvers.map(({ login }) => login), eligible: eligible.length };
};
const admin = {
  text: requestText({ entitlements: "[{ provider: orders-db, resource: orders, role: admin }]" }),
};

describe("steps of approval", () => {
  const security: Steps = [{ teams: [SECURITY] }];

  it("are all needed, in any order", () => {
    expect(look(evidence(under(security, [])))).toMatchObject({ status: "waiting", eligible: 3 });
    expect(look(evidence(under(security, [FRANK]))).waits).toEqual(["Waiting for 1 approval of dave, carol"]);
    expect(look(evidence(under(security, [DAVE]))).waits).toEqual(["Waiting for 1 approval of carol, frank"]);
    expect(look(evidence(under(security, [DAVE, FRANK])))).toMatchObject({
      status: "approved",
      approvers: ["frank", "dave"],
    });
    expect(look(merged(under(security, [FRANK, DAVE]))).status).toBe("approved");
    expect(look(merged(under(security, [FRANK]))).status).toBe("waiting");
  });

  it("SA17: count nobody twice, and give everybody the place where they are needed", () => {
    expect(look(evidence(under(security, [CAROL]))).status).toBe("waiting");
    expect(look(evidence(under(security, [CAROL, FRANK]))).status).toBe("approved");
    expect(look(evidence(under(security, [CAROL, DAVE]))).status).toBe("approved");
    const alone = under(security, [CAROL], {
      teams: known({ "payments-leads": [CAROL], security: [CAROL] }),
    });
    expect(listFindings(decide(evidence(alone))).map(({ code }) => code)).toEqual(["NOBODY_CAN_APPROVE"]);
  });

  it("may be for some roles alone", () => {
    const steps: Steps = [{ teams: [SECURITY], roles: ["admin"] }];
    expect(look(evidence(under(steps, [FRANK]))).status).toBe("approved");
    expect(look(evidence(under(steps, [FRANK], admin))).status).toBe("waiting");
    expect(look(evidence(under(steps, [FRANK, DAVE], admin))).status).toBe("approved");
  });

  it("ask any of the teams, or every one", () => {
    const any: Steps = [{ teams: [SECURITY, LEGAL] }];
    const every: Steps = [{ teams: [SECURITY, LEGAL], every: true }];
    expect(look(evidence(under(any, [FRANK, EVE]))).status).toBe("approved");
    expect(look(evidence(under(every, [FRANK, EVE]))).waits).toEqual([
      "Waiting for 1 approval of dave, carol",
    ]);
    expect(look(evidence(under(every, [FRANK, EVE, DAVE]))).status).toBe("approved");
  });

  it("stop at an objection, and at a team that is another one", () => {
    const objection = under(security, [FRANK, DAVE], {
      reviews: [review(FRANK), review(DAVE), review(CAROL, "CHANGES_REQUESTED")],
    });
    expect(look(evidence(objection)).status).toBe("waiting");
    const renamed: Steps = [{ teams: [{ slug: "security", id: 999 }] }];
    expect(look(evidence(under(renamed, [FRANK, DAVE]))).status).toBe("denied");
  });

  it("are not given by who had a hand in it", () => {
    const pushed = under(security, [FRANK, DAVE], { pushers: [{ ...DAVE }] });
    expect(look(evidence(pushed)).status).toBe("waiting");
  });
});

/** A second opinion: tries every way to give the places to those who approved. */
function canFill(needs: readonly (readonly number[])[], used: ReadonlySet<number> = new Set()): boolean {
  const [first, ...others] = needs;
  return (
    first === undefined ||
    first.some((person) => !used.has(person) && canFill(others, new Set([...used, person])))
  );
}

const some = fc.subarray(PEOPLE);
const refs = fc.constantFrom(SECURITY, LEGAL, LEADS);
const step = fc.record(
  {
    teams: fc.uniqueArray(refs, { minLength: 1, maxLength: 2, selector: ({ id }) => id }),
    count: fc.integer({ min: 1, max: 2 }),
    every: fc.boolean(),
    roles: fc
      .constantFrom(["admin"], ["readonly"], ["admin", "readonly"])
      .map((roles): string[] => [...roles]),
  },
  { requiredKeys: ["teams"], noNullPrototype: true },
);

it(
  "approve what an oracle approves; one more approval never turns it into less, nor does the order",
  UNLIMITED,
  () => {
    let approved = 0;
    fc.assert(
      fc.property(
        fc.record({ "payments-leads": some, security: some, legal: some }),
        fc.array(step, { minLength: 1, maxLength: 3 }),
        some,
        (members, steps, approvers) => {
          const facts = (by: readonly Someone[], list: Steps) =>
            evidence(under(list, by, { teams: known(members) }));
          const is = (by: readonly Someone[], list: Steps = steps) => decide(facts(by, list)).status;
          const yes = (slugs: readonly string[]): number[] =>
            approvers
              .filter((person) =>
                slugs.some((slug) => new Map(Object.entries(members)).get(slug)?.includes(person)),
              )
              .map(({ id }) => id);
          const places = steps
            .filter(({ roles }) => roles === undefined || roles.includes("readonly"))
            .flatMap(({ teams, count = 1, every = false }) => {
              const groups = every ? teams.map(({ slug }) => [slug]) : [teams.map(({ slug }) => slug)];
              return groups.flatMap((slugs) => Array.from({ length: count }, () => yes(slugs)));
            });
          const isApproved = is(approvers) === "approved";
          expect(isApproved).toBe(canFill([yes(["payments-leads"]), ...places]));
          if (isApproved) approved++;
          for (const more of PEOPLE.filter((person) => !approvers.includes(person)))
            if (isApproved) expect(is([...approvers, more])).toBe("approved");
          for (const less of approvers) {
            const left = approvers.filter((person) => person !== less);
            if (!isApproved) expect(is(left)).not.toBe("approved");
          }
          expect(is(approvers.toReversed(), steps.toReversed())).toBe(is(approvers));
        },
      ),
      runsOf(60),
    );
    // Else nothing was tried.
    expect(approved).toBeGreaterThan(0);
  },
);
