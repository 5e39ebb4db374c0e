// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   HH1: The holder locks what the revocation has to write (their own role's row, a table) and keeps the
//     transaction open.
//   HH3: The holder opens a session that sets the role and delays its own start until after the end
//     (`post_auth_delay`).
//   HH4: The holder sets the password of the lent role, and logs in as that role after the end.
//   HH5: The lent role may end sessions, lock catalogues or take reserved connections (`pg_signal_backend`,
//     `pg_maintain`, `pg_use_reserved_connections`): its holder ends each session of Hallpass, or locks what
//     the end writes.

import { describe, expect, it } from "vitest";
import { azureAdapter } from "../../../src/providers/azure/adapter.ts";
import { secret } from "../entra/fake-cloud.ts";
import {
  administrator,
  client,
  createWorld,
  entitlement,
  reader,
  scope,
  tenant,
  type World,
} from "./world.ts";

const alice = "alice@acme.example";
const minutes = (world: World, count: number): Date => new Date(world.arm.now.getTime() + count * 60_000);
const only = ({ arm }: World) => [...arm.assignments.values()][0]?.schedule;

async function holdFor(world: World, until: Date, change = {}) {
  const provider = world.open(change);
  const ids = await provider.identify(alice, entitlement);
  const holding = { principal: alice, entitlement, ids, until };
  return { holding, provider, receipt: await provider.hold(holding) };
}

/** Of "Azure built-in roles for Privileged", and one of somebody's own. */
const roles = {
  owner: { actions: ["*"], notActions: [] },
  administrator: { actions: ["*/read", "Microsoft.Authorization/*", "Microsoft.Support/*"], notActions: [] },
  rbac: {
    actions: [
      "Microsoft.Authorization/roleAssignments/write",
      "Microsoft.Authorization/roleAssignments/delete",
    ],
    notActions: [],
  },
  contributor: {
    actions: ["*"],
    notActions: [
      ...["Microsoft.Authorization/*/Delete", "Microsoft.Authorization/*/Write"],
      ...["Microsoft.Authorization/elevateAccess/Action", "Microsoft.Compute/galleries/share/action"],
      ...[
        "Microsoft.Blueprint/blueprintAssignments/write",
        "Microsoft.Blueprint/blueprintAssignments/delete",
      ],
      "Microsoft.Resources/deploymentStacks/manageDenySetting/action",
    ],
  },
  locks: { actions: ["microsoft.authorization/LOCKS/*"], notActions: [] },
  remover: { actions: ["Microsoft.Authorization/*/delete"], notActions: [] },
  stacks: { actions: ["Microsoft.Resources/deploymentStacks/*"], notActions: [] },
  blueprints: { actions: ["Microsoft.Blueprint/blueprintAssignments/*"], notActions: [] },
};

