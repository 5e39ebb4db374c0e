import { githubAdapter } from "../../src/providers/github/adapter.ts";
import { githubProvider } from "../../src/providers/github/provider.ts";
import { type ProviderFixture, testProvider } from "../providers/conformance.ts";
import { disturb, disturbances } from "./disturb.ts";
import { canRead, openProvider, startWorld } from "./world.ts";

async function setUp(): Promise<ProviderFixture> {
  const world = await startWorld();
  const { github, configuration } = world;
  const { control } = github.sandbox;
  const { name, organization, apiUrl, credentials, now } = configuration;
  const unmapped = { name, organization, credentials, now, ...(apiUrl && { apiUrl }) };
  const entitlement = { provider: "github", resource: "oncall", role: "member" };
  return {
    provider: openProvider(world),
    entitlement,
    abilities: githubAdapter.abilities,
    unknown: {
      resource: { ...entitlement, resource: "payroll" },
      role: { ...entitlement, role: "maintainer" },
    },
    powers: [
      { entitlement, gives: [{ kind: "github-team", id: 311 }] },
      { entitlement: { ...entitlement, resource: "audit", role: "assigned" }, gives: [] },
    ],
    told: ["use the role write in 1 repository: payments-api"],
    principals: { first: "alice", second: "eve", hostile: "x-or-1_acme" },
    missing: "nobody",
    standing: "carol",
    secrets: configuration.credentials.kind === "app" ? [configuration.credentials.privateKey] : [],
    fail: (isFailing) => (isFailing ? control.beginOutage() : control.endOutage()),
    disturb: disturb(github.sandbox),
    disturbances,
    byHand: {
      give: async (principal) => control.addToTeam("oncall", principal),
      take: async (principal) => control.removeFromTeam("oncall", principal),
    },
    canUse: (principal) => canRead(world, principal),
    openUnmapped: () => githubProvider(unmapped),
    hostile: [
      {
        id: "HH5",
        does: "takes another login",
        play: async (principal) => control.renameLogin(principal, `${principal}-2`),
        clean: async (principal) => control.renameLogin(`${principal}-2`, principal),
      },
    ],
    drop: {
      principal: async (principal) => control.suspendLogin(principal),
      entitlement: async () => control.deleteTeam("oncall"),
    },
    close: () => github.stop(),
  };
}

testProvider("github, a team", setUp);
