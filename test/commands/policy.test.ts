import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../src/cli.ts";
import { requestText } from "../support/builders/evidence.ts";
import { capture } from "./clone.ts";
import { checkout, policyText } from "./policy-checkout.ts";

const FILE = "access-requests/payments/a.yaml";

async function explain(files: Readonly<Record<string, string>>, ...argv: string[]) {
  const root = await checkout({ [FILE]: requestText(), ...files });
  return capture(main, "policy", "explain", join(root, FILE), "--root", root, ...argv);
}

async function explainJson(files: Readonly<Record<string, string>>, ...argv: string[]) {
  const { code, out } = await explain(files, ...argv, "--json");
  return { code, ...JSON.parse(out) };
}

describe("hallpass policy explain", () => {
  it("waits for a member of the approving team, and says what it supposed", async () => {
    const { code, out } = await explain({}, "--at", "2026-11-20T14:00:00Z");
    expect(code).toBe(0);
    expect(out).toMatch(/^WAITING {2}access-requests\/payments\/a\.yaml$/mu);
    expect(out).toContain("… Code owners approved exactly this: a member of payments-leads can approve.");
    expect(out).toContain("It is 2026-11-20T14:00:00.000Z, and alice opens the pull request.");
    expect(out).toContain("payments has the members alice.");
  });

  it("is approved with a pretend approval, and not with the requester's own", async () => {
    expect(await explainJson({}, "--approved-by", "carol")).toMatchObject({
      code: 0,
      decision: "approved",
      approvers: ["carol"],
    });
    expect(await explainJson({}, "--approved-by", "alice")).toMatchObject({ code: 0, decision: "waiting" });
  });

  it("needs as many approvals as the policy says, by people of the identity map", async () => {
    const files = {
      "policies/orders.yaml": policyText({
        approvals: "{ teams: [{ slug: payments-leads, id: 302 }], count: 2 }",
      }),
    };
    expect(await explainJson(files, "--approved-by", "carol")).toMatchObject({
      decision: "waiting",
      awaited: [{ missing: 1, people: ["a member of payments-leads", "another member of payments-leads"] }],
    });
    const { out } = await explain(files, "--approved-by", "carol", "--approved-by", "mallory");
    expect(out).toContain("mallory is not in the identity map");
  });

  it("judges the members that are given", async () => {
    const { code, out } = await explain({}, "--member", "payments=bob,carol");
    expect(code).toBe(1);
    expect(out).toMatch(/^DENIED/u);
    expect(out).toContain("REQUESTER_NOT_ALLOWED");
  });

  it.each([
    ["a longer time", { [FILE]: requestText({ duration: "9h" }) }, "DURATION_TOO_LONG"],
    ["a person without an account", { [FILE]: requestText({ subject: "bob" }) }, "PRINCIPAL_UNKNOWN"],
    [
      "what no policy offers",
      { "policies/orders.yaml": policyText({ folders: "[friends]" }) },
      "WRONG_FOLDER",
    ],
    ["rules that cannot be read", { "policies/other.yaml": "name: 1\n" }, "FIELD_TYPE"],
    ["a folder of other owners", { ".github/CODEOWNERS": "* @acme/friends\n" }, "OWNER_NOT_APPROVER"],
  ])("denies %s, with the code and the fix", async (_name, files, code) => {
    const answer = await explainJson(files, "--approved-by", "carol");
    expect(answer.decision).toBe("denied");
    expect(answer.code).toBe(1);
    expect(JSON.stringify(answer.rules)).toContain(code);
  });

  it("lists the mistakes of a request that cannot be read", async () => {
    const { code, out } = await explain({ [FILE]: "subject: alice\n" });
    expect(code).toBe(1);
    expect(out).toContain("FIELD_MISSING");
  });

  it("judges a draft as if it lay in the given folder", async () => {
    const root = await checkout({ "draft.yaml": requestText() });
    const say = (...more: string[]) =>
      capture(main, "policy", "explain", join(root, "draft.yaml"), "--root", root, ...more);
    expect(await say()).toMatchObject({ code: 2, err: expect.stringContaining("--folder TEAM") });
    const { out } = await say("--folder", "payments");
    expect(out).toMatch(/^WAITING {2}access-requests\/payments\/draft\.yaml$/mu);
  });

  it("refuses what it does not know", async () => {
    expect(await capture(main, "policy", "guess")).toMatchObject({
      code: 2,
      err: expect.stringContaining("explain"),
    });
    expect(await capture(main, "policy", "explain")).toMatchObject({ code: 2 });
  });
});

