import { expect, it } from "vitest";
import { describeTeam } from "../../../src/providers/github/places/team-abilities.ts";

const team = { id: 311, slug: "oncall", organization: { id: 9001, login: "acme" } };

it("tells the roles of a team, the widest first, and what the App does not see", () => {
  const reached = [
    { name: "docs", role_name: "read" },
    { name: "orders", role_name: "deployer" },
    { name: "infra", role_name: "admin" },
    { name: "payments", role_name: "write" },
    { name: "wiki", role_name: "read" },
    { name: "old" },
  ];
  const parent = { slug: "platform" };
  expect(
    describeTeam({ ...team, repos_count: 9, parent, description: "Nights\nand weekends" }, reached),
  ).toEqual([
    "use the role admin in 1 repository: infra",
    "use the role deployer in 1 repository: orders",
    "use the role that GitHub does not tell in 1 repository: old",
    "use the role write in 1 repository: payments",
    "use the role read in 2 repositories: docs, wiki",
    "use 3 repositories that Hallpass's App does not see",
    "do what the team above it may: platform",
    "do what the team's description says: “Nights and weekends”",
  ]);
});

it("tells nothing of a team without repositories", () => {
  expect(describeTeam({ ...team, repos_count: 0, parent: null, description: null }, [])).toEqual([]);
});
