import { describe, expect, it } from "vitest";
import { chooseAccess } from "../../src/commands/propose/choose-access.ts";
import { UsageError } from "../../src/commands/runner/failure.ts";
import type { NumberedAccess } from "../../src/operations/propose.ts";

const access = (number: number, principal: string, resource = "orders"): NumberedAccess => ({
  ...{ number, provider: "crm", resource, role: "readonly", principal, state: "new", held: [] },
  ids: { instance: "crm", principal, entitlement: resource },
});
const all = [access(1, "alice"), access(2, "carol"), access(3, "carol", "billing")];
const choose = (...words: string[]) => chooseAccess(all, words).map(({ number }) => number);

describe("--finding", () => {
  it.each([
    [["2"], [2]],
    [["carol:readonly"], [2, 3]],
    [
      ["3", "alice:readonly", "3"],
      [1, 3],
    ],
  ])("%j names %j", (words, numbers) => {
    expect(choose(...words)).toEqual(numbers);
  });

  it("names all of them when it is not given", () => {
    expect(chooseAccess(all, undefined)).toBe(all);
  });

  it.each([
    ["4", "--finding 4 names no standing access. Numbers go from 1 to 3; --dry-run shows them."],
    ["0", "Numbers go from 1 to 3"],
    ["alcie:readonly", 'Did you mean "alice:readonly"?'],
  ])("is never guessed: %s", (word, message) => {
    expect(() => choose(word)).toThrow(UsageError);
    expect(() => choose(word)).toThrow(message);
  });

  it("says so when there is nothing to name", () => {
    expect(() => chooseAccess([], ["1"])).toThrow("nothing stands");
  });
});
