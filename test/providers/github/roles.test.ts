import { describe, expect, it } from "vitest";
import { givesRole, listRoleAbilities } from "../../../src/providers/github/places/roles.ts";

describe("a role in a repository", () => {
  it.each([
    ["write", undefined, true],
    ["triage", undefined, true],
    ["read", { triage: true }, false],
    ["release-manager", { triage: true }, true],
    ["release-manager", { triage: false }, false],
    // GitHub need not tell.
    ["release-manager", {}, true],
    ["release-manager", undefined, true],
  ])("of the name %s, with %j, gives triage: %s", (role_name, permissions, isGiven) => {
    expect(givesRole({ role_name, ...(permissions && { permissions }) }, "triage")).toBe(isGiven);
  });
});

it("is told to approvers with what weaker roles give, the widest first", () => {
  expect(listRoleAbilities("read")).toEqual(["read the code, issues and pull requests; comment"]);
  expect(listRoleAbilities("maintain").map((each) => each.split(" ")[0])).toEqual([
    "change",
    "push",
    "manage",
    "read",
  ]);
});
