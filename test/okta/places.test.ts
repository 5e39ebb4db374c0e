// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX18: A role brings more than its name says.
//   HH5: The lent role may end sessions, lock catalogues or take reserved connections (`pg_signal_backend`,
//     `pg_maintain`, `pg_use_reserved_connections`): its holder ends each session of Hallpass, or locks what
//     the end writes.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Entitlement } from "../../src/core/access/entitlement.ts";
import type { Provider } from "../../src/core/ports/provider.ts";
import { answerWith, refuse } from "./stand-ins.ts";
import { groupName, ofApp, ofGroup, openWorld, type World } from "./world.ts";

const until = new Date("2126-11-20T16:00:00Z");

let world: World;
let provider: Provider;

beforeEach(async () => {
  world = await openWorld();
  provider = world.open();
  await world.addUser("alice");
});
afterEach(async () => {
  const mistakes = world.listMistakes();
  await world.close();
  expect(mistakes).toEqual([]);
});

const identify = async (entitlement: Entitlement, principal = "alice") => ({
  principal,
  entitlement,
  until,
  ids: await provider.identify(principal, entitlement),
});
const writes = () =>
  world.gate.calls.filter(({ method }) => method !== "GET").map(({ method, path }) => `${method} ${path}`);
const ruleFor = (group: string, status: string) => ({
  id: `0pr${status}`,
  status,
  actions: { assignUserToGroups: { groupIds: ["00gother", group] } },
});
const codes = async (by = provider) =>
  (await by.diagnose?.())?.map(({ code, severity }) => `${code} ${severity}`).sort();

it("tells of a group without its apps where Okta does not show them", async () => {
  world.standIns.apps.set(world.group, undefined);
  expect(await provider.listAbilities?.(ofGroup)).toEqual([
    `use whatever was given to the group ${groupName}`,
  ]);
});

describe("a group of Okta that cannot be lent", () => {
  it.each(["APP_GROUP", "BUILT_IN"])("is one of the type %s", async (type) => {
    const held = await identify(ofGroup);
    world.play(async ({ method, path }) =>
      method === "GET" && path === `/api/v1/groups/${world.group}`
        ? answerWith(200, { id: world.group, type })
        : undefined,
    );
    await expect(identify(ofGroup)).rejects.toMatchObject({ code: "REFUSED", retryable: false });
    await expect(provider.hold(held)).rejects.toMatchObject({ code: "REFUSED" });
    expect(await world.isMember("alice")).toBe(false);
    expect(await codes()).toContain("OKTA_FOREIGN_GROUP error");
  });

  it.each(["ACTIVE", "INVALID"])("is one that a group rule fills, which is %s", async (status) => {
    const held = await identify(ofGroup);
    world.standIns.rules.push(ruleFor("00gthird", "ACTIVE"), ruleFor(world.group, status));
    await expect(provider.hold(held)).rejects.toMatchObject({ code: "REFUSED" });
    expect(await codes()).toContain("OKTA_GROUP_RULE error");
  });

  it("is one that a rule on the last page of rules fills", async () => {
    const path = "/api/v1/groups/rules?limit=50";
    world.play(async (call) => {
      if (!call.path.startsWith("/api/v1/groups/rules")) return undefined;
      if (call.path.includes("after=")) return answerWith(200, [ruleFor(world.group, "ACTIVE")]);
      const link = `<${world.gate.url}${path}>; rel="self", <${world.gate.url}${path}&after=x>; rel="next"`;
      return { ...answerWith(200, []), headers: { link } };
    });
    await expect(identify(ofGroup)).rejects.toMatchObject({ code: "REFUSED" });
  });

  it("is not one whose rule is inactive; doctor warns", async () => {
    world.standIns.rules.push(ruleFor(world.group, "INACTIVE"));
    await expect(identify(ofGroup)).resolves.toBeDefined();
    expect(await codes()).toContain("OKTA_GROUP_RULE warning");
  });

  it("is one that gives an administrator role", async () => {
    const held = await identify(ofGroup);
    world.standIns.roles.set(world.group, [{ id: "ra1", type: "HELP_DESK_ADMIN" }]);
    await expect(provider.hold(held)).rejects.toMatchObject({ code: "REFUSED" });
    expect(await codes()).toContain("OKTA_ADMIN_GROUP error");
  });

  it.each(["/roles", "/rules?limit=50"])("is one about which %s may not be read", async (what) => {
    world.play(async ({ path }) => (path.endsWith(what) ? refuse(403, "E0000006") : undefined));
    await expect(identify(ofGroup)).rejects.toMatchObject({ code: "REFUSED" });
    expect(await codes()).toContain("OKTA_NO_RIGHT error");
  });

  it("is not one that has owners; doctor warns where Okta shows them", async () => {
    const owners = (answer: ReturnType<typeof answerWith>) =>
      world.play(async ({ path }) => (path.endsWith("/owners") ? answer : undefined));
    owners(answerWith(200, [{ id: "00uowner", type: "USER" }]));
    await expect(identify(ofGroup)).resolves.toBeDefined();
    expect(await codes()).toEqual(["OKTA_API_TOKEN warning", "OKTA_GROUP_OWNER warning"]);
    for (const status of [200, 403, 404]) {
      owners(answerWith(status, []));
      expect(await codes()).toEqual(["OKTA_API_TOKEN warning"]);
    }
  });

  it("still ends, when it became one during the lease", async () => {
    const held = await identify(ofGroup);
    await provider.hold(held);
    world.standIns.roles.set(world.group, [{ id: "ra1", type: "SUPER_ADMIN" }]);
    world.standIns.rules.push(ruleFor(world.group, "ACTIVE"));
    expect(await provider.revoke(held)).toMatchObject({ changed: true });
    expect(await world.isMember("alice")).toBe(false);
  });
});

