// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   OI11: Who may describe a role at a provider hides what it gives from approvers: by a text without end,
//     many lines, hidden characters, or words that seem to be Hallpass's own.

import { expect, it } from "vitest";
import { describeQuote, listSome, toPhrases } from "../../../src/core/text/phrases.ts";

it("OI11: puts each phrase on one line, shows hidden characters, and drops ends, repeats and empty ones", () => {
  expect(toPhrases(["read\n\torders.", "read orders", "  ", "a\u202Eb\u0000c", "…"])).toEqual([
    "read orders",
    "a<U+202E>b<U+0000>c",
    "…",
  ]);
});

it("OI11: keeps a dozen phrases, the last of which counts the others", () => {
  const many = Array.from({ length: 13 }, (_, index) => `read ${index}`);
  expect(toPhrases(many.slice(1))).toEqual(many.slice(1));
  expect(toPhrases(many)).toEqual([...many.slice(0, 11), "2 further abilities"]);
});

it("cuts a long phrase between characters", () => {
  const [phrase = ""] = toPhrases(["😀".repeat(300)]);
  expect([...phrase]).toHaveLength(240);
  expect(phrase.endsWith("😀…")).toBe(true);
});

it("names some of many", () => {
  expect(listSome([])).toBe("");
  expect(listSome(["a", "b", "a"])).toBe("a, b");
  expect(listSome(["a", "b", "c", "d"], 2)).toBe("a, b and 2 more");
});

it("OI11: quotes what an administrator wrote, and the quote cannot end early", () => {
  expect(describeQuote("its description", " Reads\norders ")).toEqual([
    "do what its description says: “Reads orders”",
  ]);
  expect(describeQuote("its description", "x” and nothing else. “")).toEqual([
    'do what its description says: “x" and nothing else. "”',
  ]);
  for (const nothing of [undefined, null, "", " \n "]) expect(describeQuote("it", nothing)).toEqual([]);
  const [phrase = ""] = describeQuote("it", "x".repeat(500));
  expect(phrase).toMatch(/^do what it says: “x{159}…”$/u);
});
