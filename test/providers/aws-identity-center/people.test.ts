// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   ID11: The account at the provider is dropped, and made anew under its name.

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ACCOUNT, entitlement, SET, type Stage, standIdentityCenter } from "./fixture.ts";

let on: Stage;
beforeEach(async () => {
  on = await standIdentityCenter({ hasSchedules: true });
});
afterEach(() => on.close());

const names = async () =>
  (await on.provider.listGrants([entitlement])).map(({ principal }) => principal).sort();

describe("the people of the identity store", () => {
  it("ID11: a user who was made anew under her name is another one", async () => {
    const ids = await on.provider.identify("alice", entitlement);
    on.cloud.center.users.delete(ids.principal);
    on.cloud.center.addUser("alice");
    const held = { principal: "alice", entitlement, ids, until: new Date("2026-11-20T14:00:00Z") };
    await expect(on.provider.hold(held)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
  });

  it("knows nobody who is disabled, and ends their access all the same", async () => {
    const ids = await on.provider.identify("alice", entitlement);
    const held = { principal: "alice", entitlement, ids, until: new Date("2026-11-20T14:00:00Z") };
    await on.provider.hold(held);
    on.cloud.center.users.set(ids.principal, { name: "alice", status: "DISABLED" });
    await expect(on.provider.identify("alice", entitlement)).rejects.toMatchObject({
      code: "UNKNOWN_PRINCIPAL",
    });
    expect(await on.provider.revoke(held)).toMatchObject({ changed: true });
  });

  it("takes nobody for another whose name AWS finds in other letters", async () => {
    const { center } = on.cloud;
    const find = center.idOf.bind(center);
    center.idOf = (name) => find(name.toLowerCase());
    await expect(on.provider.identify("ALICE", entitlement)).rejects.toMatchObject({
      code: "UNKNOWN_PRINCIPAL",
    });
  });

  it("asks AWS for no name that it cannot hold", async () => {
    const before = on.cloud.server.seen.length;
    for (const name of ["", "alice smith", "a".repeat(129), "ali\nce"])
      await expect(on.provider.identify(name, entitlement)).rejects.toMatchObject({
        code: "UNKNOWN_PRINCIPAL",
      });
    expect(on.cloud.server.seen.slice(before)).not.toContain("identitystore:GetUserId");
  });

  it("lists groups that have the access, and changes none", async () => {
    const group = "1234567890-00000000-0000-4000-8000-00000000000a";
    on.cloud.center.groups.set(group, "admins");
    on.cloud.center.give({ account: ACCOUNT, permissionSet: SET, kind: "GROUP", principal: group });
    expect(await names()).toEqual(["Group:admins", "carol"]);
  });

  it("throws for a list that changed while it was read, rather than name somebody twice", async () => {
    const { ssoAdmin } = on.cloud.center;
    const list = ssoAdmin.ListAccountAssignments;
    on.cloud.answerWith("sso-admin:ListAccountAssignments", (input) => {
      if (input.NextToken !== undefined) return list?.({ ...input, NextToken: undefined }) ?? {};
      return { ...list?.(input), NextToken: "page-1" };
    });
    await expect(names()).rejects.toMatchObject({ code: "BUSY" });
  });

  it("leaves out the assignment of a user who was deleted, which nobody can use", async () => {
    on.cloud.center.users.delete(on.idOf("carol"));
    expect(await names()).toEqual([]);
  });

  it.each([
    ["a KMS key cannot be used", { Reason: "KMS_KEY_NOT_FOUND" }],
    ["the whole store is not found", { ResourceType: "IDENTITY_STORE" }],
  ])("takes nobody for deleted where %s", async (_, fields) => {
    on.cloud.failWith("identitystore:DescribeUser", "ResourceNotFoundException", fields);
    await expect(names()).rejects.toMatchObject({ code: "UNEXPECTED" });
  });
});

describe("the management account", () => {
  beforeEach(() => {
    on.cloud.center.owner = ACCOUNT;
  });

  it("is not lent", async () => {
    await expect(on.provider.identify("alice", entitlement)).rejects.toMatchObject({ code: "REFUSED" });
  });

  it("is lent where the owner says so", async () => {
    const provider = on.open({ managementAccount: true });
    expect(await provider.identify("alice", entitlement)).toMatchObject({ principal: on.idOf("alice") });
    await provider.close();
  });
});
