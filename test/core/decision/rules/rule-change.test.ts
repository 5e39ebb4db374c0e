import { addMinutes } from "date-fns";
import { describe, expect, it } from "vitest";
import { formCheckResult, isMergeable } from "../../../../src/core/decision/check-result.ts";
import { decide, leasesOf, listFindings } from "../../../../src/core/decision/decision.ts";
import type { AdoptedRules, Evidence, MergeEvidence } from "../../../../src/core/decision/evidence.ts";
import { mergedAsProposed } from "../../../../src/core/decision/rules/rule-change.ts";
import { mistake } from "../../../../src/core/findings/finding.ts";
import { emptyLedger } from "../../../../src/core/ledger/ledger.ts";
import {
  added,
  CAROL,
  DAVE,
  evidence,
  NOW,
  review,
  rulesWith,
  settings,
} from "../../../support/builders/evidence.ts";

const CODEOWNERS =
  "/policies/ @acme/security\n/.github/ @acme/security\n/policies/pay.yaml @acme/payments-leads\n";
const both = {
  teams: [
    { slug: "security", id: 303 },
    { slug: "payments-leads", id: 302 },
  ],
};
const inForce = (): AdoptedRules =>
  rulesWith({ codeownersText: CODEOWNERS, settings: settings({ rules: { approvals: both } }) });
const ORDERS = { ...added("policies/orders.yaml"), status: "modified" } as const;

/** A change of a policy that dave approved. */
function change(overrides: Partial<Evidence> = {}): Evidence {
  const { file: _file, subject: _subject, ...rest } = evidence();
  return {
    ...rest,
    rules: inForce(),
    proposed: inForce(),
    changes: [ORDERS],
    reviews: [review(DAVE)],
    ...overrides,
  };
}

const squashed = (odd: Partial<MergeEvidence> = {}, overrides: Partial<Evidence> = {}): Evidence => {
  const open = change(overrides);
  const merge: MergeEvidence = {
    commit: "m1",
    at: addMinutes(NOW, -1),
    parents: ["p1"],
    onDefaultBranch: true,
    changes: open.changes,
    atTip: undefined,
    rulesBefore: inForce(),
    ownersErrorsBefore: [],
    belongsToPull: true,
    checkExpected: "x1",
    checkPassed: true,
  };
  return { ...open, merge: { ...merge, ...odd } };
};

const found = (facts: Evidence) =>
  listFindings(decide(facts)).map(({ code, message }) => `${code}: ${message}`);

describe("a change of the rules", () => {
  it("is approved by the owners of policies/", () => {
    expect(decide(change())).toMatchObject({ status: "approved", approvers: [DAVE], eligible: [DAVE] });
    expect(decide(change({ reviews: [] })).status).toBe("waiting");
  });

  it("needs the tests of the policies to pass, and to have been run", () => {
    const failed = mistake("POLICY_TEST_FAILED", "It fails.", "Correct it.");
    const failing = change({ tested: { cases: 1, findings: [failed] } });
    expect(decide(failing).status).toBe("denied");
    expect(found(failing)).toEqual(["POLICY_TEST_FAILED: It fails."]);
    const { tested: _tested, ...untested } = change();
    expect(decide(untested).status).toBe("denied");
    expect(decide(squashed({}, { tested: { cases: 1, findings: [failed] } })).status).toBe("approved");
  });

  it("needs the owners of every file it changes, beside those of policies/", () => {
    const changes = [added("policies/pay.yaml")];
    expect(decide(change({ changes })).status).toBe("waiting");
    expect(decide(change({ changes, reviews: [review(CAROL)] })).status).toBe("waiting");
    const all = change({ changes, reviews: [review(CAROL), review(DAVE)] });
    expect(decide(all)).toMatchObject({ status: "approved", approvers: [DAVE, CAROL] });
  });

  it("needs nobody for a file beside it that decides nothing", () => {
    expect(decide(change({ changes: [ORDERS, added("README.md")] })).status).toBe("approved");
  });

  it("is never merged by the app", () => {
    expect(isMergeable(formCheckResult(change(), emptyLedger))).toBe(false);
  });

  it("cannot be judged where nobody is named who approves rules", () => {
    const { rules: _, ...nobody } = settings();
    const decision = decide(change({ rules: { ...inForce(), settings: nobody } }));
    expect(decision.status).toBe("denied");
    expect(decision.verdicts.filter(({ status }) => status === "open").map(({ rule }) => rule)).toEqual([
      "Only the approving teams own what is approved",
      "Code owners approved exactly this",
    ]);
  });

  it("is denied when the new rules are wrong, or cannot be read", () => {
    const mistake = { code: "RULES_MOVED", severity: "error", at: "", message: "no", fix: "" } as const;
    const odd = (severity: "error" | "warning") => ({ ...inForce(), findings: [{ ...mistake, severity }] });
    expect(found(change({ proposed: odd("error") }))).toEqual(["RULES_MOVED: no"]);
    expect(decide(change({ proposed: odd("warning") })).status).toBe("approved");
    const { proposed: _, ...unread } = change();
    expect(decide(unread).status).toBe("denied");
  });

  it("is judged, once merged, by the rules before it and not by its own", () => {
    const lax = rulesWith({ codeownersText: "* @acme/friends\n", adopted: false });
    expect(decide(squashed({}, { rules: lax })).status).toBe("approved");
    expect(decide(squashed({ rulesBefore: lax })).status).toBe("denied");
  });

  const notTheHead = "MERGE_UNPROVEN: The rules that m1 changes are not those at the pull request's head.";
  it.each<[string, Partial<MergeEvidence>, string[]]>([
    ["as approved", {}, []],
    ["with a file that decides nothing", { changes: [ORDERS, added("README.md")] }, []],
    ["with other content", { changes: [{ ...ORDERS, blob: "b" }] }, [notTheHead]],
    ["with another mode", { changes: [{ ...ORDERS, mode: "120000" }] }, [notTheHead]],
    ["as another kind of change", { changes: [{ ...ORDERS, status: "removed" }] }, [notTheHead]],
    ["with a second file of rules", { changes: [ORDERS, added("CODEOWNERS")] }, [notTheHead]],
    ["without it", { changes: [] }, [notTheHead]],
    [
      "by a push",
      { belongsToPull: false },
      ["MERGE_UNPROVEN: GitHub does not name this pull request for m1."],
    ],
    ["by a merge commit", { parents: ["a", "b"] }, ["MERGE_UNPROVEN: m1 has 2 parents; a squash has one."]],
  ])("is adopted only when it arrived %s", (_name, odd, findings) => {
    expect(found(squashed(odd))).toEqual(findings);
    expect(decide(squashed(odd)).status).toBe(findings.length === 0 ? "approved" : "denied");
  });

  it("is what was approved, whatever else was changed beside the rules", () => {
    expect(found(squashed({}, { changes: [ORDERS, added("README.md")] }))).toEqual([]);
  });

  it("is not what was approved when one of two files is", () => {
    const both = [ORDERS, { ...added("policies/logs.yaml"), status: "modified" } as const];
    const odd = [ORDERS, { ...added("policies/logs.yaml"), status: "modified", blob: "b" } as const];
    expect(found(squashed({}, { changes: both }))).toEqual([]);
    expect(found(squashed({ changes: odd }, { changes: both }))).toEqual([notTheHead]);
  });

  it("is not judged by what arrived as long as nothing did", () => {
    expect(mergedAsProposed.judge({ evidence: change(), reviewed: [] })).toBeUndefined();
  });

  it("is denied without settings, which name nobody who approves rules", () => {
    expect(decide(change({ rules: { ...inForce(), settings: undefined } })).status).toBe("denied");
  });

  it("is no lease: it gives nobody anything", () => {
    const facts = squashed();
    expect(() => leasesOf(decide(facts), facts)).toThrow("Leases were asked of #12, which is approved");
  });

  it("is adopted only with the app's check", () => {
    expect(found(squashed({ checkPassed: false }))).toHaveLength(1);
  });
});

