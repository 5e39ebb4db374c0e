import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { shellLine, shellWord } from "../../src/providers/adapter/shell-word.ts";

it.each(["orders", "db.example", "--user=alice", "a/b:c,d@e%f+g"])("leaves %s as it is", (text) => {
  expect(shellWord(text)).toBe(text);
});

it.each([
  "",
  " ",
  "~root",
  "a b",
  "$(touch x)",
  "`id`",
  "it's",
  "a\\b",
  "a;b",
  "a&b",
  "*",
  "#",
  "!x",
  "a\nb",
  "€",
])("gives a shell %j as one word", (text) => {
  const line = shellLine("printf", "%s|", text, "end");
  expect(execFileSync("/bin/sh", ["-c", line], { encoding: "utf8" })).toBe(`${text}|end|`);
});
