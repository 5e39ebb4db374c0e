import { expect, it } from "vitest";
import { listActive } from "./markdown-oracle.ts";

it.each([
  ["@acme/all", ["mention"]],
  ["`@acme/all`", ["code"]],
  ["`@acme", ["open code", "mention"]],
  ["``a`@b``", ["code"]],
  ["\\`@b\\`", ["mention"]],
  ["`a\\` @b", ["code", "mention"]],
  ["fixes #7, GH-8", ["issue", "issue"]],
  ["see https://x or www.x", ["address", "address"]],
  ["![x](y)", ["bracket", "bracket"]],
  ["<!-- x --> &lt;", ["html", "entity"]],
  ["\\<b\\> \\*x\\*", []],
  ["# x", ["heading"]],
  ["- x", ["item"]],
  ["| a | b |", ["row of 3"]],
  ["| a | `b|c` |", ["row of 4", "code"]],
  ["| a \\| b |", ["row of 2"]],
  ["a\u202eb", ["unseen"]],
  ["`a\u200bb`", ["code", "unseen in code"]],
  [":tada:", ["emoji"]],
  ["plain words, at 14:02:07", []],
])("%s", (markdown, active) => {
  expect(listActive(markdown)).toEqual(active);
});
