import { describe, expect, it } from "vitest";
import { givesRole } from "../../../src/providers/github/places/roles.ts";

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
