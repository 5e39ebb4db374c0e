// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   ID11: The account at the provider is dropped, and made anew under its name.
//   HH3: The holder opens a session that sets the role and delays its own start until after the end
//     (`post_auth_delay`).

import { describe, expect, it } from "vitest";
import { googleGroupAdapter } from "../../../src/providers/google-group/adapter.ts";
import { type ProviderFixture, testProvider, testProviderByLease } from "../conformance.ts";
import { keyOfHallpass } from "../google/key.ts";
import { createWorld, entitlement, type World } from "./world.ts";

const [alice, eve, carol] = ["alice@example.com", "eve@example.com", "carol@example.com"] as const;
const hostile = ["o'brien#x/../y@example.com", "a%2f..%2fb@example.com", "$x`id`|y&z{}@example.com"];
const until = new Date("2026-11-20T16:00:00Z");

async function setUp(people: "directory" | "email", expiry: "removed" | "none"): Promise<ProviderFixture> {
  const world = createWorld([alice, eve, carol, ...hostile]);
  const { groups } = world;
  groups.add(carol);
  return {
    ...{ provider: world.open({ people, expiry }), entitlement, abilities: googleGroupAdapter.abilities },
    secrets: [keyOfHallpass, keyOfHallpass.split("\n")[3] ?? ""],
    principals: { first: alice, second: eve, hostile },
    unknown: {
      resource: { ...entitlement, resource: "payroll" },
      role: { ...entitlement, role: "owner" },
    },
    told: [
      "use whatever was given to the group orders-readonly@example.com (Orders, reading)",
      "do what the group's description says: “May read orders in production.”",
    ],
    missing: "nobody@example.com",
    standing: carol,
    byHand: { give: async (email) => groups.add(email), take: async (email) => groups.remove(email) },
    canUse: async (email) => groups.has(email),
    fail(isFailing) {
      groups.isDown = isFailing;
    },
    disturb(disturbance) {
      groups.disturbance = disturbance;
    },
    async expire({ principal }) {
      const member = [...groups.members.values()].find(({ email }) => email === principal);
      if (member?.expires !== undefined) member.expires = groups.clock;
    },
    openUnmapped: () => world.open({ people, resources: { other: { roles: { x: "other@example.com" } } } }),
    drop: {
      async principal(email) {
        groups.users.delete(email);
        groups.remove(email);
      },
      async entitlement() {
        groups.isThere = false;
      },
    },
    hostile: [
      {
        id: "HH5",
        does: "renames her account",
        async play(email) {
          const user = groups.users.get(email);
          const member = [...groups.members.values()].find((each) => each.email === email);
          if (user === undefined || member === undefined) throw new Error("Nothing is held.");
          groups.users.delete(email);
          groups.users.set("mallory@example.com", { ...user, aliases: [email] });
          member.email = "mallory@example.com";
        },
        async clean(email) {
          const user = groups.users.get("mallory@example.com");
          groups.users.delete("mallory@example.com");
          if (user !== undefined) groups.users.set(email, { ...user, aliases: [] });
        },
      },
    ],
    close: async () => {},
  };
}

testProvider("google-group", () => setUp("directory", "removed"));

// By its address alone nobody is known to be missing, deleted or renamed.
testProviderByLease("google-group with people: email and expiry: none", async () => {
  const { missing, drop, hostile: plays, expire, ...fixture } = await setUp("email", "none");
  return { ...fixture, disturbances: ["lost-answer", "fails-after", "throttled", "partial"] };
});

