import { describe, expect, it } from "vitest";
import type { Power } from "../../../src/core/access/power.ts";
import { gatherPowers } from "../../../src/operations/evidence/gather-teams.ts";
import { depsWith } from "../../support/builders/deps.ts";

const team = (id: number): Power => ({ kind: "github-team", id });
const gather = (powers: readonly Power[], role = "none") =>
  gatherPowers(
    depsWith({ github: { readTeamRole: async () => role } }),
    powers.map((power, entitlement) => ({ entitlement, power })),
  );

describe("the power that a team gives", () => {
  it.each(["admin", "maintain"])(
    "includes the access repository where it has the role %s there",
    async (role) => {
      expect(await gather([{ kind: "own-account" }, team(301)], role)).toEqual([
        { entitlement: 0, power: { kind: "own-account" } },
        { entitlement: 1, power: team(301) },
        { entitlement: 1, power: { kind: "github-repository", id: 77 } },
      ]);
    },
  );

  it.each(["none", "read", "triage", "write"])(
    "is the team's alone where it has the role %s there",
    async (role) => {
      expect(await gather([team(301)], role)).toEqual([{ entitlement: 0, power: team(301) }]);
    },
  );

  it("is unknown while GitHub does not tell the role", async () => {
    const deps = depsWith({
      github: { readTeamRole: async () => Promise.reject(new Error("GitHub is away.")) },
    });
    await expect(gatherPowers(deps, [{ entitlement: 0, power: team(301) }])).rejects.toThrow(
      "GitHub is away.",
    );
    expect(await gatherPowers(deps, [])).toEqual([]);
  });
});
