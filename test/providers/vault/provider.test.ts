// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   HH5: The lent role may end sessions, lock catalogues or take reserved connections (`pg_signal_backend`,
//     `pg_maintain`, `pg_use_reserved_connections`): its holder ends each session of Hallpass, or locks what
//     the end writes.

import { describe, expect, it } from "vitest";
import { vaultAdapter } from "../../../src/providers/vault/adapter.ts";
import { testProviderByLease } from "../conformance.ts";
import { secretId } from "./fake-vault.ts";
import { createWorld, entitlement, rightsOfPage, type World } from "./world.ts";

const hostile = "_@..+-x";
const until = new Date("2026-11-20T16:00:00Z");

// What an entity holds by other groups is not looked at, so nobody holds the access for good.
testProviderByLease("vault", async () => {
  const world = createWorld(["alice", "eve", hostile]);
  const { vault } = world;
  vault.rights["sys/policies/acl/orders-read"] = ["read"];
  vault.policies.set("orders-read", 'path "orders/data/*" { capabilities = ["read", "list"] }');
  return {
    told: ["read, list on orders/data/*"],
    ...{ provider: world.open(), entitlement, abilities: vaultAdapter.abilities, secrets: [secretId] },
    principals: { first: "alice", second: "eve", hostile },
    unknown: {
      resource: { ...entitlement, resource: "payroll" },
      role: { ...entitlement, role: "owner" },
    },
    missing: "nobody",
    canUse: async (principal) => world.canRead(principal),
    fail(isFailing) {
      vault.isDown = isFailing;
    },
    disturb(disturbance) {
      vault.disturbance = disturbance;
    },
    disturbances: ["lost-answer", "fails-after", "throttled", "slow"],
    async stripMark() {
      for (const group of vault.groups.values()) group.metadata = {};
    },
    openUnmapped: () => world.open({ resources: { other: { roles: { readonly: ["other"] } } } }),
    hostile: [
      {
        id: "HH5",
        does: "renames her entity",
        play: async (principal) => vault.renameEntity(principal, "mallory"),
        clean: async (principal) => vault.renameEntity("mallory", principal),
      },
    ],
    close: async () => {},
  };
});