describe("a change of the rules that would stop something", () => {
  const unowned = (): AdoptedRules =>
    rulesWith({
      codeownersText: `${CODEOWNERS}/access-requests/payments/ @acme/support\n`,
      settings: settings({ rules: { approvals: both } }),
    });
  const owned = (): AdoptedRules =>
    rulesWith({
      codeownersText: `${CODEOWNERS}/access-requests/payments/ @acme/payments-leads\n`,
      settings: settings({ rules: { approvals: both } }),
    });

  it("is denied before it is merged, and says what it would stop", () => {
    const findings = found(change({ rules: owned(), proposed: unowned() }));
    expect(findings).toEqual([
      'FOLDER_OWNED: @acme/support owns access-requests/payments/, which payments-leads should own (policy "orders-readonly"). This stops every grant, in all folders, until it is corrected.',
    ]);
  });

  it("is not denied for what did not fit before", () => {
    const facts = change({ rules: unowned(), proposed: unowned() });
    expect(found(facts)).toEqual([]);
    expect(JSON.stringify(decide(facts).verdicts)).toContain("do not fit: run hallpass check.");
    expect(found(change({ rules: unowned(), proposed: owned() }))).toEqual([]);
  });

  it("is adopted once it was merged: another change mends it", () => {
    expect(found(squashed({ rulesBefore: owned() }, { proposed: unowned() }))).toEqual([]);
  });
});

describe("a pull request that puts the rules in force back", () => {
  const strange = rulesWith({ adopted: false });

  it("needs nobody's approval, for they were approved before", () => {
    const facts = change({ rules: strange, restores: true, reviews: [] });
    expect(decide(facts).status).toBe("approved");
  });

  it("is a change like any other where it does not put them back", () => {
    expect(found(change({ rules: strange, reviews: [] }))[0]).toBe(
      "RULES_NOT_ADOPTED: The rules at t reached the default branch without the approval of their owners.",
    );
  });
});

it("warnings about the rules let a request be judged by them", () => {
  const odd = (severity: "error" | "warning") => [
    { code: "RULES_MOVED", severity, at: "", message: "odd", fix: "" } as const,
  ];
  expect(found(evidence({ rules: rulesWith({ findings: odd("warning") }) }))).toEqual([]);
  expect(found(evidence({ ownersErrors: odd("warning") }))).toEqual([]);
  expect(decide(evidence({ ownersErrors: odd("error"), reviews: [review(CAROL)] })).status).not.toBe(
    "approved",
  );
});
