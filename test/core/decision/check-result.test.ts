// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RW3: The holder of the access, also an owner of the folder, approves or merges the review of it alone.
//   X49: A file moves on the default branch, and git carries the edits of an open pull request, which touches
//     no rule and no request, to where it went.

import { describe, expect, it } from "vitest";
import { conclude, formCheckResult, isMergeable } from "../../../src/core/decision/check-result.ts";
import type { Evidence } from "../../../src/core/decision/evidence.ts";
import { emptyLedger } from "../../../src/core/ledger/ledger.ts";
import {
  ALICE,
  added,
  CAROL,
  DAVE,
  EVE,
  evidence,
  PATH,
  policy,
  requestText,
  review,
  rulesWith,
  settings,
  team,
} from "../../support/builders/evidence.ts";
import { at, granted, lease, revoked } from "../../support/builders/ledger.ts";

const removal = { ...added("access-requests/payments/a.yaml"), status: "removed" } as const;
const ORDERS = { ...added("policies/orders.yaml"), status: "modified" } as const;
const ended = revoked(granted(lease()), lease(), at(61));

const of = (overrides: Partial<Evidence>): Evidence => {
  const { file: _file, subject: _subject, ...rest } = evidence();
  return { ...rest, now: at(120), ...overrides };
};
const say = (facts: Evidence, state = ended) => {
  const checkResult = formCheckResult(facts, state);
  return [checkResult.kind, conclude(checkResult), isMergeable(checkResult)];
};
const rules = (overrides: Partial<Evidence>): Evidence =>
  of({ changes: [ORDERS], rules: rulesWith(), proposed: rulesWith(), reviews: [review(DAVE)], ...overrides });
const broken = { code: "RULES_MOVED", severity: "error", at: "/people/0", message: "no", fix: "" } as const;
const tooLong = requestText({ duration: "9h" });

describe("the check and the merge of a pull request", () => {
  // The workflow of `hallpass once` holds the trusted commit (docs/once.md).
  it("lets a change of a workflow pass while the rules are not adopted: its owners review it", () => {
    const changes = [{ ...added(".github/workflows/hallpass-once.yaml"), status: "modified" as const }];
    const facts = of({ changes, rules: rulesWith({ adopted: false }) });
    expect(say(facts)).toEqual(["other", "success", false]);
  });

  it.each<[string, Evidence, [string, string, boolean]]>([
    ["that asks: waits for an approval", evidence(), ["request", "waiting", false]],
    ["that asks: merges approved", evidence({ reviews: [review(CAROL)] }), ["request", "success", true]],
    ["that asks too much: fails", evidence({ text: tooLong }), ["request", "failure", false]],
    [
      "that asks too much: fails, whoever approved",
      evidence({ text: tooLong, reviews: [review(CAROL)] }),
      ["request", "failure", false],
    ],
    ["that changes the rules: waits for an approval", rules({ reviews: [] }), ["rules", "waiting", false]],
    ["that changes the rules: people merge it", rules({}), ["rules", "success", false]],
    [
      "that breaks the rules: fails",
      rules({ proposed: { ...rulesWith(), findings: [broken] } }),
      ["rules", "failure", false],
    ],
    [
      "that removes what has ended: people merge it unless its owners approved",
      of({ changes: [removal] }),
      ["revert", "success", false],
    ],
    [
      "that removes what has ended, approved: merges",
      of({ changes: [removal], reviews: [review(CAROL)] }),
      ["revert", "success", true],
    ],
    [
      "that ends something early: passes when its subject asks, and waits for its owners",
      of({ changes: [removal], now: at(30) }),
      ["revert", "success", false],
    ],
    [
      "that ends something early, by anybody else: fails",
      of({ changes: [removal], now: at(30), pull: { ...evidence().pull, author: { ...EVE, type: "User" } } }),
      ["revert", "failure", false],
    ],
    [
      "that ends something early, by anybody, and its owners approved: merges",
      of({
        changes: [removal],
        reviews: [review(CAROL)],
        now: at(30),
        pull: { ...evidence().pull, author: { ...EVE, type: "Bot" } },
      }),
      ["revert", "success", true],
    ],
    [
      "that has nothing to do with access: passes, and people merge it",
      of({ changes: [added("README.md")] }),
      ["other", "success", false],
    ],
    [
      "that changes nothing: passes, and people merge it",
      of({ changes: [], reviews: [review(CAROL)] }),
      ["other", "success", false],
    ],
  ])("%s", (_name, facts, expected) => {
    const state = facts.now < at(60) && facts.changes[0] === removal ? granted(lease()) : ended;
    expect(say(facts, state)).toEqual(expected);
  });
});

describe("a receipt", () => {
  it("names what it removes, and of that what nothing was granted for", () => {
    const other = { ...removal, path: "access-requests/payments/b.yaml" };
    expect(formCheckResult(of({ changes: [removal, other] }), ended)).toEqual({
      kind: "revert",
      paths: [removal.path, other.path],
      ungranted: ["payments/b"],
      ending: [],
      findings: [],
      approved: false,
      unreviewed: [],
    });
  });

  it("is not approved by who owns only one of the files", () => {
    const theirs = { ...removal, path: "access-requests/friends/b.yaml" };
    const facts = of({ changes: [removal, theirs], reviews: [review(CAROL)] });
    expect(formCheckResult(facts, ended)).toMatchObject({ kind: "revert", approved: false });
  });
});

