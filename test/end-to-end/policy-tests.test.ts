import { afterAll, beforeAll, expect, it } from "vitest";
import { conclude } from "../../src/core/decision/check-result.ts";
import { type InProcess, startInProcess } from "../support/in-process.ts";
import { openPull } from "../support/people.ts";

let app: InProcess;
beforeAll(async () => {
  app = await startInProcess();
});
afterAll(() => app.stop());

const FILE = "policies/visitor.test.yaml";
const tests = (expected: string) => `given:
  folder: payments
  teams: { payments: [ann], payments-leads: [carol] }
  request:
    subject: ann
    entitlements: [{ provider: memory, resource: sandbox, role: visitor }]
    duration: 2h
    reason: Look at what the sandbox shows
cases:
  - name: a lead approves
    given: { approvals: [carol] }
    expect: { decision: ${expected} }
`;

async function propose(files: Readonly<Record<string, string>>) {
  const { number } = await openPull(app.github, "dave", files);
  const result = await app.review(number);
  if (result?.kind !== "rules") throw new Error(`#${number} is no change of the rules.`);
  return result;
}

const findFailed = ({ findings }: Awaited<ReturnType<typeof propose>>) =>
  findings.filter(({ code }) => code.startsWith("POLICY_TEST") || code === "RULE_TOO_LARGE");

it("a pull request with a test of a policy that fails is red at its line, and one that passes waits for its owners", async () => {
  const red = await propose({ [FILE]: tests("denied") });
  expect(conclude(red)).toBe("failure");
  expect(findFailed(red)).toMatchObject([{ code: "POLICY_TEST_FAILED", place: { file: FILE, line: 10 } }]);
  const pending = await propose({ [FILE]: tests("approved") });
  expect(findFailed(pending)).toEqual([]);
  expect(pending.decision.verdicts).toContainEqual({
    rule: "The tests of the policies pass",
    status: "met",
    says: "1 of 1 do.",
  });
  expect(pending.decision.status).toBe("waiting");
});

it("tests that are too many or too large are not run", async () => {
  const names = Array.from({ length: 21 }, (_, index) => `policies/a${index}.test.yaml`);
  const many = await propose(Object.fromEntries(names.map((name) => [name, tests("approved")])));
  expect(findFailed(many)).toMatchObject([{ code: "POLICY_TESTS_TOO_MANY" }]);
  const large = await propose({ [FILE]: `${tests("approved")}# ${"x".repeat(33_000)}\n` });
  expect(findFailed(large)).toMatchObject([{ code: "RULE_TOO_LARGE" }]);
});
