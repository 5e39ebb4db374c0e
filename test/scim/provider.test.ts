import { scimAdapter } from "../../src/providers/scim/adapter.ts";
import { type ProviderFixture, testProvider } from "../providers/conformance.ts";
import { entitlement, openWorld } from "./world.ts";

const hostile = ["zoë+ops@example.org", "o'hara & sons; #1 %2F..", 'x" or userName pr or userName eq "'];

const DEADLINE_SECONDS = 4;

async function setUp(versions: boolean): Promise<ProviderFixture> {
  const world = await openWorld({ versions, slowMs: (DEADLINE_SECONDS + 1) * 1000 });
  const { server, gate, group } = world;
  for (const userName of ["alice", "eve", ...hostile]) world.addUser(userName);
  await world.change("add", world.addUser("carol"));
  return {
    provider: world.open({ deadlineSeconds: DEADLINE_SECONDS }),
    entitlement,
    abilities: scimAdapter.abilities,
    unknown: { resource: { ...entitlement, resource: "payroll" }, role: { ...entitlement, role: "owner" } },
    principals: { first: "alice", second: "eve", hostile },
    missing: "nobody",
    standing: "carol",
    told: ["use whatever was given to the group Orders, read-only"],
    secrets: [server.token],
    fail: gate.fail,
    disturb: gate.disturb,
    // One world of the two waits for deadlines.
    disturbances: [
      "lost-answer",
      "fails-after",
      "throttled",
      "partial",
      ...(versions ? (["slow"] as const) : []),
    ],
    byHand: {
      give: (userName) => world.change("add", world.idOf(userName)),
      take: (userName) => world.change("remove", world.idOf(userName)),
    },
    canUse: world.isAllowed,
    openUnmapped: () => world.open({ resources: { payroll: { roles: { owner: world.otherGroup } } } }),
    hostile: [
      {
        id: "HH5",
        does: "takes another user name",
        play: async (userName) => world.rename(userName, `${userName}-2`),
        clean: async (userName) => world.rename(`${userName}-2`, userName),
      },
      {
        id: "HH5",
        does: "is deleted, and made anew under her user name",
        play: async (userName) => world.remake(userName),
      },
      {
        id: "HH6",
        does: "keeps changing the group's name, and so its version",
        play: async () => world.keepChanging(true),
        clean: async () => world.keepChanging(false),
      },
    ],
    drop: {
      principal: async (userName) => void server.users.delete(world.idOf(userName)),
      entitlement: async () => void server.groups.delete(group),
    },
    close: world.close,
  };
}

testProvider("SCIM, a server of scimmy", () => setUp(false));
testProvider("SCIM, a server of scimmy that compares versions", () => setUp(true));
