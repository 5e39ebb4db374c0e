// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   HH3: The holder opens a session that sets the role and delays its own start until after the end
//     (`post_auth_delay`).
//   HH5: The lent role may end sessions, lock catalogues or take reserved connections (`pg_signal_backend`,
//     `pg_maintain`, `pg_use_reserved_connections`): its holder ends each session of Hallpass, or locks what
//     the end writes.

import { describe, expect, it } from "vitest";
import { readDays } from "../../../src/providers/adapter/microsoft/duration.ts";
import { entraAdapter } from "../../../src/providers/entra/adapter.ts";
import { secret } from "./fake-cloud.ts";
import { client, createWorld, entitlement, tenant, type World } from "./world.ts";

const alice = "alice@acme.example";
const minutes = (world: World, count: number): Date => new Date(world.graph.now.getTime() + count * 60_000);

async function holdFor(world: World, until: Date, change = {}) {
  const provider = world.open(change);
  const ids = await provider.identify(alice, entitlement);
  const holding = { principal: alice, entitlement, ids, until };
  return { holding, provider, receipt: await provider.hold(holding) };
}

describe("a group of Microsoft Entra", () => {
  it.each([
    ["that may give roles of the directory", { isAssignableToRole: true }],
    ["that a rule fills", { groupTypes: ["DynamicMembership"] }],
    ["that another directory fills", { onPremisesSyncEnabled: true }],
  ])("%s is not lent, and its members lose what they hold", async (_, flags) => {
    const world = createWorld([alice]);
    const { holding, provider } = await holdFor(world, minutes(world, 60));
    Object.assign(world.group, flags);
    await expect(provider.identify(alice, entitlement)).rejects.toMatchObject({ code: "REFUSED" });
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "REFUSED" });
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
    expect(world.group.members.size).toBe(0);
  });

  it("that may give roles is lent where the entry says so, and doctor warns", async () => {
    const world = createWorld([alice]);
    world.group.isAssignableToRole = true;
    const roles = { readonly: { group: world.group.id, allowPower: true } };
    const { receipt, provider } = await holdFor(world, minutes(world, 60), {
      resources: { orders: { roles } },
    });
    expect(receipt.changed).toBe(true);
    expect(await provider.diagnose?.()).toMatchObject([{ code: "ENTRA_POWER", severity: "warning" }]);
  });

  it("HH3: is not lent to who owns it and could add herself again", async () => {
    const world = createWorld([alice]);
    world.group.owners.add(world.graph.idOf(alice));
    await expect(world.open().identify(alice, entitlement)).rejects.toMatchObject({ code: "REFUSED" });
  });

  it("HH5: is not lent again to another person under the name", async () => {
    const world = createWorld([alice]);
    const { holding, provider } = await holdFor(world, minutes(world, 60));
    world.graph.users.set(holding.ids.principal, "left@acme.example");
    world.graph.addUser(alice);
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
    expect(world.group.members.size).toBe(0);
  });

  it("is not touched for ids of another tenant", async () => {
    const world = createWorld([alice]);
    const { holding } = await holdFor(world, minutes(world, 60));
    const other = world.open({ tenant: "5b1f0c7e-0000-4000-8000-00000000000f" });
    await expect(other.revoke(holding)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
    expect(world.group.members.size).toBe(1);
  });

  it("shows a member without a name by the id", async () => {
    const world = createWorld([alice]);
    world.group.members.add("an application");
    const [grant] = await world.open().listGrants([entitlement]);
    expect(grant).toMatchObject({ principal: "an application", origin: "unknown" });
  });
});