describe("an app of Okta", () => {
  it("is assigned with the scope USER", async () => {
    await provider.hold(await identify(ofApp));
    const [call] = world.gate.calls.filter(({ method }) => method === "POST");
    expect(JSON.parse(call?.body ?? "")).toEqual({ id: world.idOf("alice"), scope: "USER" });
  });

  it("stays with who has it through a group, and nothing is written", async () => {
    world.standIns.byGroup.set(world.app, new Set([world.idOf("alice")]));
    const held = await identify(ofApp);
    expect(await provider.hold(held)).toEqual({ changed: false, sessionsEnded: 0 });
    expect(await provider.revoke(held)).toEqual({ changed: false, sessionsEnded: 0 });
    expect(writes()).toEqual([]);
    expect(await provider.listGrants([ofApp])).toMatchObject([{ principal: "alice", origin: "unknown" }]);
  });

  it("does not end while a group gives it too, and ends after that", async () => {
    const held = await identify(ofApp);
    await provider.hold(held);
    const path = `/api/v1/apps/${world.app}/users/${world.idOf("alice")}`;
    world.play(async (call) =>
      call.method === "DELETE" && call.path === path ? refuse(403, "E0000056") : undefined,
    );
    await expect(provider.revoke(held)).rejects.toMatchObject({ code: "REFUSED" });
    world.play(undefined);
    expect(await provider.revoke(held)).toMatchObject({ changed: true });
    expect(await world.isAssigned("alice")).toBe(false);
  });

  it.each(["saasure", "okta_flow_sso", "flow"])("GX18: is none that rules Okta: %s", async (name) => {
    const held = await identify(ofApp);
    const path = `/api/v1/apps/${world.app}`;
    world.play(async (call) => (call.path === path ? answerWith(200, { id: world.app, name }) : undefined));
    await expect(provider.hold(held)).rejects.toMatchObject({ code: "REFUSED" });
    expect(await codes()).toContain("OKTA_ADMIN_GROUP error");
  });

  it("is not one that wants more than a name", async () => {
    const held = await identify(ofApp);
    world.play(async ({ method }) => (method === "POST" ? refuse(400, "E0000001") : undefined));
    await expect(provider.hold(held)).rejects.toMatchObject({ code: "REFUSED", retryable: false });
  });

  it("is warned of when people can add it themselves", async () => {
    world.play(async ({ path }) =>
      path === `/api/v1/apps/${world.app}`
        ? answerWith(200, { id: world.app, name: "orders", accessibility: { selfService: true } })
        : undefined,
    );
    expect(await codes()).toEqual(["OKTA_API_TOKEN warning", "OKTA_SELF_SERVICE warning"]);
  });
});

