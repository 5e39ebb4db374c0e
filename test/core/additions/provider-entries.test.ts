import { expect, it } from "vitest";
import { readFields } from "../../../src/core/additions/entry-fields.ts";
import { appendEntry, findEntry } from "../../../src/core/additions/provider-entries.ts";

const entry = { name: "b", adapter: "memory" };
const B = "{ name: b, adapter: memory }";

it.each([
  ["nothing", "", `[${B}]`],
  ["an empty list", "[]", `[${B}]`],
  ["one line", "[{ name: a, adapter: x }]", `[{ name: a, adapter: x }, ${B}]`],
  ["JSON", '[{"name":"a","adapter":"x"}]', `[{"name":"a","adapter":"x"}, ${B}]`],
  ["a comma at the end", "[{ name: a, adapter: x },]", `[{ name: a, adapter: x }, ${B}]`],
  ["several lines", "[{ name: a,\n  adapter: x }]", `[{ name: a,\n  adapter: x },\n  ${B}]`],
  ["a list in lines", "- name: a\n  adapter: x\n", `- name: a\n  adapter: x\n- ${B}\n`],
  ["an indented list", "  - name: a\n    adapter: x", `  - name: a\n    adapter: x\n  - ${B}`],
])("adds to %s", (_what, before, after) => {
  expect(appendEntry(before, entry)).toBe(after);
});

it.each([
  ["no list", "name: a"],
  ["no YAML", "[{"],
  ["a comment with a bracket behind the list", "[{ name: a, adapter: x }] # ]"],
])("leaves to a person: %s", (_what, before) => {
  expect(appendEntry(before, entry)).toBeUndefined();
});

it("finds an entry by its name alone", () => {
  expect(findEntry("[{ name: a, adapter: b }, null, 3]", "a")).toEqual({ name: "a", adapter: "b" });
  expect(findEntry("[{ name: a, adapter: b }]", "b")).toBeUndefined();
  expect(findEntry("name: a", "a")).toBeUndefined();
});

const read = (pairs: Record<string, string>) => readFields(new Map(Object.entries(pairs)));

it("reads fields: numbers, true and false, YAML in brackets, and text", () => {
  expect(
    read({ port: "5432", "a.b": "x: y", "a.c": "[1, two]", tls: "true", id: '"12"', dn: "ou=a,dc=b" }),
  ).toEqual({ port: 5432, a: { b: "x: y", c: [1, "two"] }, tls: true, id: "12", dn: "ou=a,dc=b" });
});

it.each([
  [{ "a..b": "x" }, /"" is no name/u],
  [{ a: "x", "a.b": "y" }, /a shorter field/u],
  [{ "a.b": "y", a: "x" }, /a shorter field|a: /u],
  [{ a: "[1" }, /no YAML/u],
  [{ constructor: "x", "a.__proto__.b": "y" }, /"__proto__" is no name/u],
])("refuses %j", (pairs, says) => {
  expect(String(read(pairs))).toMatch(says);
});