describe("the groups of grants in Vault", () => {
  const holdFor = async (world: World, principal = "alice", role = "readonly") => {
    const provider = world.open();
    const asked = { ...entitlement, role };
    const holding = {
      ...{ principal, entitlement: asked, until },
      ids: await provider.identify(principal, asked),
    };
    await provider.hold(holding);
    return holding;
  };

  it("have one member and the role's policies, and leave other groups as they are", async () => {
    const world = createWorld(["alice"]);
    const { vault } = world;
    const theirs = { policies: ["x"], metadata: {}, member_entity_ids: ["e"], member_group_ids: ["g"] };
    vault.groups.set("operators", structuredClone(theirs));
    vault.groups.set("hallpass-secrets-2-0123456789abcdef0123456789abcdef", structuredClone(theirs));
    const holding = await holdFor(world);
    const [name = "", made] = [...vault.groups].at(-1) ?? [];
    expect(name).toMatch(/^hallpass-secrets-[0-9a-f]{32}$/u);
    expect(made).toMatchObject({
      policies: ["orders-read"],
      member_entity_ids: [vault.entityId("alice")],
      metadata: { principal: "alice", made_by: "hallpass" },
    });
    await world.open().revoke(holding);
    expect([...vault.groups.values()]).toEqual([theirs, theirs]);
  });

  it("show a member whom somebody added by hand, and are put right by the next grant", async () => {
    const world = createWorld(["alice", "eve"]);
    const { vault } = world;
    const holding = await holdFor(world);
    const group = [...vault.groups.values()][0];
    group?.member_entity_ids.push(vault.entityId("eve"));
    const provider = world.open();
    const listed = (await provider.listGrants([entitlement])).map(({ principal, origin }) => [
      principal,
      origin,
    ]);
    expect(listed).toEqual([
      ["alice", "ours"],
      ["eve", "standing"],
    ]);
    expect(await provider.hold(holding)).toEqual({ changed: false, sessionsEnded: 0 });
    expect(await provider.listGrants([entitlement])).toHaveLength(1);
  });

  it("count for the role they were made for alone, also where another role has the same policies", async () => {
    const world = createWorld(["alice"]);
    await holdFor(world, "alice", "all");
    const provider = world.open();
    expect(await provider.listGrants([entitlement])).toEqual([]);
    expect(await provider.listGrants([{ ...entitlement, role: "all" }])).toHaveLength(1);
  });

  it("HH5: are found by the ids that were recorded when their role has other policies by now", async () => {
    const world = createWorld(["alice"]);
    const holding = await holdFor(world);
    const changed = world.open({ resources: { orders: { roles: { readonly: ["orders-read", "more"] } } } });
    expect(await changed.listGrants([entitlement])).toEqual([
      { ...{ principal: "alice", entitlement, origin: "ours" }, ids: holding.ids },
    ]);
    expect(await changed.revoke(holding)).toMatchObject({ changed: true });
    expect(world.canRead("alice")).toBe(false);
  });

  it("HH5: are gone with the access of a member who was merged into another entity", async () => {
    const world = createWorld(["alice", "eve"]);
    const provider = world.open();
    const holding = await holdFor(world);
    world.vault.mergeEntity("alice", "eve");
    const listed = await provider.listGrants([entitlement]);
    expect(listed.map(({ principal, origin }) => [principal, origin])).toEqual([["eve", "standing"]]);
    await provider.forget?.(holding);
    expect([world.canRead("eve"), world.vault.groups.size]).toEqual([false, 0]);
  });

  it("are not made for a role whose policies are others by now", async () => {
    const world = createWorld(["alice"]);
    const holding = await holdFor(world);
    const changed = world.open({ resources: { orders: { roles: { readonly: ["root-like"] } } } });
    await expect(changed.hold(holding)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
  });

  it("belong to one cluster: another one under the address gets none", async () => {
    const world = createWorld(["alice"]);
    const holding = await holdFor(world);
    world.vault.clusterId = "another";
    await expect(world.open().revoke(holding)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
    await expect(world.open().hold(holding)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
  });
});

describe("what approvers are told of policies", () => {
  const tell = async (world: World) => world.open().listAbilities?.({ ...entitlement, role: "all" });

  it("is what they allow, the widest first, and the same capabilities together", async () => {
    const world = createWorld([]);
    for (const name of ["orders-read", "orders-write"])
      world.vault.rights[`sys/policies/acl/${name}`] = ["read"];
    world.vault.policies.set(
      "orders-read",
      'path "a" { capabilities = ["list", "read"] } path "b" { capabilities = ["deny"] }',
    );
    world.vault.policies.set(
      "orders-write",
      '{"path":{"c":{"capabilities":["update","create"]},"d":{"capabilities":["odd","sudo"]},"e":{"capabilities":["create","update"]}}}',
    );
    expect(await tell(world)).toEqual([
      "read, list on a",
      "never anything on b",
      "sudo, odd on d",
      "create, update on c, e",
    ]);
  });

  it("is their names where Vault does not show them, and says which ones do not exist or cannot be read", async () => {
    const world = createWorld([]);
    expect(await tell(world)).toEqual([
      "do what the policy orders-read allows, which Vault does not show to Hallpass",
      "do what the policy orders-write allows, which Vault does not show to Hallpass",
    ]);
    for (const name of ["orders-read", "orders-write"])
      world.vault.rights[`sys/policies/acl/${name}`] = ["read"];
    world.vault.policies.set("orders-write", "path x");
    expect(await tell(world)).toEqual([
      "do nothing by the policy orders-read, which does not exist",
      "do what the policy orders-write allows, whose text Hallpass cannot read",
    ]);
  });
});

describe("the login at Vault", () => {
  it("is made anew when the token was revoked, once", async () => {
    const world = createWorld(["alice"]);
    const provider = world.open();
    await provider.identify("alice", entitlement);
    world.vault.token.current = "revoked by an administrator";
    await expect(provider.identify("alice", entitlement)).resolves.toBeDefined();
  });

  it("that Vault refuses is no reason to try again", async () => {
    const world = createWorld(["alice"]);
    world.vault.refusesLogin = true;
    await expect(world.open().identify("alice", entitlement)).rejects.toMatchObject({
      ...{ code: "LOGIN_REFUSED", retryable: false },
    });
  });

  it("names the namespace, and the instance has it", async () => {
    const world = createWorld(["alice"]);
    const seen = new Set<string | undefined>();
    const { fetch } = world.vault;
    const provider = world.open({
      namespace: "team/orders",
      fetch: (url, init) => {
        if (url.pathname !== "/v1/sys/health") seen.add(init.headers["X-Vault-Namespace"]);
        return fetch(url, init);
      },
    });
    const { instance } = await provider.identify("alice", entitlement);
    expect(instance).toBe(`${world.vault.clusterId}/team/orders`);
    expect([...seen]).toEqual(["team/orders"]);
  });
});

describe("the doctor of Vault", () => {
  it("finds each right that is missing, and each that goes beyond", async () => {
    const world = createWorld([]);
    const codes = async () => (await world.open().diagnose?.())?.map(({ code }) => code);
    expect(await codes()).toEqual([]);
    const [group = ""] = Object.keys(rightsOfPage);
    world.vault.rights[group] = ["create", "read", "update"];
    expect(await codes()).toEqual(["VAULT_RIGHT_MISSING"]);
    world.vault.rights[group] = ["root"];
    world.vault.rights["sys/policies/acl/hallpass-doctor"] = ["root"];
    expect(await codes()).toEqual(["VAULT_RIGHT_EXCESSIVE"]);
  });
});

it("refuses an address in clear text, and the policy root", () => {
  const context = {
    ...{ name: "secrets", where: "HALLPASS_PROVIDERS/0", readSecret: () => "s", now: () => new Date(0) },
    ...{ findVerifier: async () => undefined, findPublicKey: async () => undefined },
  };
  const entry = {
    ...{ url: "https://vault.internal.example/", roleId: "r", secretIdFrom: "SECRET" },
    resources: { orders: { roles: { readonly: ["orders-read"] } } },
  };
  expect(vaultAdapter.open(entry, context).name).toBe("secrets");
  for (const change of [
    { url: "http://vault.internal.example/" },
    { url: "https://vault.internal.example" },
    { resources: { orders: { roles: { readonly: ["root"] } } } },
    { namespace: "../x" },
  ])
    expect(() => vaultAdapter.open({ ...entry, ...change }, context)).toThrow("HALLPASS_PROVIDERS/0");
});
