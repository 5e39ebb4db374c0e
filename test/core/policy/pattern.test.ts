// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   PS16: A pattern of a policy covers more than its author meant: another provider, or a pair of a resource
//     and a role that only separate offers have.

import fc from "fast-check";
import { expect, it } from "vitest";
import { covers, isOfferedBy, listNamed, overlap } from "../../../src/core/policy/pattern.ts";
import { runsOf } from "../../fuzz/runs.ts";

it.each([
  ["orders", "orders", true],
  ["orders-*", "orders-eu", true],
  ["orders-*", "orders-", true],
  ["orders-*", "orders", false],
  ["*-ro", "orders-ro", true],
  ["o*s", "orders", true],
  ["o*s", "order", false],
])("%s covers %s: %s", (pattern, name, expected) => {
  expect(covers(pattern, name)).toBe(expected);
});

it("PS16: a pattern covers no other provider, and offers need both a resource and a role", () => {
  const offers = [
    { provider: "db", resource: "orders-*", roles: ["read*"] },
    { provider: "db", resource: "audit", roles: ["admin"] },
  ];
  const is = (provider: string, resource: string, role: string) =>
    isOfferedBy(offers, { provider, resource, role });
  expect(is("db", "orders-eu", "readonly")).toBe(true);
  expect(is("db", "orders-eu", "admin")).toBe(false);
  expect(is("db", "audit", "readonly")).toBe(false);
  expect(is("db2", "orders-eu", "readonly")).toBe(false);
  expect(listNamed(offers)).toEqual([{ provider: "db", resource: "audit", role: "admin" }]);
});

const word = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 6 });
const pattern = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 5 });

/** A second opinion: the engine's regular expressions, on short texts alone. */
const matches = (glob: string, name: string): boolean =>
  new RegExp(`^${glob.replaceAll("*", ".*")}$`, "u").test(name);

/** Every word of at most ten letters: a common name of two patterns need be no longer than both together. */
const WORDS = Array.from({ length: 11 }, (_, length) => length).flatMap((length) =>
  Array.from({ length: 2 ** length }, (_, bits) =>
    Array.from({ length }, (__, place) => ((bits >> place) & 1 ? "b" : "a")).join(""),
  ),
);

it("covers what a regular expression finds", () => {
  fc.assert(
    fc.property(pattern, word, (glob, name) => {
      expect(covers(glob, name)).toBe(matches(glob, name));
    }),
    runsOf(300),
  );
});

it("overlaps where a word is covered by both", () => {
  fc.assert(
    fc.property(pattern, pattern, (one, other) => {
      expect(overlap(one, other)).toBe(WORDS.some((name) => matches(one, name) && matches(other, name)));
    }),
    runsOf(60),
  );
});
