import { describe, expect, it } from "vitest";
import { isPolicyPath } from "../../../src/core/files/policy.ts";
import { judgeTests } from "../../../src/core/policy-tests/judge-tests.ts";
import { runTests } from "../../../src/core/policy-tests/run-tests.ts";
import { isPolicyTestPath, parsePolicyTests } from "../../../src/core/policy-tests/test-file.ts";
import { policy, rulesWith } from "../../support/builders/evidence.ts";

const GIVEN = `given:
  folder: payments
  teams: { payments: [ann, bob], payments-leads: [carol, lea] }
  request:
    subject: ann
    entitlements: [{ provider: orders-db, resource: orders, role: readonly }]
    duration: 2h
    reason: Investigate stuck refunds for INC-1234
`;

const FILE = "policies/orders.test.yaml";
const parse = (cases: string, given = GIVEN) => parsePolicyTests(`${given}cases:\n${cases}`, FILE);

/** Runs one case; its differences. */
function differences(expected: string, more = "{}", rules = rulesWith()): readonly string[] {
  const parsed = parse(`  - { name: it, given: ${more}, expect: ${expected} }\n`);
  expect(parsed.findings).toEqual([]);
  const [result] = runTests(parsed, rules);
  if (result === undefined) throw new Error("No case ran.");
  return result.differences;
}

it.each([
  ["7h", "waiting"],
  ["8h", "approved"],
])("a case that has waited for %s, and that its fallback approved, is %s", (waited, expected) => {
  const approvals = {
    teams: [{ slug: "payments-leads", id: 302 }],
    fallback: { after: "8h", teams: [{ slug: "friends", id: 304 }] },
  };
  const codeownersText = "/access-requests/payments/ @acme/payments-leads @acme/friends\n";
  const rules = rulesWith({ policies: [policy({ approvals })], codeownersText });
  const teams = "{ payments: [ann], payments-leads: [carol], friends: [fay] }";
  const given = `{ waited: ${waited}, approvals: [fay], teams: ${teams} }`;
  expect(differences(`{ decision: ${expected} }`, given, rules)).toEqual([]);
});

describe("a case of a policy's tests", () => {
  it.each([
    ["waits for both leads", "{ decision: waiting, waitsFor: [lea, carol] }", "{}"],
    ["is approved by one of them", "{ decision: approved }", "{ approvals: [carol] }"],
    ["is not approved by its requester", "{ decision: waiting }", "{ approvals: [ann] }"],
    ["is not approved by a stranger", "{ decision: waiting }", "{ approvals: [eve] }"],
    ["is held by an objection", "{ decision: waiting }", "{ approvals: [carol], objections: [lea] }"],
    [
      "is denied for too long",
      "{ decision: denied, codes: [DURATION_TOO_LONG] }",
      "{ request: { duration: 9h } }",
    ],
    [
      "is denied to a person of no team",
      "{ decision: denied, codes: [REQUESTER_NOT_ALLOWED] }",
      "{ request: { subject: eve } }",
    ],
    [
      "is denied where other teams own the folder",
      "{ decision: denied, codes: [OWNER_NOT_APPROVER] }",
      "{ owners: { payments: [friends] } }",
    ],
    [
      "is denied where nobody can approve",
      "{ decision: denied, codes: [NOBODY_CAN_APPROVE] }",
      "{ teams: { payments-leads: [ann] } }",
    ],
    [
      "is denied to a person who is not in the identity map",
      "{ decision: denied, codes: [PRINCIPAL_UNKNOWN] }",
      "{ unlisted: [ann] }",
    ],
    [
      "is denied for another person",
      "{ decision: denied, codes: [SUBJECT_NOT_REQUESTER] }",
      "{ requester: bob }",
    ],
    [
      "is denied with a mistake in it",
      "{ decision: denied, codes: [FIELD_UNKNOWN] }",
      "{ request: { ticket: 7 } }",
    ],
    [
      "is denied when it is over",
      "{ decision: denied, codes: [START_OVER] }",
      '{ at: "2026-01-06T00:00Z", request: { start: "2026-01-05T12:00Z" } }',
    ],
  ])("%s", (_name, expected, more) => {
    expect(differences(expected, more)).toEqual([]);
  });

  it("says what is otherwise than expected", () => {
    expect(differences("{ decision: approved, codes: [UNOWNED], waitsFor: [eve] }")).toEqual([
      "It is waiting, and approved was expected.",
      "It does not say UNOWNED; it says nothing wrong.",
      "It waits for carol, lea, and eve was expected.",
    ]);
  });

  it("judges by the rules it is given", () => {
    const two = policy({ approvals: { teams: [{ slug: "payments-leads", id: 302 }], count: 2 } });
    const rules = rulesWith({ policies: [two] });
    expect(differences("{ decision: waiting, waitsFor: [lea] }", "{ approvals: [carol] }", rules)).toEqual(
      [],
    );
    expect(differences("{ decision: approved }", "{ approvals: [carol, lea] }", rules)).toEqual([]);
  });

  it("needs no CODEOWNERS and no settings", () => {
    const rules = { policies: [policy()], codeowners: undefined, settings: undefined, findings: [] };
    const owned = "{ approvals: [carol], owners: { payments: [payments-leads] } }";
    expect(
      runTests(parse(`  - { name: it, given: ${owned}, expect: { decision: approved } }\n`), rules),
    ).toMatchObject([{ differences: [] }]);
  });
});