describe("an assignment of PIM", () => {
  const pim = { membership: "pim" } as const;
  const only = ({ graph }: World) => [...graph.schedules.values()][0];

  it("ends as the lease does, and its end moves with it", async () => {
    const world = createWorld([alice], pim);
    const { holding, provider } = await holdFor(world, minutes(world, 60));
    expect(only(world)?.endDateTime).toBe(minutes(world, 60).toISOString());
    await provider.hold({ ...holding, until: minutes(world, 90) });
    expect(only(world)?.endDateTime).toBe(minutes(world, 90).toISOString());
    expect(world.graph.schedules.size).toBe(1);
  });

  it("is not made where less than five minutes are left", async () => {
    const world = createWorld([alice], pim);
    await expect(holdFor(world, minutes(world, 4))).rejects.toMatchObject({ code: "REFUSED" });
    expect(world.graph.requests.size).toBe(0);
  });

  it("moves its end no closer than PIM allows", async () => {
    const world = createWorld([alice], pim);
    const { holding, provider } = await holdFor(world, minutes(world, 60));
    await provider.hold({ ...holding, until: minutes(world, 1) });
    expect(only(world)?.endDateTime).toBe(minutes(world, 5).toISOString());
  });

  it("is not removed in its first five minutes, and Hallpass knows when it can be", async () => {
    const world = createWorld([alice], pim);
    world.graph.isStrict = true;
    const { holding, provider } = await holdFor(world, minutes(world, 60));
    world.graph.now = minutes(world, 1);
    await expect(provider.revoke(holding)).rejects.toMatchObject({ code: "BUSY", retryAfterSeconds: 240 });
    world.graph.now = minutes(world, 4);
    expect(await provider.revoke(holding)).toEqual({ changed: true, sessionsEnded: 0 });
    expect(world.group.members.size).toBe(0);
  });

  it("with endAtOnce, does not keep the person in the group, and the next lease begins anew", async () => {
    const world = createWorld([alice], { ...pim, endAtOnce: true });
    world.graph.isStrict = true;
    const { holding, provider } = await holdFor(world, minutes(world, 60));
    expect(await provider.revoke(holding)).toEqual({ changed: true, sessionsEnded: 0 });
    expect(world.group.members.size).toBe(0);
    world.graph.now = minutes(world, 6);
    expect(await provider.hold({ ...holding, until: minutes(world, 60) })).toMatchObject({ changed: true });
    expect(world.group.members.size).toBe(1);
    expect(world.graph.schedules.size).toBe(1);
  });

  it("is waited for until it is carried out", async () => {
    const world = createWorld([alice], pim);
    world.graph.firstStatus = "PendingProvisioning";
    const { receipt } = await holdFor(world, minutes(world, 60));
    expect(receipt.changed).toBe(true);
    expect(world.group.members.size).toBe(1);
  });

  it.each(["PendingApproval", "PendingAdminDecision"])("that is %s is taken back", async (status) => {
    const world = createWorld([alice], pim);
    world.graph.firstStatus = status;
    await expect(holdFor(world, minutes(world, 60))).rejects.toMatchObject({ code: "REFUSED" });
    expect([...world.graph.requests.values()]).toMatchObject([{ status: "Canceled" }]);
  });

  it("that Microsoft calls failed is no grant", async () => {
    const world = createWorld([alice], pim);
    world.graph.firstStatus = "Failed";
    await expect(holdFor(world, minutes(world, 60))).rejects.toMatchObject({
      code: "REFUSED",
      retryable: false,
    });
  });

  it("beyond the policy of the group is refused, and doctor names the limit", async () => {
    const world = createWorld([alice], pim);
    world.group.maximumDays = 1;
    await expect(holdFor(world, minutes(world, 60 * 25))).rejects.toMatchObject({ code: "REFUSED" });
    const codes = (await world.open().diagnose?.())?.map(({ code }) => code);
    expect(codes).toContain("ENTRA_PIM_LIMIT");
  });

  it("begins by Microsoft's clock", async () => {
    const world = createWorld([alice], pim);
    const ahead = new Date(world.graph.now.getTime() + 30_000);
    await holdFor(world, minutes(world, 60), { now: () => ahead });
    expect(only(world)?.startDateTime).toBe(world.graph.now.toISOString());
  });

  it("of another administrator is left as it is", async () => {
    const world = createWorld([alice], pim);
    const other = world.open({ name: "somebody-else" });
    const ids = await other.identify(alice, entitlement);
    const theirs = { principal: alice, entitlement, ids, until: minutes(world, 600) };
    await other.hold(theirs);
    const { holding, receipt, provider } = await holdFor(world, minutes(world, 60));
    expect(receipt.changed).toBe(false);
    expect(await provider.revoke(holding)).toMatchObject({ changed: false });
    await provider.forget?.(holding);
    expect(only(world)?.endDateTime).toBe(minutes(world, 600).toISOString());
  });

  it("HH3: that the person activated is not taken for Hallpass's, whatever ticket she wrote", async () => {
    const world = createWorld([alice], pim);
    const until = minutes(world, 600).toISOString();
    const principalId = world.graph.idOf(alice);
    world.graph.requests.set("forged", {
      ...{ id: "forged", action: "selfActivate", status: "Provisioned", principalId },
      ...{ groupId: world.group.id, ticketInfo: { ticketSystem: "hallpass", ticketNumber: "entra" } },
    });
    world.graph.schedules.set("forged", {
      ...{ id: "forged", groupId: world.group.id, principalId, assignmentType: "Activated" },
      ...{ createdUsing: "forged", startDateTime: world.graph.now.toISOString(), endDateTime: until },
    });
    world.group.members.add(principalId);
    const { holding, receipt, provider } = await holdFor(world, minutes(world, 900));
    expect(receipt.changed).toBe(false);
    expect(await provider.revoke(holding)).toMatchObject({ changed: false });
    expect(only(world)?.endDateTime).toBe(until);
  });

  it("whose request PIM has forgotten is known by its end", async () => {
    const world = createWorld([alice], pim);
    const { holding, provider } = await holdFor(world, minutes(world, 60));
    world.graph.requests.clear();
    expect(await provider.revoke({ ...holding, until: minutes(world, 30) })).toMatchObject({
      changed: false,
    });
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
    expect(world.group.members.size).toBe(0);
  });

  it("that outlives a removal by hand is forgotten", async () => {
    const world = createWorld([alice], pim);
    const { holding, provider } = await holdFor(world, minutes(world, 60));
    world.group.members.clear();
    await provider.forget?.(holding);
    expect(world.graph.schedules.size).toBe(0);
  });

  it("ends the way it was made, whatever the entry says by now", async () => {
    const world = createWorld([alice], pim);
    const { holding } = await holdFor(world, minutes(world, 60));
    await world.open({ membership: "plain" }).revoke(holding);
    expect([world.graph.schedules.size, world.group.members.size]).toEqual([0, 0]);
  });
});

