// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   MF1: Who has a person's session at GitHub asks in their name where the policy wants a signed request: in
//     the browser, by the issue form, by a comment, by "Update branch", or with a commit that only names the
//     person.
//   MF2: A commit with another person's verified signature is put before or after the signed one.

import { describe, expect, it } from "vitest";
import { decide, listFindings } from "../../../../src/core/decision/decision.ts";
import type { PullCommit } from "../../../../src/core/decision/github-facts.ts";
import {
  ALICE,
  CAROL,
  EVE,
  evidence,
  merged,
  policy,
  requestText,
  review,
  rulesWith,
  settings,
  type Twist,
} from "../../../support/builders/evidence.ts";

const rules = rulesWith({ policies: [policy({ proof: { signedRequest: true } })] });
const signed: PullCommit = { sha: "h1", author: ALICE, committer: ALICE, inBrowser: false, isVerified: true };
const by = (commits: PullCommit[] | undefined, more: Twist = {}): Twist => ({
  ...{ rules, reviews: [review(CAROL)], commits },
  ...more,
});
const statusOf = (twist: Twist) => [decide(evidence(twist)).status, decide(merged(twist)).status];
const codesOf = (twist: Twist) => listFindings(decide(merged(twist))).map(({ code }) => code);
const DENIED = ["denied", "denied"];

describe("MF1: a signed request", () => {
  it("is one whose commits GitHub verified, each by a key of the requester's", () => {
    expect(statusOf(by([signed]))).toEqual(["approved", "approved"]);
    expect(statusOf(by([signed, { ...signed, sha: "h2" }]))).toEqual(["approved", "approved"]);
  });

  it.each<[string, Partial<PullCommit>]>([
    ["no signature", { isVerified: false }],
    ["GitHub's own signature", { inBrowser: true }],
    ["GitHub's own signature, by its account", { committer: { id: 19_864_447, login: "web-flow" } }],
    ["a committer without an account", { committer: undefined, inBrowser: true }],
  ])("is none with %s", (_what, more) => {
    expect(statusOf(by([{ ...signed, ...more }]))).toEqual(DENIED);
    expect(codesOf(by([{ ...signed, ...more }]))).toContain("REQUEST_UNSIGNED");
  });

  it('is none after "Update branch", nor where commits are not known', () => {
    const update: PullCommit = { ...signed, sha: "h2", inBrowser: true, updates: true };
    expect(codesOf(by([signed, update]))).toEqual(["REQUEST_UNSIGNED"]);
    const { isVerified: _, ...unknown } = signed;
    expect(codesOf(by([unknown]))).toEqual(["REQUEST_UNSIGNED"]);
    expect(statusOf(by(undefined))).toEqual(DENIED);
    expect(statusOf(by([]))).toEqual(DENIED);
  });

  it("is none where Hallpass opened it for a person", () => {
    const asked = { asker: { ...ALICE, type: "User" as const }, where: "issue #3" };
    expect(codesOf(by([signed], { asked }))).toEqual(["REQUEST_UNSIGNED"]);
  });

  it("is asked for by the rules before the merge too", () => {
    const before = merged({ reviews: [review(CAROL)] }, { rulesBefore: rules });
    expect(listFindings(decide(before)).map(({ code }) => code)).toEqual(["REQUEST_UNSIGNED"]);
  });

  it("is asked for by no other policy", () => {
    expect(statusOf({ reviews: [review(CAROL)] })).toEqual(["approved", "approved"]);
  });
});

describe("MF2: commits of other people", () => {
  it.each([
    ["committed", { committer: EVE }],
    ["written", { author: EVE }],
  ])("do not count, although they are signed: %s", (_what, more) => {
    expect(codesOf(by([signed, { ...signed, sha: "h2", ...more }]))).toEqual(["REQUEST_UNSIGNED"]);
  });

  it("are the requester's by another account of theirs, and the requester's where another is the subject", () => {
    const second = { id: 2001, login: "alice-too" };
    const people = settings().people.map((one) => (one.id === ALICE.id ? { ...one, otherIds: [2001] } : one));
    const twice = rulesWith({ policies: rules.policies, settings: settings({ people }) });
    expect(statusOf(by([{ ...signed, committer: second }], { rules: twice }))).toEqual([
      "approved",
      "approved",
    ]);
    const onBehalf = { teams: [{ slug: "friends", id: 304 }] };
    const forEve = rulesWith({ policies: [policy({ proof: { signedRequest: true }, onBehalf })] });
    const text = requestText({ subject: "eve" });
    expect(statusOf(by([signed], { rules: forEve, text }))).toEqual(["approved", "approved"]);
  });
});