describe("RW3: the review that a policy asks for before the next request", () => {
  const holding = rulesWith({ policies: [policy({ review: { hold: true } })] });
  const leads = new Map([team(302, "payments-leads", ALICE, CAROL)]);
  const app = { ...evidence().pull, author: { id: 9, login: "hallpass[bot]", type: "Bot" as const } };
  const receipt = (...reviewers: (typeof CAROL)[]) =>
    of({
      changes: [removal],
      rules: holding,
      teams: leads,
      pull: app,
      reviews: reviewers.map((reviewer) => review(reviewer)),
    });

  it("is waited for, and given by an owner who neither held nor asked for the access", () => {
    expect(say(receipt())).toEqual(["revert", "waiting", false]);
    expect(say(receipt(CAROL))).toEqual(["revert", "success", true]);
    expect(formCheckResult(receipt(), ended)).toMatchObject({ unreviewed: ["payments/a"], findings: [] });
  });

  it("is not given by the holder, whichever account they use", () => {
    expect(say(receipt(ALICE))).toEqual(["revert", "waiting", false]);
    expect(say(receipt(ALICE, CAROL))).toEqual(["revert", "success", true]);
    const people = [{ ...ALICE, otherIds: [CAROL.id], principals: {} }];
    const oneself = { ...holding, settings: settings({ people }) };
    expect(say({ ...receipt(CAROL), rules: oneself })).toEqual(["revert", "waiting", false]);
  });

  it("is not given by the person who asked for somebody else", () => {
    const onBehalf = lease({ subject: EVE, requester: CAROL });
    expect(say(receipt(CAROL), revoked(granted(onBehalf), onBehalf, at(61)))).toEqual([
      "revert",
      "waiting",
      false,
    ]);
  });

  it("is waited for too where the removal ends the access early", () => {
    const early = { ...receipt(), now: at(30), pull: evidence().pull };
    expect(say(early, granted(lease()))).toEqual(["revert", "waiting", false]);
    expect(formCheckResult(early, granted(lease()))).toMatchObject({ ending: ["payments/a"] });
  });

  it("is of no request that was never granted, and of no other folder", () => {
    expect(say(receipt(), emptyLedger)).toEqual(["revert", "success", false]);
    const friends = rulesWith({ policies: [policy({ folders: ["friends"], review: { hold: true } })] });
    expect(say({ ...receipt(), rules: friends })).toEqual(["revert", "success", false]);
  });
});

it("what has nothing to do with access is not judged", () => {
  expect(formCheckResult(of({ changes: [added("README.md")] }), ended)).toEqual({
    kind: "other",
    findings: [],
  });
});

it.each(["policies/b.yaml", "access-requests/payments/b.yaml", ".github/CODEOWNERS"])(
  "X49: what would change %s once merged does not pass, though it does not touch it",
  (path) => {
    const facts = { ...of({ changes: [added("README.md")] }), arriving: [added("README.md"), added(path)] };
    const checkResult = formCheckResult(facts, ended);
    expect(checkResult).toMatchObject({ kind: "other", findings: [{ code: "CHANGE_CARRIED" }] });
    expect(conclude(checkResult)).toBe("failure");
    expect(isMergeable(checkResult)).toBe(false);
  },
);

describe("a finding", () => {
  const find = (facts: Evidence) => formCheckResult(facts, emptyLedger).findings;

  it("about a field names its line in the file", () => {
    expect(find(evidence({ text: tooLong }))).toMatchObject([
      { code: "DURATION_TOO_LONG", at: "/duration", place: { file: PATH, line: 3, column: 11 } },
    ]);
  });

  it("keeps the line that whoever found it gave", () => {
    const place = { file: "policies/a.yaml", line: 7, column: 3 };
    const odd = {
      code: "RULES_MOVED",
      severity: "error",
      at: "/duration",
      message: "no",
      fix: "",
      place,
    } as const;
    expect(find(evidence({ entitlementFindings: [odd] }))).toEqual([odd]);
  });

  it("about the pull request as a whole names no line", () => {
    const { pull } = evidence();
    const [fork, ...more] = find(evidence({ pull: { ...pull, head: { ...pull.head, repositoryId: 78 } } }));
    expect([fork?.code, more]).toEqual(["FORK", []]);
    expect(fork).not.toHaveProperty("place");
  });

  it("about new rules names no line of a request", () => {
    const facts = rules({ proposed: { ...rulesWith(), findings: [broken] } });
    expect(find(facts)).toStrictEqual([broken]);
  });

  it("is one each, also where the author approves their own request", () => {
    expect(find(evidence({ text: tooLong, reviews: [review(ALICE)] }))).toHaveLength(1);
  });
});
