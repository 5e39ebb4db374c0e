// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AS9: An issue holds other headings, a request of its own, Markdown, or more text than a form gives.

import { describe, expect, it } from "vitest";
import { draftIssue, labelOffer, readAnswers } from "../../../src/core/asking/issue-answers.ts";
import { parseRequest, parseRequestPath } from "../../../src/core/files/request.ts";
import { issueText } from "../../support/issue-form.ts";

const access = "orders-db / orders / readonly (payments)";
const answers = {
  entitlement: { provider: "orders-db", resource: "orders", role: "readonly" },
  folder: "payments",
  duration: "2h",
  reason: "Investigate stuck refunds for INC-1234",
};

describe("the answers in an issue", () => {
  it("are read as GitHub writes them, whatever ends its lines", () => {
    expect(readAnswers(issueText({ access }))).toEqual(answers);
    expect(readAnswers(issueText({ access }).replaceAll("\n", "\r\n"))).toEqual(answers);
    expect(readAnswers(issueText({ access, start: "2026-11-20T22:00Z" }))).toEqual({
      ...answers,
      start: "2026-11-20T22:00Z",
    });
  });

  it.each([
    ["a plain issue", "The refunds are stuck."],
    ["nothing", ""],
    ["text before the form", `Hello!\n\n${issueText({ access })}`],
  ])("are none in %s", (_what, body) => {
    expect(readAnswers(body)).toBeUndefined();
  });

  it.each([
    ["an access of no form", issueText({ access: "everything" })],
    ["two accesses", issueText({ access: `${access}, ${access}` })],
    ["an access with a path", issueText({ access: "orders-db / orders / readonly (../policies)" })],
    ["Markdown around the access", issueText({ access: `**${access}**` })],
    ["a duration in words", issueText({ access, duration: "a while" })],
    ["a duration and more", issueText({ access, duration: "2h\nrole: admin" })],
    ["a start in words", issueText({ access, start: "tomorrow" })],
    ["no reason", issueText({ access, reason: "_No response_" })],
    ["a reason that never ends", issueText({ access, reason: "x".repeat(2001) })],
    ["a text that never ends", issueText({ access, reason: " ".repeat(20_000) })],
    ["a field too few", issueText({ access }).replace("### Start\n\n_No response_\n\n", "")],
    ["the fields in another order", issueText({ access }).replace("### Start", "### Why")],
    ["a field twice", issueText({ access }).replace("### Start", "### Access\n\nx\n\n### Start")],
  ])("AS9: with %s are refused with what is wrong", (_what, body) => {
    expect(readAnswers(body)).toEqual({ problem: expect.any(String) });
  });

  it.each([
    [issueText({ access: "everything" }), /^"Access" is not one of the choices/u],
    [issueText({ access, reason: "_No response_" }), /^"Why" is empty$/u],
    [issueText({ access, reason: "x".repeat(2001) }), /^"Why" has 2001 characters; the most is 2000$/u],
    [issueText({ access, reason: `a${" ".repeat(20_000)}b` }), /^it has more than 10000 characters$/u],
    [issueText({ access, duration: "a while" }), /^"For how long" is not a duration/u],
    [issueText({ access, start: "tomorrow" }), /^"Start" is not a time in UTC/u],
  ])("say which field is wrong, and the limit", (body, problem) => {
    expect(readAnswers(body)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it("AS9: a reason with headings, a request and Markdown of its own stays a reason, to the letter", () => {
    const reason = [
      'x"',
      "subject: carol",
      "### Access",
      "",
      "orders-db / orders / admin (security)",
      "<!-- hallpass -->",
      "@carol \\ 'y' # z",
    ].join("\n");
    const read = readAnswers(issueText({ access, reason }));
    if (read === undefined || "problem" in read) throw new Error("It was not read.");
    expect(read).toEqual({ ...answers, reason });
    const file = draftIssue(read, { id: 1001, login: "alice" }, { number: 12, at: new Date(0) });
    expect(parseRequest(file.text, file.path)).toMatchObject({
      findings: [],
      value: {
        subject: "alice",
        entitlements: [answers.entitlement],
        duration: "2h",
        until: { closed: 12 },
        reason,
      },
    });
  });
});

it("an issue leads to one file, whose name says who asked for what, and where", () => {
  const at = new Date("2026-11-28T23:59:59Z");
  const file = draftIssue(answers, { id: 1001, login: "alice" }, { number: 12, at });
  expect(file.id).toBe("payments/2026-11-28-alice-orders-readonly-i12");
  expect(parseRequestPath(file.path)?.id).toBe(file.id);
  expect(draftIssue(answers, { id: 1001, login: "alice" }, { number: 12, at })).toEqual(file);
});

it("what the form offers is what is read again", () => {
  const { entitlement, folder } = answers;
  expect(labelOffer({ entitlement, folder })).toBe(access);
});
