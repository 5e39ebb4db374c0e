// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   PS9: A pattern is written to take for ever, or so many that comparing all of them does.

import { describe, expect, it } from "vitest";
import { parseCodeowners } from "../../../src/core/files/codeowners.ts";
import type { Policy } from "../../../src/core/files/policy.ts";
import {
  findConflicts,
  type RulesAtCommit,
  type Surroundings,
  toFinding,
} from "../../../src/core/files/rule-conflicts.ts";
import { policy, settings } from "../../support/builders/evidence.ts";

const OWNED = [
  "/access-requests/payments/ @acme/payments-leads",
  "/policies/ @acme/security",
  "/.github/ @acme/security",
  "/CODEOWNERS @acme/security",
  "/docs/CODEOWNERS @acme/security",
];
const rules = (lines: readonly string[], overrides: Partial<RulesAtCommit> = {}): RulesAtCommit => ({
  policies: [policy()],
  codeowners: parseCodeowners(`${lines.join("\n")}\n`, ".github/CODEOWNERS"),
  settings: settings(),
  ...overrides,
});
const found = (set: RulesAtCommit, around?: Surroundings) =>
  findConflicts(set, around).map(({ code, message }) => `${code}: ${message}`);
const folder = (who: string) =>
  `FOLDER_OWNED: ${who} owns access-requests/payments/, which payments-leads should own (policy "orders-readonly").`;
const twice = policy({ name: "orders-too" });
const roles = (...names: [string, ...string[]]): Policy["entitlements"] => [
  { provider: "orders-db", resource: "orders", roles: names },
];

describe("rules that are each well-formed", () => {
  it.each<[string, RulesAtCommit, string[]]>([
    ["fit together", rules(OWNED), []],
    ["leave a folder without owner", rules(OWNED.slice(1)), [folder("nobody")]],
    [
      "give a folder to a team that its policy does not name",
      rules([...OWNED, "/access-requests/payments/ @acme/support-leads"]),
      [folder("@acme/support-leads")],
    ],
    [
      "give a folder to a person beside the team",
      rules([...OWNED, "/access-requests/payments/ @acme/payments-leads @cleo"]),
      [folder("@cleo")],
    ],
    [
      "give everything to everybody by a last line",
      rules([...OWNED, "* @acme/everybody"]),
      [
        ...["policies/", ".github/", ".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"].map(
          (path) => `RULES_OWNED: @acme/everybody owns ${path}, which security should own.`,
        ),
        folder("@acme/everybody"),
      ],
    ],
    [
      "offer the same twice in one folder",
      rules(OWNED, { policies: [policy(), twice] }),
      [
        'POLICY_AMBIGUOUS: The policies "orders-readonly" and "orders-too" both offer readonly on orders-db/orders in "payments".',
      ],
    ],
    [
      "offer different roles in one folder",
      rules(OWNED, { policies: [policy(), { ...twice, entitlements: roles("admin") }] }),
      [],
    ],
    [
      "offer the same in two folders",
      rules([...OWNED, "/access-requests/friends/ @acme/payments-leads"], {
        policies: [policy(), { ...twice, folders: ["friends"] }],
      }),
      [],
    ],
    ["are not judged without CODEOWNERS", rules(OWNED, { codeowners: undefined }), []],
  ])("%s", (_what, set, expected) => {
    expect(found(set)).toEqual(expected);
  });

  it("name teams of this organisation, where it is known", () => {
    const other = rules([...OWNED, "/access-requests/payments/ @other/payments-leads"]);
    expect(found(other)).toEqual([]);
    expect(found(other, { organization: "Acme" })).toEqual([folder("@other/payments-leads")]);
  });

  it("own every rule file that is there", () => {
    const set = rules([...OWNED, "/policies/orders.yaml @acme/payments-leads"]);
    expect(found(set)).toEqual([]);
    expect(found(set, { ruleFiles: ["policies/orders.yaml"] })).toEqual([
      "RULES_OWNED: @acme/payments-leads owns policies/orders.yaml, which security should own.",
    ]);
  });

  it("say what they stop: every grant, or where doctor only reports, that folder's", () => {
    const of = (set: RulesAtCommit) => findConflicts(set).map((conflict) => toFinding(conflict).message);
    expect(of(rules(OWNED.slice(1)))).toEqual([
      expect.stringContaining("This stops every grant, in all folders, until it is corrected."),
    ]);
    expect(of(rules(OWNED.slice(1), { settings: settings({ attestation: "reported" }) }))).toEqual([
      expect.stringContaining("This stops every request in access-requests/payments/."),
    ]);
    expect(of(rules(OWNED, { policies: [policy(), twice] }))).toEqual([
      expect.stringContaining("This stops every request for it there."),
    ]);
  });
});

it("PS9: refuses policies with so many patterns that comparing them would keep a process busy for hours", () => {
  const many = (name: string, last: string) =>
    policy({
      name,
      folders: Array.from({ length: 30 }, (_, index) => `folder-${index}`),
      entitlements: Array.from({ length: 40 }, (_, index) => ({
        provider: "orders-db",
        resource: `${"a*".repeat(90)}${index}${last}`,
        roles: ["readonly"],
      })),
    });
  const policies = Array.from({ length: 40 }, (_, index) => many(`p${index}`, `x${index}`));
  expect(found(rules([], { policies, codeowners: undefined }))[0]).toMatch(
    /^POLICY_AMBIGUOUS: .*too many patterns/u,
  );
});
