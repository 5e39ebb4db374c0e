// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AU12: A name, a policy or a rule's reason holds a line that reads as a trailer of the merge commit.

import fc from "fast-check";
import { expect, it } from "vitest";
import { type CheckResult, formCheckResult } from "../../../src/core/decision/check-result.ts";
import { emptyLedger } from "../../../src/core/ledger/ledger.ts";
import { fitSubject } from "../../../src/core/text/subject.ts";
import { describeMerge } from "../../../src/report/words/merge.ts";
import { CAROL, evidence, review } from "../../support/builders/evidence.ts";

const honest = formCheckResult(evidence({ reviews: [review(CAROL)] }), emptyLedger);
const lengthOf = (text: string): number => [...text].length;

/** Every name that a person or a policy can bring is this text. */
function resultWith(text: string): CheckResult {
  if (honest.kind !== "request" || honest.decision.terms === undefined)
    throw new Error("It asks for access.");
  const { terms, on, verdicts } = honest.decision;
  const person = { id: 1, login: text };
  const policy = { name: text, blob: "b".repeat(40), commit: "c".repeat(40) };
  const entitlement = { provider: text, resource: text, role: text, applied: policy };
  return {
    ...honest,
    decision: {
      ...honest.decision,
      approvers: [person],
      reviews: [{ id: 7, reviewer: person, commit: text, at: new Date(0) }],
      on: { ...on, blob: text },
      verdicts: [...verdicts, { rule: text, status: "met", says: text }],
      terms: { ...terms, id: text, subject: person, requester: person, entitlements: [entitlement] },
    },
  };
}

const NAMES = [
  ...["Request", "Subject", "Requester", "Approved-By", "Head", "Blob", "Review", "Codeowners"],
  ...["Policy", "Rules"],
];

it("AU12: every line of a merge is a trailer that Hallpass began", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom("x\n\nHallpass-Ledger: 0", "a\r\nHallpass-Rule: all met", "\u2028Hallpass-Head: 0"),
    fc.constant("x".repeat(5000)),
  );
  fc.assert(
    fc.property(hostile, (text) => {
      const { title, body } = describeMerge(resultWith(text), "a".repeat(40));
      const lines = body.split("\n");
      const rules = lines.filter((line) => line.startsWith("Hallpass-Rule: "));
      expect(lines.map((line) => line.split(":")[0])).toEqual(
        [...NAMES, ...rules.map(() => "Rule"), "Ledger"].map((name) => `Hallpass-${name}`),
      );
      for (const line of [title, ...lines]) expect(line).not.toMatch(/[\r\n\p{Zl}\p{Zp}]/u);
      expect(Math.max(...lines.map(lengthOf))).toBeLessThan(350);
      expect(lengthOf(fitSubject(title, " (#123456)"))).toBeLessThan(72);
    }),
  );
});

it("a receipt names the requests that it removes, as many as fit", () => {
  const paths = Array.from({ length: 200 }, (_, index) => `access-requests/payments/r${index}.yaml`);
  const receipt = {
    kind: "revert" as const,
    paths,
    ungranted: [],
    ending: [],
    unreviewed: [],
    findings: [],
    approved: true,
  };
  const { title, body } = describeMerge(receipt, null);
  expect(fitSubject(title, " (#20)")).toBe(
    "Remove ended: payments/r0, payments/r1, payments/r2, payments/r3… (#20)",
  );
  expect(body.split("\n")).toHaveLength(52);
  expect(body).toContain("Hallpass-Request: and 150 more\nHallpass-Ledger: none");
});
