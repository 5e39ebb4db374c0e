// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   SD1: A person asks for access that is to be kept apart from what they have, in one request or in two,
//     also at a time to come, by an extension, or with another account of theirs.
//   SD3: Access has ended, its revocation fails, and the other side is asked for.
//   SD4: Who has the ledger's key records a grant that joins duties.

import { addHours, addMinutes } from "date-fns";
import { describe, expect, it } from "vitest";
import type { Lease } from "../../../src/core/access/lease.ts";
import { decide, listFindings } from "../../../src/core/decision/decision.ts";
import type { Evidence } from "../../../src/core/decision/evidence.ts";
import { listBeside } from "../../../src/core/duties/beside.ts";
import { findHolder } from "../../../src/core/duties/holder.ts";
import { parseSettings, type Settings } from "../../../src/core/files/settings.ts";
import { applyEntries, emptyLedger, type LedgerState } from "../../../src/core/ledger/ledger.ts";
import { type GrantFacts, judgeGrant } from "../../../src/core/verify/judge-grant.ts";
import {
  ALICE,
  CAROL,
  evidence,
  merged,
  NOW,
  policy,
  requestText,
  review,
  rulesWith,
  settings,
  type Twist,
} from "../../support/builders/evidence.ts";
import { granted, intentEntry, lease, proof, revoked } from "../../support/builders/ledger.ts";

const audit = { provider: "audit-db", resource: "log-2026", role: "cleaner" };
const duties: Settings["duties"] = [
  {
    name: "change-and-audit",
    because: "Nobody removes traces of their own work.",
    apart: [
      [{ provider: "orders-db", resource: "orders", roles: ["readonly", "writer"] }],
      [{ provider: "audit-db", resource: "log-*", roles: ["*"] }],
    ],
  },
];
const people = settings().people.map((person) => ({
  ...person,
  principals: { "orders-db": person.login, "audit-db": `${person.login}-audit` },
}));
const apart = settings({ duties, people });
const rules = rulesWith({ settings: apart });

/** alice's cleaning of the audit log, an hour from now back and forth. */
const cleaning = (more: Partial<Lease> = {}): Lease =>
  lease({
    ...{ request: "payments/cleaning", entitlement: audit, principal: "alice-audit" },
    ...{ startsAt: addHours(NOW, -1), endsAt: addHours(NOW, 1) },
    ...more,
  });

const beside = (state: LedgerState, of: Settings = apart, now = NOW) =>
  listBeside(state, { holder: findHolder(of, ALICE.id), request: "payments/2026-11-20-alice-orders", now });
const asking = (state: LedgerState, twist: Twist = {}): Twist => ({
  ...{ rules, reviews: [review(CAROL)], beside: beside(state) },
  ...twist,
});
const statusOf = (facts: Evidence) => decide(facts).status;
const tell = (facts: Evidence): string[] => listFindings(decide(facts)).map(({ message }) => message);
const start = (hours: number) =>
  requestText({ start: `${addHours(NOW, hours).toISOString().slice(0, 16)}Z` });

