// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   TT4: A person past the rules pushes the commits of an open pull request; GitHub shows it as merged.

import { describe, expect, it } from "vitest";
import { decide } from "../../../../src/core/decision/decision.ts";
import type { Evidence } from "../../../../src/core/decision/evidence.ts";
import {
  accountAsReviewed,
  checkedBeforeMerge,
  mergedAsReviewed,
} from "../../../../src/core/decision/rules/merge.ts";
import {
  documentValid,
  idUnused,
  oneRequestFile,
  pathRoutes,
} from "../../../../src/core/decision/rules/pull.ts";
import { isAsPinned } from "../../../../src/core/decision/rules/repository.ts";
import type { Facts, Rule } from "../../../../src/core/decision/rules/rule.ts";
import { MAX_DOCUMENT_BYTES } from "../../../../src/core/document/document.ts";
import type { AccessRequest } from "../../../../src/core/files/request.ts";
import type { Finding } from "../../../../src/core/findings/finding.ts";
import {
  ALICE,
  added,
  CAROL,
  evidence,
  merged,
  PATH,
  review,
  rulesWith,
  settings,
} from "../../../support/builders/evidence.ts";

const judge = (rule: Rule, facts: Evidence, more: Partial<Facts> = {}) =>
  rule.judge({ evidence: facts, reviewed: [], ...more });
const messagesOf = (rule: Rule, facts: Evidence, more: Partial<Facts> = {}): string[] => {
  const judgement = judge(rule, facts, more);
  return judgement?.status === "failed" ? judgement.findings.map(({ message }) => message) : [];
};

const request: AccessRequest = {
  subject: "alice",
  entitlements: [{ provider: "orders-db", resource: "orders", role: "readonly" }],
  duration: "2h",
  reason: "Investigate stuck refunds for INC-1234",
};
const without = <K extends keyof Evidence>(facts: Evidence, key: K): Omit<Evidence, K> => {
  const { [key]: _, ...rest } = facts;
  return rest;
};

describe("what cannot be judged is open, and never met:", () => {
  const open = evidence();
  const fileless: Evidence = without(open, "file");
  const nameless: Evidence = without(merged(), "subject");

  it.each<[string, Rule, Evidence, Partial<Facts>]>([
    ["a merge that was not made", mergedAsReviewed, open, {}],
    ["the check of a merge that was not made", checkedBeforeMerge, open, {}],
    ["the account of an open request", accountAsReviewed, open, { request }],
    ["the account in a request that cannot be read", accountAsReviewed, merged(), {}],
    ["the account of nobody", accountAsReviewed, nameless, { request }],
    ["a document that is not there", documentValid, fileless, {}],
    ["the name of no request", idUnused, open, {}],
    ["the folder of no request", pathRoutes, evidence({ changes: [] }), {}],
  ])("%s", (_name, rule, facts, more) => {
    expect(judge(rule, facts, more)).toBeUndefined();
  });
});

describe("the files of a request", () => {
  it("are one: none is told", () => {
    const { verdicts } = decide(evidence({ changes: [] }));
    expect(verdicts.find(({ rule }) => rule === oneRequestFile.name)).toMatchObject({
      status: "failed",
      findings: [{ code: "NO_REQUEST" }],
    });
  });

  it("are told all that is wrong with them, each at its beginning", () => {
    const second = "access-requests/payments/b.yaml";
    const changes = [{ ...added(PATH), mode: "120000" }, added(second), added("docs/a.md")];
    const at = (code: string, file: string) => ({ code, place: { file, line: 1, column: 1 } });
    expect(judge(oneRequestFile, evidence({ changes }))).toMatchObject({
      findings: [at("SECOND_REQUEST", second), at("STRAY_FILE", "docs/a.md"), at("NOT_A_PLAIN_FILE", PATH)],
    });
  });

  it.each([
    [MAX_DOCUMENT_BYTES, "met"],
    [MAX_DOCUMENT_BYTES + 1, "failed"],
  ])("may have %d bytes → %s", (size, status) => {
    expect(judge(oneRequestFile, evidence({ changes: [{ ...added(PATH), size }] }))?.status).toBe(status);
  });

  it("are told where they lie when they are new; what goes may lie anywhere", () => {
    const gone = { ...added("access-requests/a.yml"), status: "removed" as const };
    expect(judge(pathRoutes, evidence({ changes: [added(PATH), gone] }))?.status).toBe("met");
    expect(messagesOf(pathRoutes, evidence({ changes: [added(PATH), added(gone.path)] }))).toHaveLength(1);
  });
});

