import { expect, it } from "vitest";
import { matches } from "../../../src/providers/azure/roles.ts";

const action = "Microsoft.Authorization/roleAssignments/write";

it.each([
  ["*", true],
  ["*/write", true],
  ["microsoft.authorization/*", true],
  ["Microsoft.Authorization/*/Write", true],
  ["Microsoft.*/role*/write", true],
  [action, true],
  ["*/read", false],
  ["Microsoft.Authorization/roleAssignments", false],
  ["Microsoft.Authorization/roleAssignments/write*write", false],
  ["Microsoft.Authorization/*/*/write", false],
  ["Microsoft-Authorization/*", false],
])("the actions %s hold %j", (pattern, isHeld) => {
  expect(matches(pattern, action)).toBe(isHeld);
});

it("agrees with a regular expression on random patterns, and takes no longer for many asterisks", () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  let state = seed;
  const next = (below: number): number => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state % below;
  };
  const word = (letters: string, length: number): string =>
    Array.from({ length }, () => letters.charAt(next(letters.length))).join("");
  for (let round = 0; round < 2000; round++) {
    const [pattern, text] = [word("ab/*", next(7)), word("ab/", next(7))];
    const expected = new RegExp(`^${pattern.replaceAll("*", ".*")}$`, "u").test(text);
    expect([pattern, text, matches(pattern, text)], `seed ${seed}`).toEqual([pattern, text, expected]);
  }
  expect(matches(`${"a*".repeat(5000)}b`, "a".repeat(20_000))).toBe(false);
});
