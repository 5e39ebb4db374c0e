// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   HH5: The lent role may end sessions, lock catalogues or take reserved connections (`pg_signal_backend`,
//     `pg_maintain`, `pg_use_reserved_connections`): its holder ends each session of Hallpass, or locks what
//     the end writes.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { outcomeOf } from "../../sandbox/test/local-github.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import { githubProvider } from "../../src/providers/github/provider.ts";
import { canRead, openProvider, startWorld, target, type World } from "./world.ts";

const entitlement = { provider: "github", resource: "oncall", role: "member" };
const until = new Date("2126-11-20T16:00:00Z");

let world: World;
let provider: Provider;

beforeEach(async () => {
  world = await startWorld({ deadlineSeconds: 20 });
  provider = openProvider(world);
});
afterEach(() => {
  vi.unstubAllGlobals();
  return world.github.stop();
});

const identify = async (principal: string) => ({
  principal,
  entitlement,
  until,
  ids: await provider.identify(principal, entitlement),
});
const listInvitations = async () =>
  (await world.github.as("olga").orgs.listPendingInvitations({ org: "acme" })).data.map(({ login }) => login);
const membersOf = async () =>
  (await provider.listGrants([entitlement])).map(({ principal }) => principal).toSorted();

describe("membership of a team at GitHub", () => {
  it("lets the person push while it is held, and not after", async () => {
    const file = { ...target, path: "fix.txt", message: "Fix", content: "Zml4", branch: "main" };
    const push = () => outcomeOf(world.github.as("alice").repos.createOrUpdateFileContents(file));
    expect(await push()).toMatch(/^404 /);
    const holding = await identify("alice");
    await provider.hold(holding);
    expect(await push()).toBe("allowed");
    await provider.revoke(holding);
    expect(await push()).toMatch(/^404 /);
    expect(await canRead(world, "alice")).toBe(false);
  });

  it("is given by Hallpass as member, and a maintainer stays one", async () => {
    const { control } = world.github.sandbox;
    control.addToTeam("oncall", "carol", "maintainer");
    expect(await provider.hold(await identify("carol"))).toMatchObject({ changed: false });
    await provider.hold(await identify("alice"));
    const roleOf = async (username: string) =>
      (
        await world.github
          .as("olga")
          .teams.getMembershipForUserInOrg({ org: "acme", team_slug: "oncall", username })
      ).data.role;
    expect([await roleOf("carol"), await roleOf("alice")]).toEqual(["maintainer", "member"]);
  });

  it("counts the members of a child team as members, and writes nothing for them", async () => {
    expect(await membersOf()).toEqual(["carol", "dave"]);
    expect(await provider.hold(await identify("dave"))).toEqual({ changed: false, sessionsEnded: 0 });
  });

  it("is refused to somebody outside the organisation, who would be invited into it", async () => {
    world.github.sandbox.control.registerLogin("mallory");
    const holding = await identify("mallory");
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "REFUSED", retryable: false });
    expect(await listInvitations()).toEqual([]);
  });

  it("takes the invitation back that a member gets who leaves at that moment", async () => {
    const { control } = world.github.sandbox;
    const holding = await identify("alice");
    control.lag({ reads: ["members"], calls: 1 });
    control.removeMember("alice");
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "REFUSED" });
    expect(await listInvitations()).toEqual([]);
  });

  it("lists an invitation as one, and its end cancels it for good", async () => {
    const { control } = world.github.sandbox;
    const { token } = control.registerLogin("mallory");
    const holding = await identify("mallory");
    control.addToTeam("oncall", "mallory");
    expect(await provider.listGrants([entitlement])).toContainEqual(
      expect.objectContaining({ principal: "mallory", invited: true, origin: "unknown" }),
    );
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
    const accepted = await world.github.call("/user/memberships/orgs/acme", {
      method: "PATCH",
      headers: { authorization: `Bearer ${token}` },
      body: '{"state":"active"}',
    });
    expect(accepted.status).toBe(404);
    expect(await membersOf()).toEqual(["carol", "dave"]);
  });

  it("HH5: ends for the account, whatever its login is by now and whoever has the old one", async () => {
    const { control } = world.github.sandbox;
    const holding = await identify("alice");
    await provider.hold(holding);
    control.renameLogin("alice", "alicia");
    control.registerLogin("alice");
    control.addMember("alice");
    control.addToTeam("oncall", "alice");
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
    expect(await membersOf()).toEqual(["alice", "carol", "dave"]);
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
  });

  it("HH5: takes a grant back that went to the next holder of a login", async () => {
    const { control } = world.github.sandbox;
    const holding = await identify("alice");
    control.lag({ reads: ["users"], calls: 1 });
    control.renameLogin("alice", "alicia");
    control.registerLogin("alice");
    control.addMember("alice");
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
    expect(await membersOf()).toEqual(["carol", "dave"]);
  });

  it.each([
    ["gave the login up again", [], ["carol", "dave"]],
    ["was a member before, and stays one", ["eve"], ["carol", "dave", "eve-2"]],
  ])("HH5: takes a grant back from who had the login for a moment: %s", async (_, before, after) => {
    const { control } = world.github.sandbox;
    for (const login of before) control.addToTeam("oncall", login);
    const holding = await identify("alice");
    const real = globalThis.fetch;
    vi.stubGlobal("fetch", async (...of: Parameters<typeof real>) => {
      if (of[1]?.method !== "PUT") return real(...of);
      control.renameLogin("alice", "alicia");
      control.renameLogin("eve", "alice");
      const answer = await real(...of);
      control.renameLogin("alice", "eve-2");
      return answer;
    });
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
    expect(await membersOf()).toEqual(after);
  });

  it("HH5: ends for an account that GitHub does not show, suspended or gone", async () => {
    const { control } = world.github.sandbox;
    const holding = await identify("alice");
    await provider.hold(holding);
    control.suspendLogin("alice");
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
    control.unsuspendLogin("alice");
    expect(await membersOf()).toEqual(["carol", "dave"]);
  });

  it("refuses a team that has another id than the configuration says, and an organisation too", async () => {
    const { control } = world.github.sandbox;
    const holding = await identify("alice");
    control.renameTeam("oncall", "oncall-old");
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "UNKNOWN_ENTITLEMENT" });
    control.createTeam("oncall");
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
    await expect(provider.identify("alice", entitlement)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
    const elsewhere = githubProvider({ ...world.configuration, organization: { login: "acme", id: 9002 } });
    await expect(elsewhere.listGrants([entitlement])).rejects.toMatchObject({ code: "LOGIN_REFUSED" });
  });

  it("ends in a team that was renamed, and calls the end in a deleted one success", async () => {
    const { control } = world.github.sandbox;
    const holding = await identify("alice");
    await provider.hold(holding);
    control.renameTeam("oncall", "oncall-old");
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
    control.deleteTeam("oncall-old");
    expect(await provider.revoke(holding)).toEqual({ changed: false, sessionsEnded: 0 });
  });

  it("ends in an organisation that was renamed", async () => {
    const holding = await identify("alice");
    await provider.hold(holding);
    world.github.sandbox.control.renameOrganization("acme-group");
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
  });

  it("says that it was refused where an identity provider fills the team", async () => {
    const holding = await identify("alice");
    world.github.sandbox.control.synchronizeTeam("oncall", true);
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "REFUSED" });
  });

  it("renews its token before it ends", async () => {
    let now = new Date();
    provider = githubProvider({ ...world.configuration, now: () => now });
    await provider.listGrants([entitlement]);
    now = new Date(now.getTime() + 50 * 60_000);
    await provider.listGrants([entitlement]);
    expect(await membersOf()).toEqual(["carol", "dave"]);
  });

  it("says how to use it and how to remove it by hand, and lists everybody", async () => {
    expect(provider.connect?.({ principal: "alice", entitlement })).toEqual({
      kind: "link",
      text: "https://github.example/orgs/acme/teams/oncall",
    });
    expect(provider.describeRemoval?.({ principal: "alice", entitlement })).toBe(
      "gh api --method DELETE /orgs/acme/teams/oncall/memberships/alice",
    );
    const found = [];
    for await (const { principal, entitlement } of provider.inventory?.() ?? [])
      found.push(`${principal}: ${entitlement.resource}`);
    expect(found).toEqual(["carol: oncall", "dave: oncall", "carol: production", "olga: production"]);
  });
});