describe("a role of Azure", () => {
  it.each([
    ["to assign roles, as Owner", roles.owner],
    ["to assign roles, as User Access Administrator", roles.administrator],
    ["to assign roles, as Role Based Access Control Administrator", roles.rbac],
    ["to lock resources", roles.locks],
    ["to remove Hallpass's own role", roles.remover],
    ["to deny others what a deployment stack has", roles.stacks],
    ["to let a blueprint assign roles", roles.blueprints],
  ])("HH1, HH3: with the power %s is not lent, and its holders lose it", async (_, permissions) => {
    const world = createWorld([alice]);
    const { holding, provider } = await holdFor(world, minutes(world, 60));
    world.arm.roles.set(reader, permissions);
    await expect(provider.identify(alice, entitlement)).rejects.toMatchObject({ code: "REFUSED" });
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "REFUSED" });
    expect((await provider.diagnose?.())?.map(({ code }) => code)).toEqual(["AZURE_POWER"]);
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
    expect(world.arm.assignments.size).toBe(0);
  });

  it("HH4: that makes what lasts is lent, and doctor warns", async () => {
    const world = createWorld([alice]);
    world.arm.roles.set(reader, roles.contributor);
    const { receipt, provider } = await holdFor(world, minutes(world, 60));
    expect(receipt.changed).toBe(true);
    expect(await provider.diagnose?.()).toMatchObject([{ code: "AZURE_ROLE_LASTS", severity: "warning" }]);
  });

  it.each([
    "Microsoft.KeyVault/vaults/accessPolicies/write",
    "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments/write",
    "Microsoft.Sql/servers/administrators/write",
  ])("HH3: that gives on by a service's own list (%s) is lent, and doctor warns", async (action) => {
    const world = createWorld([alice]);
    world.arm.roles.set(reader, { actions: [action.replace(/\/[^/]+\/write$/u, "/*")], notActions: [] });
    expect(await world.open().diagnose?.()).toMatchObject([
      { code: "AZURE_ROLE_LASTS", severity: "warning" },
    ]);
  });

  it("with power is lent where the entry says so, and doctor warns", async () => {
    const world = createWorld([alice]);
    world.arm.roles.set(reader, roles.rbac);
    const own = { orders: { scope, roles: { reader: { role: reader, allowPower: true } } } };
    const { receipt, provider } = await holdFor(world, minutes(world, 60), { resources: own });
    expect(receipt.changed).toBe(true);
    expect(await provider.diagnose?.()).toMatchObject([{ code: "AZURE_POWER", severity: "warning" }]);
  });

  it("HH5: is not lent again to another person under the name", async () => {
    const world = createWorld([alice]);
    const { holding, provider } = await holdFor(world, minutes(world, 60));
    world.graph.users.set(holding.ids.principal, "left@acme.example");
    world.graph.addUser(alice);
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
    expect(world.arm.assignments.size).toBe(0);
  });

  it("above or below the scope is no access there", async () => {
    const world = createWorld([alice]);
    const id = world.graph.idOf(alice);
    for (const at of [
      scope.slice(0, scope.indexOf("/resourceGroups")),
      `${scope}/providers/Microsoft.Web/sites/a`,
    ])
      world.arm.assignments.set(at, { id: at, scope: at, role: reader, principalId: id });
    expect(await world.open().listGrants([entitlement])).toEqual([]);
  });

  it("of a group, an application or a deleted person is listed by the id", async () => {
    const world = createWorld([]);
    world.arm.assign("5b1f0c7e-0000-4000-8000-00000000000a");
    const [grant] = await world.open().listGrants([entitlement]);
    expect(grant).toMatchObject({ principal: "5b1f0c7e-0000-4000-8000-00000000000a", origin: "unknown" });
  });
});

