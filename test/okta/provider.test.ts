import { describe, expect, it } from "vitest";
import type { Entitlement } from "../../src/core/access/entitlement.ts";
import { oktaAdapter } from "../../src/providers/okta/adapter.ts";
import { type ProviderFixture, testProvider } from "../providers/conformance.ts";
import { ofApp, ofGroup, openWorld, token, type World } from "./world.ts";

const DEADLINE_SECONDS = 4;

const hostile = ["o'hara+ops@example.org", "a/b?c=d#e", 'x" or profile.login pr or "'];

/** The worlds whose requests were compared with Okta's description. */
const worlds: World[] = [];

async function setUp(entitlement: Entitlement, endSessions: boolean): Promise<ProviderFixture> {
  const world = await openWorld({ slowMs: (DEADLINE_SECONDS + 1) * 1000 });
  worlds.push(world);
  const { gate, standIns, group, app, ask, idOf } = world;
  for (const login of ["alice", "eve", "carol", ...hostile]) await world.addUser(login);
  const isGroup = entitlement === ofGroup;
  const pathOf = (login: string) => `${isGroup ? `/groups/${group}` : `/apps/${app}`}/users/${idOf(login)}`;
  const give = (login: string) => ask("PUT", pathOf(login));
  await give("carol");
  standIns.apps.set(group, [
    { id: "0oa1", name: "oidc_client", label: "Order desk", status: "ACTIVE" },
    { id: "0oa2", name: "bookmark", label: "Old", status: "INACTIVE" },
  ]);
  const options = { deadlineSeconds: DEADLINE_SECONDS, endSessions };
  return {
    provider: world.open(options),
    entitlement,
    abilities: oktaAdapter.abilities,
    unknown: { resource: { ...entitlement, resource: "payroll" }, role: { ...entitlement, role: "owner" } },
    principals: { first: "alice", second: "eve", hostile },
    missing: "nobody",
    standing: "carol",
    told: isGroup
      ? [
          "use the apps of the group: Order desk (oidc_client), Old (bookmark), which is inactive",
          "use whatever else was given to the group Orders, read-only",
        ]
      : ["use the app Orders (orders)"],
    secrets: [token],
    fail: gate.fail,
    disturb: gate.disturb,
    // One world of the three waits for deadlines.
    disturbances: [
      "lost-answer",
      "fails-after",
      "throttled",
      "partial",
      ...(endSessions ? (["slow"] as const) : []),
    ],
    byHand: {
      give: async (login) => void (await give(login)),
      take: async (login) => void (await ask("DELETE", pathOf(login))),
    },
    canUse: isGroup ? world.isMember : world.isAssigned,
    async openSession(login) {
      standIns.sessions.set(idOf(login), 1);
      return { isAlive: async () => standIns.sessions.has(idOf(login)), close: async () => {} };
    },
    openUnmapped: () =>
      world.open({ ...options, resources: { payroll: { roles: { owner: { group: "00gpayroll" } } } } }),
    hostile: [
      {
        id: "HH5",
        does: "takes another login",
        play: (login) => world.rename(login, `${login}-2`),
        clean: (login) => world.rename(login, login),
      },
      {
        id: "HH5",
        does: "is deleted, and made anew under her login",
        async play(login) {
          await world.remove(login);
          await world.addUser(login);
        },
      },
    ],
    drop: {
      principal: world.remove,
      async entitlement() {
        if (isGroup) return void (await ask("DELETE", `/groups/${group}`));
        await ask("POST", `/apps/${app}/lifecycle/deactivate`);
        await ask("DELETE", `/apps/${app}`);
      },
    },
    close: world.close,
  };
}

testProvider("Okta, a group", () => setUp(ofGroup, false));
testProvider("Okta, a group, with the end of sessions", () => setUp(ofGroup, true));
testProvider("Okta, an app", () => setUp(ofApp, false));

describe("the requests of all of these", () => {
  it("are as Okta's description of its API says, and so are the answers that stood in for the emulator's", () => {
    expect(worlds.length).toBe(3);
    for (const world of worlds) {
      expect(world.gate.calls.length).toBeGreaterThan(100);
      expect(world.listMistakes()).toEqual([]);
    }
  });
});