describe("a file of tests", () => {
  it("is no policy, and a policy is no file of tests", () => {
    for (const path of ["policies/a.test.yaml", "policies/a.test.yml"])
      expect([isPolicyPath(path), isPolicyTestPath(path)]).toEqual([false, true]);
    for (const path of ["policies/a.yaml", "policies/test.yaml", "policies/atest.yml"])
      expect([isPolicyPath(path), isPolicyTestPath(path)]).toEqual([true, false]);
    for (const path of ["policies/templates/a.test.yaml", "a.test.yaml", "policies/.test.yaml.md"])
      expect([isPolicyPath(path), isPolicyTestPath(path)]).toEqual([false, false]);
  });

  it.each([
    [
      "without a request",
      "  - { name: a, expect: { decision: denied } }\n",
      "given: { folder: payments }\n",
      "POLICY_TEST_INCOMPLETE 3",
    ],
    [
      "with a code that does not exist",
      "  - { name: a, expect: { decision: denied, codes: [NO_SUCH_CODE] } }\n",
      GIVEN,
      "POLICY_TEST_INCOMPLETE 10",
    ],
    [
      "with a time that does not exist",
      '  - { name: a, given: { at: "2026-02-30T00:00Z" }, expect: { decision: denied } }\n',
      GIVEN,
      "START_INVALID 10",
    ],
    [
      "with a field that does not exist",
      "  - { name: a, expects: { decision: denied } }\n",
      GIVEN,
      "FIELD_UNKNOWN 10",
    ],
    ["without a case", "  []\n", GIVEN, "ITEMS_COUNT 10"],
  ])("%s is refused, at its line", (_name, cases, given, found) => {
    const { findings, value } = parse(cases, given);
    expect(value).toBeUndefined();
    expect(findings.map(({ code, place }) => `${code} ${place?.line}`)).toContain(found);
  });
});

describe("the tests of a pull request", () => {
  const pass = parse("  - { name: a, expect: { decision: waiting } }\n");
  const fail = parse("  - { name: b, expect: { decision: approved } }\n");

  it("find each case that fails, at its line, with what was said", () => {
    expect(judgeTests([pass], rulesWith())).toEqual({ cases: 1, findings: [] });
    const { cases, findings } = judgeTests([pass, fail], rulesWith());
    expect(cases).toBe(2);
    expect(findings).toMatchObject([
      { code: "POLICY_TEST_FAILED", severity: "error", place: { file: FILE, line: 10 } },
    ]);
    expect(findings[0]?.message).toContain('The case "b" fails. It is waiting, and approved was expected.');
  });

  it("are not run where there are too many", () => {
    const names = Array.from(
      { length: 100 },
      (_, index) => `  - { name: a${index}, expect: { decision: denied } }\n`,
    );
    const many = parse(names.join(""));
    const { cases, findings } = judgeTests([many, many, many, many, many, fail], rulesWith());
    expect(cases).toBe(0);
    expect(findings.map(({ code }) => code)).toEqual(["POLICY_TESTS_TOO_MANY"]);
  });
});
