// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AR1: A person adds a line to an access review, or changes the account of one, so that access which nobody
//     accepted passes as kept.
//   AR2: A person deletes their line from a review, writes it twice, or leaves it undecided, or the access
//     changes while the review is open.
//   AR3: An owner keeps their own access by their own approval, also with a second account.
//   AR4: A merged review is changed or removed, or a review of an earlier day or of a day to come is added,
//     so that a removal is forgotten; or a review is put off for ever, or hidden behind a copy on another
//     branch.
//   AR6: A pull request with an access review brings a request or a rule, at its head or by its merge alone.

import { addMinutes } from "date-fns";
import { describe, expect, it } from "vitest";
import { conclude, formCheckResult, isMergeable } from "../../../../src/core/decision/check-result.ts";
import { decide, listFindings } from "../../../../src/core/decision/decision.ts";
import type { Evidence, MergeEvidence } from "../../../../src/core/decision/evidence.ts";
import { reviewPath } from "../../../../src/core/files/access-review.ts";
import { emptyLedger } from "../../../../src/core/ledger/ledger.ts";
import { type ReviewTwist, reviewEvidence, reviewText, standing } from "../../../support/access-review.ts";
import {
  ALICE,
  added,
  CAROL,
  DAVE,
  EVE,
  review,
  rulesWith,
  settings,
  team,
  teams,
} from "../../../support/builders/evidence.ts";

const codes = (twist: ReviewTwist) => {
  const decision = decide(reviewEvidence({ reviews: [review(DAVE)], ...twist }));
  return [decision.status, ...listFindings(decision).map(({ code }) => code)];
};
const line = (name: string, decision = "keep") => ({ ...standing(name), decision });
const waitsFor = (facts: Evidence) =>
  decide(facts).verdicts.flatMap((verdict) => (verdict.status === "waiting" ? [verdict.brief] : []));