describe("a list that is behind", () => {
  const lagging = { membership: "pim", consistencySeconds: 60 } as const;

  it("is no reason to give the access twice", async () => {
    const world = createWorld([alice], lagging);
    const { holding, provider } = await holdFor(world, minutes(world, 60));
    world.group.members.clear();
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "BUSY", retryable: true });
    expect(world.graph.requests.size).toBe(1);
    world.group.members.add(holding.ids.principal);
    expect(await provider.hold(holding)).toMatchObject({ changed: false });
  });

  it("is no reason to call an end done without asking for it", async () => {
    const world = createWorld([alice], lagging);
    const { holding, provider } = await holdFor(world, minutes(world, 60));
    const sent: string[] = [];
    const { fetch } = world.cloud;
    // Neither list shows what is there.
    world.group.members.clear();
    const schedules = [...world.graph.schedules];
    world.graph.schedules.clear();
    const behind = world.open({
      fetch: (url, init) => {
        if (init.method === "POST" && init.body?.includes("adminRemove")) {
          sent.push(init.body);
          for (const [id, schedule] of schedules) world.graph.schedules.set(id, schedule);
        }
        return fetch(url, init);
      },
    });
    expect(await behind.revoke(holding)).toMatchObject({ changed: true });
    expect(sent).toHaveLength(1);
    expect(world.graph.schedules.size).toBe(0);
    expect(await provider.revoke(holding)).toMatchObject({ changed: false });
  });

  it("that stays behind is put right by a new assignment", async () => {
    const world = createWorld([alice], lagging);
    const { holding, provider } = await holdFor(world, minutes(world, 60));
    world.group.members.clear();
    world.graph.now = minutes(world, 2);
    expect(await provider.hold(holding)).toMatchObject({ changed: true });
    expect([world.group.members.size, world.graph.schedules.size]).toEqual([1, 1]);
  });
});

