import { describe, expect, it } from "vitest";
import { code, codeProse, cutLines, escapeMarkdown, plain } from "../../src/report/markdown/escape.ts";

describe("escapeMarkdown", () => {
  it.each([
    ["mentions nobody (OI1)", "@acme/payments-leads", "@\u200bacme/payments-leads"],
    ["loads no image (OI1)", "![x](http://evil/x.png)", "\\!\\[x\\](http:\u200b//evil/x.png)"],
    ["makes no markup (OI1)", "<b>*bold*</b>", "\\<b\\>\\*bold\\*\\</b\\>"],
    ["stays in its table cell", "a | b", "a \\| b"],
    ["stays on its line", "a\n\n## Approved by carol", "a ## Approved by carol"],
    ["begins no heading", "# Approved", "\\# Approved"],
    ["begins no list", "- [x] done", "\\- \\[x\\] done"],
    [
      "refers to no issue (OI1)",
      "Fixes #7, closes acme/other#3, resolves GH-9 and gh-10",
      "Fixes #\u200b7, closes acme/other#\u200b3, resolves GH-\u200b9 and gh-\u200b10",
    ],
    ["begins with no reference to an issue", "#7", "\\#\u200b7"],
    ["shows what cannot be seen as code points (YM7)", "ad\u202emin\u0007", "ad\\<U+202E\\>min\\<U+0007\\>"],
    ["forges no mark", ":white_check_mark: :+1:", ":\u200bwhite\\_check\\_mark: :\u200b+1:"],
    ["leaves a time alone", "until 14:02:07", "until 14:02:07"],
    ["shows no secret (YM12)", `token ghp_${"a".repeat(36)}`, "token \\*\\*\\*"],
    ["leaves plain words alone", "Access for INC-1234 (refunds), 2h.", "Access for INC-1234 (refunds), 2h."],
  ])("%s", (_name, text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });
});

describe("plain", () => {
  it.each([
    ["mentions nobody", "@acme/all\nx", "@\u200bacme/all x"],
    ["refers to no issue", "fixes #7 or GH-7", "fixes #\u200b7 or GH-\u200b7"],
    ["shows no secret", "password=hunter2", "password=***"],
  ])("%s", (_name, text, shown) => {
    expect(plain(text)).toBe(shown);
  });
});

describe("cutLines", () => {
  it("leaves out whole lines, and says so", () => {
    expect(cutLines("one\ntwo `@all`\nthree", 18, "More.")).toBe("one\n\nMore.");
  });

  it("leaves alone what fits", () => {
    expect(cutLines("one\ntwo", 7, "More.")).toBe("one\ntwo");
  });
});

describe("code", () => {
  it.each([
    ["plain text", "orders", "`orders`"],
    ["a backtick cannot close it", "a`b", "`` a`b ``"],
    ["many cannot either", "``` x", "```` ``` x ````"],
    ["a line break cannot leave it", "a\nb", "`a b`"],
    ["a table cell holds it", "a|b", "`a¦b`"],
    ["nothing is still code", "", "`  `"],
  ])("%s", (_name, text, shown) => {
    expect(code(text)).toBe(shown);
  });
});

describe("codeProse", () => {
  it.each([
    ["shows no secret (YM12)", `see ghp_${"a".repeat(36)}`, "`see ***`"],
    ["shows nothing that looks like one (YM12)", "with password=hunter2xyz", "`with password=***`"],
    [
      "leaves words about secrets alone",
      "rotate the password: see INC-1234",
      "`rotate the password: see INC-1234`",
    ],
    ["shows what cannot be seen as code points", "ad\u202emin", "`ad<U+202E>min`"],
  ])("%s", (_name, text, shown) => {
    expect(codeProse(text)).toBe(shown);
  });
});