describe("an assignment with an end", () => {
  it("ends as the lease does, and its end moves with it", async () => {
    const world = createWorld([alice]);
    const { holding, provider } = await holdFor(world, minutes(world, 60));
    expect(only(world)?.endDateTime).toBe(minutes(world, 60).toISOString());
    await provider.hold({ ...holding, until: minutes(world, 90) });
    await provider.hold({ ...holding, until: minutes(world, 60) });
    await provider.hold({ ...holding, until: minutes(world, 90) });
    expect(only(world)?.endDateTime).toBe(minutes(world, 90).toISOString());
    expect(world.arm.assignments.size).toBe(1);
  });

  it("is not made where less than five minutes are left", async () => {
    const world = createWorld([alice]);
    await expect(holdFor(world, minutes(world, 4))).rejects.toMatchObject({ code: "REFUSED" });
    expect(world.arm.requests.size).toBe(0);
  });

  it("is asked for under one name, and the request is found again while it is under way", async () => {
    const world = createWorld([alice]);
    world.arm.firstStatus = "PendingProvisioning";
    world.arm.isStuck = true;
    const provider = world.open({ deadlineSeconds: 1, pollMs: 50 });
    const ids = await provider.identify(alice, entitlement);
    const holding = { principal: alice, entitlement, ids, until: minutes(world, 60) };
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "TIMEOUT", retryable: true });
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "TIMEOUT", retryable: true });
    expect(world.arm.requests.size).toBe(1);
    world.arm.isStuck = false;
    const [name = ""] = world.arm.requests.keys();
    world.arm.carryOut(name);
    expect(await provider.hold(holding)).toMatchObject({ changed: false });
  });

  it("is not removed in its first five minutes, and Hallpass knows when it can be", async () => {
    const world = createWorld([alice]);
    world.arm.isStrict = true;
    const { holding, provider } = await holdFor(world, minutes(world, 60));
    world.arm.now = minutes(world, 1);
    await expect(provider.revoke(holding)).rejects.toMatchObject({ code: "BUSY", retryAfterSeconds: 240 });
    world.arm.now = minutes(world, 4);
    expect(await provider.revoke(holding)).toEqual({ changed: true, sessionsEnded: 0 });
    expect(world.arm.assignments.size).toBe(0);
  });

  it("with endAtOnce, is deleted in them, and the next lease begins anew", async () => {
    const world = createWorld([alice], { endAtOnce: true });
    world.arm.isStrict = true;
    const { holding, provider } = await holdFor(world, minutes(world, 60));
    expect(await provider.revoke(holding)).toEqual({ changed: true, sessionsEnded: 0 });
    expect(world.arm.assignments.size).toBe(0);
    expect(await provider.hold(holding)).toMatchObject({ changed: true });
    expect(world.arm.assignments.size).toBe(1);
  });

  it.each(["PendingApproval", "PendingAdminDecision"])("that is %s is taken back", async (status) => {
    const world = createWorld([alice]);
    world.arm.firstStatus = status;
    await expect(holdFor(world, minutes(world, 60))).rejects.toMatchObject({ code: "REFUSED" });
    expect([...world.arm.requests.values()]).toMatchObject([{ status: "Canceled" }]);
  });

  it.each(["Failed", "FailedAsResourceIsLocked", "Denied"])("that is %s is no grant", async (status) => {
    const world = createWorld([alice]);
    world.arm.firstStatus = status;
    await expect(holdFor(world, minutes(world, 60))).rejects.toMatchObject({ code: "REFUSED" });
  });

  it("HH1: that a lock keeps is not called ended", async () => {
    const world = createWorld([alice]);
    const { holding, provider } = await holdFor(world, minutes(world, 60));
    world.arm.firstStatus = "FailedAsResourceIsLocked";
    await expect(provider.revoke(holding)).rejects.toMatchObject({ code: "REFUSED" });
  });

  it("beyond the settings of the role is refused, and doctor names the limit", async () => {
    const world = createWorld([alice]);
    world.arm.maximumDuration = "P1D";
    await expect(holdFor(world, minutes(world, 60 * 25))).rejects.toMatchObject({ code: "REFUSED" });
    expect(await world.open().diagnose?.()).toMatchObject([{ code: "AZURE_PIM_LIMIT", severity: "warning" }]);
  });

  it("is not called ended where Azure does not show the subscription", async () => {
    const world = createWorld([alice]);
    const { holding, provider } = await holdFor(world, minutes(world, 60));
    world.arm.scopes.clear();
    world.arm.missing = "SubscriptionNotFound";
    await expect(provider.revoke(holding)).rejects.toMatchObject({ code: "UNKNOWN_ENTITLEMENT" });
    world.arm.missing = "ResourceGroupNotFound";
    expect(await provider.revoke(holding)).toMatchObject({ changed: false });
  });

  it("begins by Azure's clock", async () => {
    const world = createWorld([alice]);
    await holdFor(world, minutes(world, 60), { now: () => minutes(world, 2) });
    expect(only(world)?.startDateTime).toBe(world.arm.now.toISOString());
  });

  it("HH1: is deleted past a request of the holder's that waits, with endAtOnce; else the end is tried again", async () => {
    const world = createWorld([alice]);
    const { holding, provider } = await holdFor(world, minutes(world, 60));
    world.arm.isAwaited = true;
    await expect(provider.revoke(holding)).rejects.toMatchObject({ code: "BUSY", retryable: true });
    await expect(provider.forget?.(holding)).rejects.toMatchObject({ code: "BUSY" });
    expect(await world.open({ endAtOnce: true }).revoke(holding)).toMatchObject({ changed: true });
    expect(world.arm.assignments.size).toBe(0);
  });

  it("HH3: that the holder activated is not taken for Hallpass's, whatever ticket she wrote", async () => {
    const world = createWorld([alice]);
    const ticketInfo = { ticketSystem: "hallpass", ticketNumber: "azure" };
    const principalId = world.graph.idOf(alice);
    const [startDateTime, endDateTime] = [world.arm.now, minutes(world, 300)].map((at) => at.toISOString());
    const schedule = {
      ...{ id: `${scope}/forged`, assignmentType: "Activated", request: "forged" },
      ...{ startDateTime: startDateTime ?? "", endDateTime: endDateTime ?? "" },
    };
    const forge = (): void => {
      const properties = {
        principalId,
        roleDefinitionId: `/x/${reader}`,
        requestType: "SelfActivate",
        ticketInfo,
      };
      world.arm.requests.set("forged", { scope, properties, status: "Provisioned" });
      const before = [...world.arm.assignments];
      world.arm.assignments.clear();
      world.arm.assignments.set("forged", { id: "forged", scope, role: reader, principalId, schedule });
      for (const [name, each] of before) world.arm.assignments.set(name, each);
    };
    const { holding, provider } = await holdFor(world, minutes(world, 60));
    forge();
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
    expect([...world.arm.assignments.keys()]).toEqual(["forged"]);
    expect(await provider.hold(holding)).toMatchObject({ changed: false });
    expect(only(world)?.endDateTime).toBe(endDateTime);
  });

  it("is not called ended by a 404 that is no answer of Azure's", async () => {
    const world = createWorld([alice]);
    const { holding } = await holdFor(world, minutes(world, 60));
    const page = async (): Promise<Response> => new Response("<html>Not Found</html>", { status: 404 });
    const { fetch } = world.cloud;
    const provider = world.open({
      fetch: async (url, init) => (url.pathname.endsWith("/token") ? fetch(url, init) : page()),
    });
    await expect(provider.revoke(holding)).rejects.toMatchObject({ code: "UNEXPECTED" });
    await expect(provider.listGrants([entitlement])).rejects.toMatchObject({ code: "UNEXPECTED" });
  });

  it("of another administrator is left as it is", async () => {
    const world = createWorld([alice]);
    const other = world.open({ name: "somebody-else" });
    const ids = await other.identify(alice, entitlement);
    await other.hold({ principal: alice, entitlement, ids, until: minutes(world, 600) });
    const { holding, receipt, provider } = await holdFor(world, minutes(world, 60));
    expect(receipt.changed).toBe(false);
    expect(await provider.revoke(holding)).toMatchObject({ changed: false });
    await provider.forget?.(holding);
    expect(only(world)?.endDateTime).toBe(minutes(world, 600).toISOString());
  });

  it("whose request Azure has forgotten is known by its end", async () => {
    const world = createWorld([alice]);
    const { holding, provider } = await holdFor(world, minutes(world, 60));
    world.arm.requests.clear();
    expect(await provider.revoke({ ...holding, until: minutes(world, 30) })).toMatchObject({
      changed: false,
    });
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
    expect(world.arm.assignments.size).toBe(0);
  });
});

