import { describe, expect, it } from "vitest";
import { explain, showLine } from "../../action/print.ts";
import { ProviderError } from "../../src/providers/error.ts";

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

  it("does not show what hides in a failure's cause", () => {
    const error = new ProviderError("orders-db", "REFUSED", new Error("password hunter2"));
    expect(explain(error)).not.toContain("hunter2");
    expect(explain(error)).toContain("orders-db");
  });
});