describe("a membership of a Google group", () => {
  const holdFor = async (world: World, change = {}) => {
    const provider = world.open(change);
    const holding = {
      principal: alice,
      entitlement,
      until,
      ids: await provider.identify(alice, entitlement),
    };
    return { provider, holding, receipt: await provider.hold(holding) };
  };
  const memberOf = ({ groups }: World) => [...groups.members.values()].find(({ email }) => email === alice);

  it("is that of a plain member, with the end of the lease", async () => {
    const world = createWorld([alice]);
    const { holding } = await holdFor(world);
    expect(memberOf(world)).toMatchObject({ roles: ["MEMBER"], expires: until });
    expect(holding.ids).toEqual({
      instance: "customers/C046psxkn",
      principal: "10000000000000000000",
      entitlement: "groups/02grqrue4gb58m7",
    });
  });

  it("gets a later end, and keeps it for an earlier one: Hallpass ends it itself then", async () => {
    const world = createWorld([alice]);
    const { provider, holding } = await holdFor(world);
    const later = new Date("2026-11-20T18:00:00Z");
    await provider.hold({ ...holding, until: later });
    expect(memberOf(world)?.expires).toEqual(later);
    await provider.hold(holding);
    expect(memberOf(world)?.expires).toEqual(later);
  });

  it("is not granted where the edition has no expiry of memberships, unless the entry says so", async () => {
    const world = createWorld([alice]);
    world.groups.expiry = "refuses";
    await expect(holdFor(world)).rejects.toMatchObject({ code: "REFUSED", retryable: false });
    expect(memberOf(world)).toBeUndefined();
    expect((await holdFor(world, { expiry: "none" })).receipt.changed).toBe(true);
  });

  it("is taken back where Google does not keep its end", async () => {
    const world = createWorld([alice]);
    world.groups.expiry = "forgets";
    await expect(holdFor(world)).rejects.toMatchObject({ code: "REFUSED" });
    expect(memberOf(world)).toBeUndefined();
  });

  it("is waited for when Google shows it late, also to a second call", async () => {
    const world = createWorld([alice], 5);
    world.groups.lag = 2;
    expect((await holdFor(world)).receipt.changed).toBe(true);
    world.groups.lag = 1;
    expect((await holdFor(world)).receipt.changed).toBe(false);
    expect(memberOf(world)?.expires).toEqual(until);
  });

  it("of an owner stays as it is", async () => {
    const world = createWorld([alice]);
    world.groups.add(alice, { roles: ["OWNER", "MEMBER"] });
    expect((await holdFor(world)).receipt).toEqual({ changed: false, sessionsEnded: 0 });
    expect(memberOf(world)).toMatchObject({ roles: ["OWNER", "MEMBER"] });
    expect(memberOf(world)?.expires).toBeUndefined();
  });

  it("is not given in a dynamic group", async () => {
    const world = createWorld([alice]);
    world.groups.group.labels["cloudidentity.googleapis.com/groups.dynamic"] = "";
    await expect(world.open().identify(alice, entitlement)).rejects.toMatchObject({ code: "REFUSED" });
  });

  it("counts as ended when Google removes it at the same moment", async () => {
    const world = createWorld([alice]);
    const { holding } = await holdFor(world);
    const provider = world.open({
      async fetch(url, init) {
        if (init.method === "DELETE") world.groups.remove(alice);
        return world.groups.fetch(url, init);
      },
    });
    expect(await provider.revoke(holding)).toEqual({ changed: false, sessionsEnded: 0 });
  });

  it("ID11: is not given in another group that has the address by now, and ends in the first", async () => {
    const world = createWorld([alice]);
    const { provider, holding } = await holdFor(world);
    const elsewhere = { ...holding, ids: { ...holding.ids, entitlement: "groups/another" } };
    await expect(provider.hold(elsewhere)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
    world.groups.group.email = "renamed@example.com";
    expect((await provider.revoke(holding)).changed).toBe(true);
  });

  it("is not called ended when Google hides the group", async () => {
    const world = createWorld([alice]);
    const { provider, holding } = await holdFor(world);
    world.groups.isHidden = true;
    await expect(provider.revoke(holding)).rejects.toMatchObject({ code: "REFUSED" });
    await expect(provider.listGrants([entitlement])).rejects.toMatchObject({ code: "REFUSED" });
  });

  it("is removed by hand with a command", () => {
    expect(createWorld([]).open().describeRemoval?.({ principal: alice, entitlement })).toBe(
      "gcloud identity groups memberships delete --group-email=orders-readonly@example.com --member-email=alice@example.com",
    );
  });
});

describe("doctor on Google groups", () => {
  const codesOf = async (world: World, change = {}) =>
    (await world.open(change).diagnose?.())?.map(({ code, severity }) => `${severity} ${code}`);

  it("finds nothing where Hallpass is the one owner", async () => {
    expect(await codesOf(createWorld([]))).toEqual([]);
  });

  it("HH3: warns of owners and managers, who can add themselves", async () => {
    const world = createWorld([alice, eve]);
    world.groups.add(alice, { roles: ["MANAGER", "MEMBER"] });
    world.groups.add(eve);
    expect(await codesOf(world)).toEqual(["warning GOOGLE_GROUP_OWNERS"]);
  });

  it("warns of groups in the group", async () => {
    const world = createWorld([]);
    world.groups.add("all@example.com", { type: "GROUP" });
    expect(await codesOf(world)).toEqual(["warning GOOGLE_GROUP_NESTED"]);
  });

  it("warns of a right over all groups", async () => {
    const world = createWorld([]);
    world.groups.members.clear();
    expect(await codesOf(world)).toEqual(["warning GOOGLE_GROUP_ADMINISTRATOR"]);
  });

  it.each(["isHidden", "isGone"] as const)("names a group that cannot be lent: %s", async (why) => {
    const world = createWorld([]);
    if (why === "isHidden") world.groups.isHidden = true;
    else world.groups.isThere = false;
    expect(await codesOf(world)).toEqual(["error GOOGLE_GROUP_UNKNOWN"]);
  });

  it("warns where the directory shows nobody", async () => {
    const world = createWorld([alice]);
    world.groups.add(alice);
    world.groups.hidesPeople = true;
    expect(await codesOf(world)).toEqual(["warning GOOGLE_PEOPLE_HIDDEN"]);
  });

  it("names a dynamic group, and people known by their address", async () => {
    const world = createWorld([]);
    world.groups.group.labels["cloudidentity.googleapis.com/groups.dynamic"] = "";
    expect(await codesOf(world, { people: "email" })).toEqual([
      "warning GOOGLE_PEOPLE_BY_EMAIL",
      "error GOOGLE_GROUP_DYNAMIC",
    ]);
  });
});

it("is not called ended by a 404 that is no answer of Google's", async () => {
  const world = createWorld([alice]);
  const held = world.open();
  const ids = await held.identify(alice, entitlement);
  const holding = { principal: alice, entitlement, ids, until };
  await held.hold(holding);
  const provider = world.open({
    fetch: async (url, init) =>
      url.pathname === "/token"
        ? world.groups.fetch(url, init)
        : new Response("<html>Not Found</html>", { status: 404 }),
  });
  await expect(provider.revoke(holding)).rejects.toMatchObject({ code: "UNEXPECTED" });
  expect(world.groups.has(alice)).toBe(true);
  expect(await held.revoke(holding)).toMatchObject({ changed: true });
});