describe("the doctor of Azure", () => {
  const codes = async (world: World) => (await world.open().diagnose?.())?.map(({ code }) => code);
  const ownRole = (role: string, change: object = {}) => ({
    ...administrator,
    properties: { ...administrator.properties, roleDefinitionId: `/x/roleDefinitions/${role}`, ...change },
  });

  it("finds nothing where the application has what the page gives", async () => {
    expect(await codes(createWorld([]))).toEqual([]);
  });

  it.each([
    ["no role", [], "AZURE_RIGHT_MISSING"],
    ["Owner", [ownRole("8e3af657-a8ff-443c-a75c-2fe8c4bcb635")], "AZURE_RIGHT_EXCESSIVE"],
    ["Contributor", [ownRole("b24988ac-6180-42a0-ab88-20f7382dd24c")], "AZURE_RIGHT_EXCESSIVE"],
    [
      "no condition",
      [ownRole("f58310d9-a9f6-439a-9e8d-f62e7b41a168", { condition: undefined })],
      "AZURE_RIGHT_UNLIMITED",
    ],
    [
      "a role elsewhere",
      [ownRole("18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", { scope: `${scope}-2` })],
      "AZURE_RIGHT_MISSING",
    ],
  ])("finds %s", async (_, own, code) => {
    const world = createWorld([]);
    world.arm.own.splice(0, 1, ...own);
    expect(await codes(world)).toEqual([code]);
  });

  it("finds settings of PIM that no application can meet", async () => {
    const world = createWorld([]);
    world.arm.enabledRules = ["MultiFactorAuthentication"];
    expect(await codes(world)).toEqual(["AZURE_PIM_MFA"]);
  });

  it("finds a role and a scope that are gone", async () => {
    const world = createWorld([]);
    world.arm.roles.clear();
    expect(await codes(world)).toEqual(["AZURE_NO_ROLE"]);
  });
});