describe("SD1: duties stay apart", () => {
  it("denies after the merge, and waits before it", () => {
    const state = granted(cleaning());
    expect(statusOf(evidence(asking(state)))).toBe("waiting");
    expect(tell(merged(asking(state)))).toEqual([
      'The duty "change-and-audit" (Nobody removes traces of their own work) keeps this apart from cleaner on audit-db/log-2026, which alice has by payments/cleaning: that lasts from 2026-11-20T13:00:00.000Z to 2026-11-20T15:00:00.000Z.',
    ]);
  });

  it("denies a time at which both would be held, and no other", () => {
    const state = granted(cleaning());
    expect(statusOf(evidence(asking(state, { text: start(0.5) })))).toBe("denied");
    expect(statusOf(evidence(asking(state, { text: start(1) })))).toBe("approved");
    const planned = applyEntries(emptyLedger, [
      intentEntry(cleaning({ startsAt: addHours(NOW, 1.5), endsAt: addHours(NOW, 3) }), { at: NOW }),
    ]);
    expect(statusOf(evidence(asking(planned)))).toBe("waiting");
    expect(statusOf(evidence(asking(planned, { text: requestText({ duration: "90m" }) })))).toBe("approved");
  });

  it("allows what is over, what is on no side, and what another person has", () => {
    const over = cleaning({ endsAt: addMinutes(NOW, -5) });
    expect(statusOf(merged(asking(revoked(granted(over), over, addMinutes(NOW, -4)))))).toBe("approved");
    const reader = { ...audit, resource: "other" };
    expect(statusOf(merged(asking(granted(cleaning({ entitlement: reader })))))).toBe("approved");
    const carols = cleaning({ subject: CAROL, principal: "carol-audit" });
    expect(statusOf(merged(asking(granted(carols))))).toBe("approved");
  });

  it("counts all accounts of a person, and what an account of theirs has from the person before", () => {
    const second = { id: 2001, login: "alice-admin" };
    const two = {
      ...apart,
      people: people.map((one) => (one.id === ALICE.id ? { ...one, otherIds: [2001] } : one)),
    };
    const state = granted(cleaning({ subject: second }));
    const facts = { ...asking(state), beside: beside(state, two) };
    expect(statusOf(merged({ ...facts, rules: rulesWith({ settings: two }) }))).toBe("denied");
    const inherited = granted(cleaning({ subject: { id: 1999, login: "zoe" }, principal: "Alice-Audit" }));
    expect(statusOf(merged(asking(inherited)))).toBe("denied");
  });

  it("denies both sides in one request, whatever is approved", () => {
    const both = `[{ provider: orders-db, resource: orders, role: readonly }, { provider: audit-db, resource: log-1, role: cleaner }]`;
    const policies = [
      policy({
        entitlements: [
          { provider: "orders-db", resource: "orders", roles: ["readonly"] },
          { provider: "audit-db", resource: "log-1", roles: ["cleaner"] },
        ],
      }),
    ];
    const facts = asking(emptyLedger, {
      rules: rulesWith({ settings: apart, policies }),
      text: requestText({ entitlements: both }),
    });
    expect(tell(evidence(facts))).toEqual([
      'It asks for readonly on orders-db/orders and for cleaner on audit-db/log-1, and the duty "change-and-audit" (Nobody removes traces of their own work) keeps them apart.',
    ]);
  });

  it("counts what was approved before, and is granted later", () => {
    const approve = (pull: number, request: string, minutes: number) => [
      {
        kind: "asked" as const,
        at: addMinutes(NOW, minutes),
        asked: {
          ...{ pull, requester: ALICE, head: "h", request, subject: ALICE, entitlements: [audit] },
          ...{ durationMs: 3_600_000, at: addMinutes(NOW, minutes) },
        },
      },
      {
        kind: "approved" as const,
        at: addMinutes(NOW, minutes),
        approved: {
          ...{ pull, request, merge: "m", approvers: [CAROL], startsAt: addHours(NOW, 1) },
          at: addMinutes(NOW, minutes),
        },
      },
    ];
    const before = applyEntries(emptyLedger, approve(7, "payments/cleaning", -9));
    expect(tell(merged(asking(before)))[0]).toMatch(/payments\/cleaning: that is approved and lasts from/u);
    expect(statusOf(merged(asking(before, { text: requestText({ duration: "30m" }) })))).toBe("approved");
    const own = approve(12, "payments/2026-11-20-alice-orders", -10);
    const after = applyEntries(emptyLedger, [...own, ...approve(13, "payments/cleaning", -9)]);
    expect(statusOf(merged(asking(after)))).toBe("approved");
  });

  it("denies where it is not known what the subject has", () => {
    expect(statusOf(merged({ rules, reviews: [review(CAROL)] }))).toBe("denied");
  });

  it("ends nothing that was granted, by a duty or by access that came later", () => {
    const state = granted(cleaning(), lease({ request: "payments/2026-11-20-alice-orders" }));
    expect(statusOf(merged(asking(state, { granted: true })))).toBe("approved");
  });
});

describe("SD3: access that has ended", () => {
  it("counts until it is revoked", () => {
    const over = cleaning({ endsAt: addMinutes(NOW, -5) });
    expect(tell(merged(asking(granted(over))))[0]).toMatch(/that ended .* and is not revoked yet/u);
  });
});

describe("SD4: the audit", () => {
  const facts: GrantFacts = {
    merge: { at: NOW, blob: proof.blob },
    reviewed: { blob: proof.blob },
    request: undefined,
    rules,
  };
  const judge = (before: LedgerState, of = lease()) =>
    judgeGrant(intentEntry(of), facts, before)
      .filter(({ code }) => code === "DUTIES_JOINED")
      .map(({ says }) => says);

  it("names a grant that joins duties", () => {
    expect(judge(granted(cleaning()))).toEqual([
      "alice had cleaner on audit-db/log-2026 by payments/cleaning at that time, and the duty change-and-audit keeps that apart from readonly on orders-db/orders",
    ]);
    expect(judge(granted(cleaning({ request: "payments/a" })))).toHaveLength(1);
    expect(judge(granted(cleaning({ startsAt: addHours(NOW, 1), endsAt: addHours(NOW, 2) })))).toEqual([]);
    expect(judge(emptyLedger)).toEqual([]);
  });
});

describe("the settings", () => {
  const text = (sides: string) =>
    `ledger: { publicKey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${"A".repeat(43)}" }\npeople: []\nduties:\n${sides}`;
  const codes = (sides: string) =>
    parseSettings(text(sides), ".github/hallpass.yaml").findings.map(({ code }) => code);
  const side = (resource: string) => `[{ provider: db, resource: ${resource}, roles: [admin] }]`;

  it("may keep patterns apart", () => {
    expect(codes(`  - { name: a, apart: [${side('"a-*"')}, ${side('"b-*"')}] }`)).toEqual([]);
    const all = '[{ provider: other, resource: "*", roles: ["*"] }]';
    expect(codes(`  - { name: a, apart: [${side('"a-*"')}, ${all}] }`)).toEqual([]);
  });

  it("may not put one access on two sides, or give two duties one name", () => {
    expect(codes(`  - { name: a, apart: [${side('"a-*"')}, ${side("a-1")}] }`)).toEqual(["DUTY_OVERLAPS"]);
    const one = `  - { name: a, apart: [${side("a")}, ${side("b")}] }\n`;
    expect(codes(one + one)).toEqual(["DUTY_REPEATED"]);
  });
});