describe("An access review", () => {
  it("is approved by an owner of inventory/ without a hand in it, and merged by a person", () => {
    expect(codes({})).toEqual(["approved"]);
    expect(codes({ reviews: [] })).toEqual(["waiting"]);
    expect(codes({ reviews: [review(ALICE)] })).toEqual(["waiting"]);
    const result = formCheckResult(reviewEvidence({ reviews: [review(DAVE)] }), emptyLedger);
    expect([result.kind, conclude(result), isMergeable(result)]).toEqual(["review", "success", false]);
  });

  it("may belong to the team that approves requests in the folder, and to no other team", () => {
    const owned = (owner: string) =>
      rulesWith({ codeownersText: `/inventory/ @acme/security\n/inventory/reviews/payments/ ${owner}\n` });
    expect(codes({ rules: owned("@acme/payments-leads"), reviews: [review(CAROL)] })).toEqual(["waiting"]);
    const leads = new Map([...teams, team(302, "payments-leads", CAROL, DAVE)]);
    expect(codes({ rules: owned("@acme/payments-leads"), teams: leads })).toEqual(["approved"]);
    expect(codes({ rules: owned("@acme/friends") })).toEqual([
      "denied",
      "OWNER_NOT_APPROVER",
      "NOBODY_CAN_APPROVE",
    ]);
    expect(codes({ rules: rulesWith({ codeownersText: "/policies/ @acme/security\n" }) })).toContain(
      "UNOWNED",
    );
  });

  it("AR1: has no line that inventory/ does not list for the team", () => {
    const text = reviewText([line("carol"), line("mallory")]);
    expect(codes({ text })).toEqual(["denied", "REVIEW_LINE_UNKNOWN"]);
    const other = { ...standing("carol", { role: "owner" }), decision: "keep" };
    expect(codes({ text: reviewText([line("carol"), other]) })).toEqual(["denied", "REVIEW_LINE_UNKNOWN"]);
  });

  it.each([
    ["name", { principal: "dave" }],
    ["provider's id", { ids: { ...standing("carol").ids, principal: "id-mallory" } }],
    ["resource", { resource: "invoices" }],
  ])("AR1, AR2: shows the %s of inventory/ and no other", (_, changed) => {
    const text = reviewText([{ ...line("carol"), ...changed }]);
    expect(codes({ text })).toEqual(["denied", "REVIEW_LINE_UNKNOWN", "REVIEW_LINE_MISSING"]);
  });

  it.each([
    ["of an earlier year", "2025-11-20", "2025-12-04", "REVIEW_BACKDATED"],
    ["of eight days before it was opened", "2026-11-12", "2026-12-04", "REVIEW_BACKDATED"],
    ["due in another century", "2026-11-20", "2126-11-20", "REVIEW_DUE"],
    ["due 93 days later", "2026-11-20", "2027-02-21", "REVIEW_DUE"],
    ["due before it began", "2026-11-20", "2026-11-19", "REVIEW_DUE"],
  ])("AR4: is not %s", (_, day, due, code) => {
    const path = reviewPath("payments", day);
    const opened = { changes: [added(path)], path, text: reviewText([line("carol")], due) };
    expect(codes(opened)).toEqual(["denied", code]);
  });

  it.each([
    ["2026-11-13", "2026-11-13"],
    ["2026-11-20", "2027-02-20"],
  ])("may be of a week before, and due within a quarter: %s, due %s", (day, due) => {
    const path = reviewPath("payments", day);
    expect(codes({ changes: [added(path)], path, text: reviewText([line("carol")], due) })).toEqual([
      "approved",
    ]);
  });

  it("AR2: leaves no access out, also none that inventory/ got meanwhile", () => {
    expect(codes({ about: { expected: [standing("carol"), standing("dave")] } })).toEqual([
      "denied",
      "REVIEW_LINE_MISSING",
    ]);
    expect(codes({ about: { expected: [] } })).toEqual(["denied", "REVIEW_LINE_UNKNOWN"]);
  });

  it("AR2: says one thing of each access", () => {
    const text = reviewText([line("carol", "remove"), line("carol")]);
    expect(codes({ text })).toContain("REVIEW_REPEATED");
    expect(codes({ text })[0]).toBe("denied");
  });

  it("AR2: waits while a line is undecided, whoever approved", () => {
    const facts = reviewEvidence({
      text: reviewText([line("carol", "undecided")]),
      reviews: [review(DAVE), review(EVE)],
    });
    expect(decide(facts).status).toBe("waiting");
    expect(waitsFor(facts)).toEqual(["1 of 1 line undecided"]);
  });

  it("AR2: knows no other decision, and none that is missing", () => {
    const { decision: _, ...undecided } = line("carol");
    expect(codes({ text: reviewText([line("carol", "kept")]) })[0]).toBe("denied");
    expect(codes({ text: JSON.stringify({ due: "2026-12-04", lines: [undecided] }) })[0]).toBe("denied");
    expect(codes({ text: reviewText([line("carol")], "2026-02-30") })).toContain("REVIEW_DAY");
  });

  it("AR2: is denied while inventory/ cannot be read whole", () => {
    const finding = {
      code: "INVENTORY_UNUSABLE",
      severity: "error",
      at: "",
      message: "m",
      fix: "f",
    } as const;
    expect(codes({ about: { findings: [finding] } })).toEqual(["denied", "INVENTORY_UNUSABLE"]);
  });

  describe("of its approver", () => {
    const daves = { text: reviewText([line("dave")]), about: { expected: [standing("dave")] } };

    it("AR3: waits for a second owner where they keep their own access", () => {
      const own = reviewEvidence({ ...daves, reviews: [review(DAVE)] });
      expect([decide(own).status, waitsFor(own)]).toEqual([
        "waiting",
        ["dave's own access needs another approver"],
      ]);
      expect(codes({ ...daves, reviews: [review(EVE)] })).toEqual(["approved"]);
      expect(codes({ ...daves, reviews: [review(DAVE), review(EVE)] })).toEqual(["approved"]);
    });

    it("AR3: knows the account in any case of its letters", () => {
      const shouted = standing("DAVE");
      const text = reviewText([{ ...shouted, decision: "keep" }]);
      expect(codes({ text, about: { expected: [shouted] } })).toEqual(["waiting"]);
    });

    it("AR3: counts another account of theirs as theirs", () => {
      const people = settings().people.map((person) =>
        person.id === DAVE.id ? { ...person, otherIds: [2004] } : person,
      );
      const second = { id: 2004, login: "dave-admin" };
      const rules = rulesWith({
        codeownersText: "/inventory/ @acme/security\n",
        settings: settings({ people }),
      });
      const both = new Map([...teams, team(303, "security", DAVE, second)]);
      expect(codes({ ...daves, rules, teams: both, reviews: [review(second)] })[0]).not.toBe("approved");
    });

    it("lets them end their own", () => {
      const text = reviewText([line("dave", "remove")]);
      expect(codes({ ...daves, text })).toEqual(["approved"]);
    });
  });

  it("AR3: is not approved by the person who wrote its decisions", () => {
    const commits = [{ sha: "h1", author: DAVE, committer: DAVE }];
    expect(codes({ commits, pushers: [DAVE] })).toEqual(["waiting"]);
  });

  it("AR4: is never changed or removed once it is merged", () => {
    for (const status of ["modified", "removed"] as const)
      expect(codes({ changes: [{ ...added(reviewPath("payments", "2026-08-01")), status }] })).toContain(
        "REVIEW_IMMUTABLE",
      );
  });

  it("AR4: is of a later day than the team's others, and of no day to come", () => {
    expect(codes({ about: { earlier: ["2026-11-20"] } })).toEqual(["denied", "REVIEW_PLACE"]);
    expect(codes({ about: { earlier: ["2026-11-21"] } })).toEqual(["denied", "REVIEW_PLACE"]);
    expect(codes({ about: { earlier: ["2026-11-19"] } })).toEqual(["approved"]);
    expect(codes({ about: { lastDay: "2026-11-19" } })).toEqual(["denied", "REVIEW_PLACE"]);
  });

  it.each([
    "inventory/reviews/payments/2026-11-20.yml",
    "inventory/reviews/payments/2026-13-01.yaml",
    "inventory/reviews/2026-11-20.yaml",
    "inventory/reviews/Payments/2026-11-20.yaml",
    "inventory/reviews/payments/deep/2026-11-20.yaml",
  ])("AR4: is not read at %s", (path) => {
    expect(codes({ path })).toContain("REVIEW_PLACE");
  });

  it.each(["link", "program"])("is a plain file and no %s", (kind) => {
    const mode = kind === "link" ? "120000" : "100755";
    expect(codes({ changes: [{ ...added(reviewPath("payments", "2026-11-20")), mode }] })[0]).toBe("denied");
  });

  it.each(["policies/orders.yaml", "inventory/orders-db.yaml", "README.md", reviewPath("crm", "2026-11-20")])(
    "AR6: stands alone, without %s",
    (path) => {
      const changes = [added(reviewPath("payments", "2026-11-20")), added(path)];
      expect(codes({ changes })).toEqual(["denied", "REVIEW_ALONE"]);
    },
  );

  it("AR6: is part of no request", () => {
    const changes = [added("access-requests/payments/a.yaml"), added(reviewPath("payments", "2026-11-20"))];
    const result = formCheckResult(reviewEvidence({ changes }), emptyLedger);
    expect([result.kind, conclude(result)]).toEqual(["request", "failure"]);
  });

  it("AR6: has a merge that is approved for nothing, whatever it brought", () => {
    const open = reviewEvidence({ reviews: [review(DAVE)] });
    const merge: MergeEvidence = {
      commit: "m1",
      at: addMinutes(open.now, -1),
      parents: ["p1"],
      onDefaultBranch: true,
      changes: [...open.changes, added("policies/orders.yaml")],
      atTip: undefined,
      rulesBefore: open.rules,
      ownersErrorsBefore: [],
      belongsToPull: true,
      checkExpected: "x1",
      checkPassed: true,
    };
    expect(decide({ ...open, merge }).status).toBe("denied");
    expect(decide({ ...open, merge: { ...merge, changes: open.changes } }).status).toBe("denied");
  });

  it("is denied under rules that nobody adopted", () => {
    expect(codes({ rules: { ...reviewEvidence().rules, adopted: false } })[0]).toBe("denied");
  });
});