describe("what the person did", () => {
  const event = (world: World, minute: number, person: string, resourceId: string) => ({
    eventTimestamp: minutes(world, minute).toISOString(),
    resourceId,
    operationName: { value: "Microsoft.Web/sites/restart/Action" },
    status: { value: "Succeeded" },
    claims: { "http://schemas.microsoft.com/identity/claims/objectidentifier": person },
  });

  it("is in the activity log of the scope, oldest first", async () => {
    const world = createWorld([alice]);
    const { holding, provider } = await holdFor(world, minutes(world, 60));
    const [from, id] = [world.arm.now, holding.ids.principal];
    world.arm.log.push(
      event(world, 20, id, `${scope}/providers/Microsoft.Web/sites/b`),
      event(world, 10, id, `${scope.toLowerCase()}/providers/Microsoft.Web/sites/a`),
      event(world, 10, "somebody else", `${scope}/providers/Microsoft.Web/sites/c`),
      event(world, 10, id, `${scope}-2/providers/Microsoft.Web/sites/d`),
    );
    world.arm.now = minutes(world, 30);
    expect(await provider.activity?.(holding, from)).toEqual([
      { at: new Date("2026-11-20T12:10:00Z"), action: "Microsoft.Web/sites/restart/Action on a: Succeeded" },
      { at: new Date("2026-11-20T12:20:00Z"), action: "Microsoft.Web/sites/restart/Action on b: Succeeded" },
    ]);
  });
});

it("says which roles give power over what Hallpass itself runs on", () => {
  const [subscription = ""] = /^\/subscriptions\/[^/]+/u.exec(scope) ?? [];
  const powersAt = (runsAt?: string) =>
    createWorld([])
      .open(runsAt === undefined ? {} : { runsAt })
      .powers?.(entitlement);
  const own = [{ kind: "own-account" }];
  for (const at of [scope.toUpperCase(), subscription, `${scope}/providers/Microsoft.Web/sites/hallpass`])
    expect(powersAt(at)).toEqual(own);
  expect(powersAt("/providers/Microsoft.Management/managementGroups/acme")).toEqual(own);
  expect([powersAt(`${scope}-2`), powersAt()]).toEqual([[], []]);
});

it("tells how to sign in, and how an administrator removes the role", () => {
  const provider = createWorld([]).open();
  expect(provider.connect?.({ principal: alice, entitlement })).toEqual({
    kind: "command",
    text: `az login --tenant ${tenant}`,
  });
  expect(provider.describeRemoval?.({ principal: "o'brien@acme.example", entitlement })).toBe(
    `az role assignment delete --assignee 'o'\\''brien@acme.example' --role ${reader} --scope ${scope}`,
  );
});

describe("the entry of Azure", () => {
  const context = {
    ...{ name: "azure", where: "HALLPASS_PROVIDERS/0", readSecret: () => secret, now: () => new Date(0) },
    ...{ findVerifier: async () => undefined, findPublicKey: async () => undefined },
  };
  const entryAt = (where: string) => ({
    ...{ tenant, client, signIn: { secretFrom: "AZURE_SECRET" } },
    resources: { orders: { scope: where, roles: { reader: { role: reader } } } },
  });

  it.each([
    scope,
    scope.slice(0, scope.indexOf("/resourceGroups")),
    `${scope}/providers/Microsoft.Sql/servers/orders/databases/orders`,
    "/providers/Microsoft.Management/managementGroups/acme",
  ])("takes the scope %s", (where) => {
    expect(azureAdapter.open(entryAt(where), context).name).toBe("azure");
  });

  it.each(["/", "orders", `${scope}/`, `${scope}/../payroll`, `${scope}?x`, "/subscriptions/orders"])(
    "does not take the scope %s",
    (where) => {
      expect(() => azureAdapter.open(entryAt(where), context)).toThrow("HALLPASS_PROVIDERS/0");
    },
  );

  it("does not take one access under two names", () => {
    const resources = {
      orders: { scope, roles: { reader: { role: reader } } },
      again: {
        scope: scope.toLowerCase().replace("resourcegroups", "resourceGroups"),
        roles: { reader: { role: reader } },
      },
    };
    expect(() => azureAdapter.open({ ...entryAt(scope), resources }, context)).toThrow("are the same access");
  });
});