describe("hallpass policy lint", () => {
  it("says nothing of sound rules, and what is odd of others, at its place", async () => {
    expect(await capture(main, "policy", "lint", "--root", await checkout({}))).toMatchObject({ code: 0 });
    const root = await checkout({ "policies/orders.yaml": policyText({ duration: "{ maximum: 90d }" }) });
    const { code, out } = await capture(main, "policy", "lint", root);
    expect(code).toBe(1);
    expect(out).toMatch(/^policies\/orders\.yaml:5:\d+ {2}DURATION_LONG \(warning\) /mu);
    expect(out).toContain("docs: docs/troubleshooting.md#duration_unbounded");
  });

  it("is about one file where one is named, and finds its clone", async () => {
    const root = await checkout({
      "policies/orders.yaml": policyText({ duration: "{ maximum: 90d }" }),
      "policies/broken.yaml": "name: 1\n",
    });
    const say = async (file: string) =>
      JSON.parse((await capture(main, "policy", "lint", join(root, file), "--json")).out);
    const files = async (file: string) =>
      new Set((await say(file)).findings.map(({ file }: { file: string }) => file));
    expect(await files("policies/orders.yaml")).toEqual(new Set(["policies/orders.yaml"]));
    expect(await files("policies/broken.yaml")).toEqual(new Set(["policies/broken.yaml"]));
    expect(await files(".github/CODEOWNERS")).toEqual(new Set());
  });

  it("refuses a path that is not there", async () => {
    expect(await capture(main, "policy", "lint", "/no/such/place")).toMatchObject({ code: 2 });
  });
});

describe("hallpass policy test", () => {
  const tests = (expected: string) => `given:
  folder: payments
  teams: { payments: [alice], payments-leads: [carol] }
  request:
    subject: alice
    entitlements: [{ provider: orders-db, resource: orders, role: readonly }]
    duration: 2h
    reason: Investigate stuck refunds for INC-1234
cases:
  - { name: a lead approves, given: { approvals: [carol] }, expect: { decision: approved } }
  - { name: too long, given: { request: { duration: 9h } }, expect: ${expected} }
`;

  it("passes, and says how many", async () => {
    const root = await checkout({ "policies/orders.test.yaml": tests("{ decision: denied }") });
    const { code, out } = await capture(main, "policy", "test", "--root", root);
    expect(code).toBe(0);
    expect(out).toBe("policies/orders.test.yaml\n  ✓ a lead approves\n  ✓ too long\n\n2 passed, 0 failed.\n");
    expect((await capture(main, "check", "--root", root)).code).toBe(0);
  });

  it("fails with expected, actual and the tree", async () => {
    const root = await checkout({ "policies/orders.test.yaml": tests("{ decision: approved }") });
    const { code, out } = await capture(main, "policy", "test", root);
    expect(code).toBe(1);
    expect(out).toContain("✗ too long  policies/orders.test.yaml:11:5");
    expect(out).toContain("It is denied, and approved was expected.");
    expect(out).toContain("DURATION_TOO_LONG");
    expect(out).toContain("1 passed, 1 failed.");
    const json = await capture(main, "policy", "test", join(root, "policies/orders.test.yaml"), "--json");
    expect(JSON.parse(json.out).files[0].cases.map(({ passed }: { passed: boolean }) => passed)).toEqual([
      true,
      false,
    ]);
  });

  it("fails on mistakes in a file, and in the rules", async () => {
    const broken = await checkout({ "policies/orders.test.yaml": "cases: []\n" });
    expect(await capture(main, "policy", "test", broken)).toMatchObject({
      code: 1,
      out: expect.stringContaining("1 file with mistakes."),
    });
    expect((await capture(main, "check", "--root", broken)).code).toBe(1);
    const rules = await checkout({
      "policies/orders.test.yaml": tests("{ decision: denied }"),
      "policies/other.yaml": "name: 1\n",
    });
    expect((await capture(main, "policy", "test", rules)).code).toBe(1);
  });

  it("says so where there is none", async () => {
    expect(await capture(main, "policy", "test", await checkout({}))).toMatchObject({ code: 2 });
  });
});
