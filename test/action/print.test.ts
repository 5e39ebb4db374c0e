import { describe, expect, it } from "vitest";
import { explain, showLine } from "../../action/print.ts";
import { ProviderError } from "../../src/providers/adapter/error.ts";

describe("What the Action prints", () => {
  it.each([
    "::set-output name=a::b",
    "ok\n::add-mask::x",
    "ok\r::stop-commands::t",
    "\u2028::warning::x",
    "##[group]x",
    "a:::b",
    "a:\u200b:b",
    "##\u200b[group]",
  ])("cannot be taken for a workflow command: %j", (text) => {
    expect(showLine(text)).not.toMatch(/::|##\[|[\n\r\u2028]/u);
  });

  it.each([
    ["a token", `push with ghs_${"a1".repeat(18)} failed`],
    ["a URL's user", "https://bob:pa55word@db.example/orders"],
  ])("does not show %s", (_what, text) => {
    for (const shown of [showLine(text), explain(new Error(text))]) {
      expect(shown).toContain("***");
      expect(shown).not.toMatch(/a1a1a1|pa55word/u);
    }
  });

  it("does not show what hides in a failure's cause", () => {
    const error = new ProviderError("orders-db", "REFUSED", new Error("password hunter2"));
    expect(explain(error)).not.toContain("hunter2");
    expect(explain(error)).toContain("orders-db");
  });
});