describe("a document", () => {
  const finding = (severity: Finding["severity"]): Finding => ({
    code: "RULES_MOVED",
    severity,
    at: "",
    message: "m",
    fix: "f",
  });
  const judgeParsed = (findings: readonly Finding[], more: Partial<Facts>) =>
    judge(
      documentValid,
      evidence({ file: { path: PATH, blob: "b", parsed: { findings, locate: () => undefined } } }),
      more,
    );

  it("is valid with a warning, and not with an error, whether it could be read or not", () => {
    const [warning, error] = [finding("warning"), finding("error")];
    expect(judgeParsed([warning], { request })?.status).toBe("met");
    expect(judgeParsed([warning, error], { request })).toEqual({ status: "failed", findings: [error] });
    expect(judgeParsed([warning, error], {})).toEqual({ status: "failed", findings: [error] });
    expect(judgeParsed([], {})?.status).toBe("failed");
  });
});

describe("a name", () => {
  const refused = { path: PATH, blob: "b", codes: ["X"], at: new Date("2026-11-19T23:59:59Z") };
  const seen = { request: "payments/a", pull: 3, blob: "b", at: refused.at };
  const was = (what: string) => [`"payments/a" was ${what}; a name is used once, for ever.`];

  it.each([
    ["is new", {}, []],
    ["was used", { seen }, was("used by #3")],
    ["was refused", { refused }, was("refused on 2026-11-19")],
    ["was used and refused", { seen, refused }, was("used by #3")],
  ])("that %s", (_name, twist, messages) => {
    expect(messagesOf(idUnused, evidence(twist), { id: "payments/a" })).toEqual(messages);
  });
});

describe("a merge", () => {
  it("TT4: of the head itself is no squash of it", () => {
    expect(messagesOf(mergedAsReviewed, merged({}, { commit: "h1" }))).toEqual([
      "h1 is the head itself, pushed and not squashed.",
    ]);
  });

  it("of a request that nobody can find at the head, or on the branch, proves nothing", () => {
    const lost: Evidence = without(merged({}, { atTip: undefined }), "file");
    expect(messagesOf(mergedAsReviewed, lost)).toEqual([
      "The file in m1 is not the one at the pull request's head.",
      "The file on the default branch now is not the one that was merged.",
    ]);
  });

  const named = (account: string) =>
    rulesWith({
      settings: settings({ people: [{ ...ALICE, principals: { "orders-db": account } }] }),
    });
  const unnamed = rulesWith({ settings: settings({ people: [{ ...ALICE, principals: {} }] }) });

  it.each([
    ["another", named("alice"), named("root"), '"alice"', '"root"'],
    ["none any more", named("alice"), unnamed, '"alice"', "null"],
    ["one that nobody saw", unnamed, named("alice"), "null", '"alice"'],
  ])("of an account that is %s now grants nothing", (_name, rulesBefore, rules, before, now) => {
    const facts = merged({ rules, reviews: [review(CAROL)] }, { rulesBefore });
    expect(messagesOf(accountAsReviewed, facts, { request })).toEqual([
      `The "orders-db" account of alice was ${before} when the request was merged and is ${now} now.`,
    ]);
  });
});

it("a repository is as it was pinned, or it is not", () => {
  const facts = evidence();
  expect(isAsPinned(facts)).toBe(true);
  expect(isAsPinned({ ...facts, repository: { ...facts.repository, private: false } })).toBe(false);
});
