// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AU2: The audit is edited.

import { expect, it } from "vitest";
import { parseCodeowners } from "../../../src/core/files/codeowners.ts";
import { emptyLedger, type LedgerState } from "../../../src/core/ledger/ledger.ts";
import { type GrantFacts, judgeGrant } from "../../../src/core/verify/judge-grant.ts";
import { CAROL, merged } from "../../support/builders/evidence.ts";
import { intentEntry, lease, proof, START } from "../../support/builders/ledger.ts";

const { rules } = merged();
const entry = intentEntry(lease({ approvers: [CAROL] }));
const before: LedgerState = {
  ...emptyLedger,
  teams: new Map([[302, { id: 302, slug: "payments-leads", members: [CAROL] }]]),
};

const codesWith = (codeowners: string): string[] => {
  const facts: GrantFacts = {
    merge: { at: START, blob: proof.blob },
    reviewed: { blob: proof.blob },
    request: undefined,
    rules: { ...rules, codeowners: parseCodeowners(codeowners, "CODEOWNERS") },
  };
  return judgeGrant(entry, facts, before).map(({ code }) => code);
};

it("AU2: an approver of a path that nobody owns is no owner", () => {
  expect(codesWith("/access-requests/payments/ @acme/payments-leads\n")).not.toContain("APPROVER_NOT_OWNER");
  expect(codesWith("/access-requests/payments/ @acme/security\n")).toContain("APPROVER_NOT_OWNER");
  expect(codesWith("/docs/ @acme/payments-leads\n")).toContain("APPROVER_NOT_OWNER");
});
