import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { OWN } from "./fake/cloud.ts";
import { SET, type Stage } from "./fixture.ts";
import { entitlement, group, standGroup } from "./group-fixture.ts";

let on: Stage;
beforeEach(async () => {
  on = await standGroup();
});
afterEach(() => on.close());

const codes = async () => ((await on.provider.diagnose?.()) ?? []).map(({ code }) => code);
const asked = () => on.provider.identify("alice", entitlement);

describe("a group of IAM Identity Center", () => {
  it("is lent with the rights of the page, and doctor finds nothing", async () => {
    expect(await codes()).toEqual([]);
    expect(await asked()).toMatchObject({ entitlement: `group ${group}` });
  });

  it.each<[string, () => void, string, string]>([
    [
      "does not exist",
      () => on.cloud.center.groups.delete(group),
      "UNKNOWN_ENTITLEMENT",
      "IDENTITY_CENTER_NO_GROUP",
    ],
    [
      "comes from another directory",
      () => on.cloud.center.foreignGroups.add(group),
      "REFUSED",
      "IDENTITY_CENTER_FOREIGN_GROUP",
    ],
    [
      "has a permission set in Hallpass's own account",
      () => {
        on.cloud.center.accounts.add(OWN);
        on.cloud.center.give({ account: OWN, permissionSet: SET, kind: "GROUP", principal: group });
      },
      "REFUSED",
      "IDENTITY_CENTER_OWN_GROUP",
    ],
  ])("that %s is not lent", async (_, spoil, code, finding) => {
    spoil();
    await expect(asked()).rejects.toMatchObject({ code });
    expect(await codes()).toEqual([finding]);
  });

  it("that may have one there, for all that Hallpass can see, is not lent", async () => {
    on.cloud.denied.add("sso-admin:ListPermissionSetsProvisionedToAccount");
    await expect(asked()).rejects.toMatchObject({ code: "REFUSED" });
    expect(await codes()).toEqual(["IDENTITY_CENTER_NO_RIGHT"]);
  });

  it("opens the access portal", () => {
    expect(on.provider.connect?.({ principal: "alice", entitlement })?.text).toBe(
      "https://acme.awsapps.com/start",
    );
  });
});