describe("a person at Okta", () => {
  it("is the account with exactly this login, however else Okta finds accounts", async () => {
    const id = await world.addUser("bob@acme.example");
    world.play(async ({ path }) =>
      path === "/api/v1/users/me" || path === "/api/v1/users/bob"
        ? answerWith(200, { id, status: "ACTIVE", profile: { login: "bob@acme.example" } })
        : undefined,
    );
    for (const name of ["me", "bob", id, "", ".", "..", "BOB@acme.example"])
      await expect(identify(ofGroup, name)).rejects.toMatchObject({ code: "UNKNOWN_PRINCIPAL" });
    expect((await identify(ofGroup, "bob@acme.example")).ids.principal).toBe(id);
  });

  it.each(["suspend", "deactivate"])("gets nothing after %s, and loses what she has", async (change) => {
    const held = await identify(ofGroup);
    await provider.hold(held);
    await world.ask("POST", `/users/${world.idOf("alice")}/lifecycle/${change}`);
    await expect(provider.hold(held)).rejects.toMatchObject({ code: "UNKNOWN_PRINCIPAL" });
    expect(await provider.revoke(held)).toMatchObject({ changed: true });
    expect(await world.isMember("alice")).toBe(false);
  });

  it("HH5: who takes the login of another gets nothing of the other's lease", async () => {
    const held = await identify(ofGroup);
    await provider.hold(held);
    await world.rename("alice", "alicia");
    await world.addUser("alice");
    await expect(provider.hold(held)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
    expect(await provider.revoke(held)).toMatchObject({ changed: true });
    expect(await world.ask("GET", `/groups/${world.group}/users`)).toEqual([]);
  });
});

describe("what an app learns when a person signs in to it by OpenID Connect", () => {
  it("names the group during the lease, and neither before nor after", async () => {
    const groups = async () => (await world.signIn("alice")).map(({ atSignIn }) => atSignIn);
    const held = await identify(ofGroup);
    expect(await groups()).toEqual([[]]);
    await provider.hold(held);
    expect(await groups()).toEqual([[groupName]]);
    await provider.revoke(held);
    expect(await groups()).toEqual([[]]);
  });

  it("survives in the app where it keeps what it learned, and not where it asks again", async () => {
    const held = await identify(ofGroup);
    await provider.hold(held);
    const [session] = await world.signIn("alice");
    await provider.revoke(held);
    expect([session?.atSignIn, await session?.now()]).toEqual([[groupName], []]);
  });
});

describe("sessions at Okta", () => {
  const cleared = () => writes().filter((call) => call.includes("/sessions"));

  it("stay where the configuration does not say otherwise", async () => {
    const held = await identify(ofGroup);
    await provider.hold(held);
    await provider.revoke(held);
    expect([cleared(), provider.forget]).toEqual([[], undefined]);
  });

  it("end with the access, also where an administrator took that by hand", async () => {
    const by = world.open({ endSessions: true });
    const held = await identify(ofGroup);
    await by.hold(held);
    await world.ask("DELETE", `/groups/${world.group}/users/${held.ids.principal}`);
    await by.forget?.(held);
    await by.revoke(held);
    const call = `DELETE /api/v1/users/${held.ids.principal}/sessions?oauthTokens=true`;
    expect(cleared()).toEqual([call, call]);
  });

  it("that cannot be ended make the end fail, after the access is gone", async () => {
    const by = world.open({ endSessions: true });
    const held = await identify(ofGroup);
    await by.hold(held);
    world.play(async ({ path }) => (path.includes("/sessions") ? refuse(403, "E0000006") : undefined));
    await expect(by.revoke(held)).rejects.toMatchObject({ code: "REFUSED" });
    expect(await world.isMember("alice")).toBe(false);
  });
});

describe("what is gone at Okta, or only hidden", () => {
  it("is no end while the credentials see nothing", async () => {
    const held = await identify(ofGroup);
    await provider.hold(held);
    world.play(async ({ path }) => (path.startsWith("/api/v1/") ? refuse(404, "E0000007") : undefined));
    await expect(provider.revoke(held)).rejects.toMatchObject({ code: "REFUSED" });
    await expect(provider.listGrants([ofGroup])).rejects.toMatchObject({ code: "UNKNOWN_ENTITLEMENT" });
  });

  it("is an end when the person and the group are gone, and another group is there", async () => {
    const held = await identify(ofGroup);
    await provider.hold(held);
    await world.remove("alice");
    await world.ask("DELETE", `/groups/${world.group}`);
    expect(await provider.revoke(held)).toEqual({ changed: false, sessionsEnded: 0 });
  });

  it("is refused at another org behind the address, and where none is", async () => {
    const held = await identify(ofGroup);
    world.standIns.org = "00oanother";
    await expect(provider.revoke(held)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
    await expect(provider.hold(held)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
    world.play(async ({ path }) => (path.startsWith("/.well-known/") ? answerWith(404, {}) : undefined));
    await expect(provider.revoke(held)).rejects.toMatchObject({ code: "UNEXPECTED" });
  });

  it.each([
    ["principal", "../groups/00g1", ofGroup],
    ["principal", "../groups/00g1", ofApp],
    ["entitlement", "group/../../users", ofGroup],
    ["entitlement", "team/311", ofGroup],
  ])("is never a recorded %s like %s: no change is made", async (key, value, entitlement) => {
    const held = await identify(entitlement);
    const before = writes().length;
    await expect(provider.revoke({ ...held, ids: { ...held.ids, [key]: value } })).rejects.toThrow();
    expect(writes().length).toBe(before);
  });
});
