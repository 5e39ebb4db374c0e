import { expect, it } from "vitest";
import { wrap } from "../src/narration/wrap.ts";

it.each([
  { says: "keeps a short line", text: "one two", lines: ["one two"] },
  { says: "breaks between words", text: "one two three", lines: ["one two", "three"] },
  {
    says: "keeps a word that is longer than the line",
    text: "incomprehensible",
    lines: ["incomprehensible"],
  },
  {
    says: "keeps a long word apart from the next",
    text: "incomprehensible one",
    lines: ["incomprehensible", "one"],
  },
  { says: "keeps indentation", text: "  - a: one two", lines: ["  - a: one", "two"] },
  { says: "breaks no line at its indentation", text: "  incomprehensible", lines: ["  incomprehensible"] },
  { says: "keeps lines apart", text: "one\n\ntwo", lines: ["one", "", "two"] },
])("$says", ({ text, lines }) => {
  expect(wrap(text, 10)).toEqual(lines);
});