describe("the doctor of Microsoft Entra", () => {
  const codes = async (world: World) => (await world.open().diagnose?.())?.map(({ code }) => code);

  it("finds nothing where the application has what the page gives", async () => {
    for (const membership of ["plain", "pim"] as const)
      expect(await codes(createWorld([], { membership }))).toEqual([]);
  });

  it("finds each permission that is missing, and each beyond", async () => {
    const world = createWorld([]);
    world.cloud.permissions = ["User.ReadBasic.All", "RoleManagement.ReadWrite.Directory"];
    expect(await codes(world)).toEqual(["ENTRA_PERMISSION_MISSING", "ENTRA_PERMISSION_EXCESSIVE"]);
  });

  it("finds settings of PIM that no application can meet", async () => {
    const world = createWorld([], { membership: "pim" });
    world.graph.enabledRules = ["MultiFactorAuthentication"];
    expect(await codes(world)).toEqual(["ENTRA_PIM_MFA"]);
  });

  it("finds groups that are gone or filled by others, and owners", async () => {
    const world = createWorld([]);
    world.group.owners.add("somebody");
    expect(await codes(world)).toEqual(["ENTRA_GROUP_OWNER"]);
    world.group.groupTypes = ["DynamicMembership"];
    expect(await codes(world)).toEqual(["ENTRA_FOREIGN_GROUP"]);
    world.graph.groups.clear();
    expect(await codes(world)).toEqual(["ENTRA_NO_GROUP"]);
  });

  it.each([
    ["P180D", 180],
    ["PT12H", 0.5],
    ["P1DT6H", 1.25],
    ["a while", undefined],
  ])("reads the limit %s", (text, days) => {
    expect(readDays(text)).toBe(days);
  });
});

it("shows the person's sign-ins during the lease, oldest first", async () => {
  const world = createWorld([alice]);
  const { holding, provider } = await holdFor(world, minutes(world, 60));
  const from = world.graph.now;
  world.graph.signIns.push(
    {
      createdDateTime: minutes(world, 20).toISOString(),
      appDisplayName: "Orders\nBoard",
      status: { errorCode: 0 },
    },
    { createdDateTime: minutes(world, 10).toISOString(), appDisplayName: null, status: { errorCode: 50126 } },
  );
  world.graph.now = minutes(world, 30);
  expect(await provider.activity?.(holding, from)).toEqual([
    { at: new Date("2026-11-20T12:10:00Z"), action: "sign-in to an application: failed, 50126" },
    { at: new Date("2026-11-20T12:20:00Z"), action: "sign-in to Orders Board" },
  ]);
});

it("says which groups stand for a team at GitHub", () => {
  const world = createWorld([]);
  const provider = world.open({ powers: [{ resource: "orders", role: "readonly", githubTeam: 7 }] });
  expect(provider.powers?.(entitlement)).toEqual([{ kind: "github-team", id: 7 }]);
  expect(provider.powers?.({ ...entitlement, role: "owner" })).toEqual([]);
});

it("tells an administrator how to take a member out", () => {
  const world = createWorld([]);
  const remove = `az ad group member remove --group ${world.group.id} --member-id`;
  const provider = world.open();
  expect(provider.describeRemoval?.({ principal: "o'brien@acme.example", entitlement })).toBe(
    `${remove} $(az ad user show --id 'o'\\''brien@acme.example' --query id --output tsv)`,
  );
  expect(provider.describeRemoval?.({ principal: tenant, entitlement })).toBe(`${remove} ${tenant}`);
});

describe("the entry of Microsoft Entra", () => {
  const context = {
    ...{ name: "entra", where: "HALLPASS_PROVIDERS/0", readSecret: () => secret, now: () => new Date(0) },
    ...{ findVerifier: async () => undefined, findPublicKey: async () => undefined },
  };
  const group = "68e55cce-cf7e-4a2d-9046-3e4e75c4bfa7";
  const entry = {
    ...{ tenant, client, membership: "plain", signIn: { secretFrom: "ENTRA_SECRET" } },
    resources: { orders: { roles: { readonly: { group } } } },
  };

  it.each([
    ["a domain for the tenant", { tenant: "acme.example" }],
    ["another cloud", { cloud: "mine" }],
    ["two ways to sign in", { signIn: { secretFrom: "A", tokenFile: "/t" } }],
    ["one group under two names", { resources: { orders: { roles: { a: { group }, b: { group } } } } }],
    ["a key that is none", { signIn: { keyFrom: "KEY", certificateFrom: "CERTIFICATE" } }],
  ])("does not take %s", (_, change) => {
    expect(entraAdapter.open(entry, context).name).toBe("entra");
    expect(() => entraAdapter.open({ ...entry, ...change }, context)).toThrow("HALLPASS_PROVIDERS/0");
  });
});
