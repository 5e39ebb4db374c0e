// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   HH3: The holder opens a session that sets the role and delays its own start until after the end
//     (`post_auth_delay`).

import { describe, expect, it } from "vitest";
import { accountOfHallpass } from "../google/key.ts";
import { createWorld, role, type World } from "./world.ts";

const codesOf = async (world: World, change = {}) =>
  (await world.open(change).diagnose?.())?.map(({ code, severity }) => `${severity} ${code}`);

const limit = {
  title: "hallpass-offers-only",
  expression: `api.getAttribute("iam.googleapis.com/modifiedGrantsByRole", []).hasOnly(["${role}"])`,
};
const own = {
  role: "projects/acme-orders-prod/roles/hallpass",
  members: [`serviceAccount:${accountOfHallpass}`],
};

describe("doctor on Google Cloud", () => {
  it("finds nothing with the rights of the page", async () => {
    const world = createWorld([]);
    world.iam.edit(() => [{ ...own, condition: limit }]);
    expect(await codesOf(world)).toEqual([]);
  });

  it("names missing rights", async () => {
    const world = createWorld([]);
    world.iam.rights.delete("resourcemanager.projects.setIamPolicy");
    const [finding] = (await world.open().diagnose?.()) ?? [];
    expect(finding).toMatchObject({
      code: "GOOGLE_RIGHT_MISSING",
      message:
        "gcp/orders: Hallpass's account lacks resourcemanager.projects.setIamPolicy on projects/acme-orders-prod.",
    });
  });

  it("names missing rights where it may not even read the policy, or the project is unknown", async () => {
    const world = createWorld([]);
    world.iam.rights.clear();
    expect(await codesOf(world)).toEqual(["error GOOGLE_RIGHT_MISSING"]);
    const resources = { orders: { project: "acme-payroll", roles: { readonly: role } } };
    expect(await codesOf(world, { resources })).toEqual(["error GOOGLE_RIGHT_MISSING"]);
  });

  it("warns of rights that it does not need", async () => {
    const world = createWorld([]);
    world.iam.rights.add("storage.objects.get");
    expect(await codesOf(world)).toEqual(["warning GOOGLE_RIGHT_EXCESSIVE"]);
  });

  it("warns when nothing limits the roles that it may give", async () => {
    const world = createWorld([]);
    world.iam.edit(() => [own]);
    expect(await codesOf(world)).toEqual(["warning GOOGLE_GRANTS_UNLIMITED"]);
  });

  it.each([
    ["resourcemanager.projects.setIamPolicy", "error GOOGLE_ROLE_KEEPS"],
    ["iam.serviceAccountKeys.create", "warning GOOGLE_ROLE_PASSES_ON"],
    ["iam.serviceAccounts.getAccessToken", "warning GOOGLE_ROLE_PASSES_ON"],
    ["storage.buckets.setIamPolicy", "warning GOOGLE_ROLE_PASSES_ON"],
  ])("HH3: tells that a role has %s", async (permission, finding) => {
    const world = createWorld([]);
    world.iam.roles.set(role, { permissions: ["bigquery.tables.getData", permission] });
    expect(await codesOf(world)).toEqual([finding]);
  });

  it("names a role that does not exist", async () => {
    const world = createWorld([]);
    world.iam.roles.clear();
    expect(await codesOf(world)).toEqual(["error GOOGLE_ROLE_UNKNOWN"]);
  });

  it("warns of a full policy, and counts the bindings that have ended", async () => {
    const world = createWorld([]);
    const members = Array.from({ length: 1200 }, (_, index) => `group:g${index}@example.com`);
    const ended = (expression: string, title = "hallpass:1") => ({
      ...{ role, members: ["user:alice@example.com"], condition: { title, expression } },
    });
    world.iam.edit(() => [
      { role: "roles/browser", members },
      ended('request.time < timestamp("2026-11-20T11:59:59.000Z")'),
      ended('request.time < timestamp("2026-11-20T12:00:01.000Z")'),
      ended('request.time < timestamp("2026-11-20T11:59:59.000Z")', "theirs"),
    ]);
    const [finding] = (await world.open().diagnose?.()) ?? [];
    expect(finding).toMatchObject({
      code: "GOOGLE_POLICY_FULL",
      message:
        "gcp/orders: the policy of projects/acme-orders-prod names 1203 principals of at most 1500; 1 of Hallpass's bindings there have ended.",
    });
  });

  it("warns where the directory shows nobody", async () => {
    const world = createWorld(["alice@example.com"]);
    await world.byHand.give("alice@example.com");
    expect(await codesOf(world)).toEqual([]);
    world.iam.hidesPeople = true;
    expect(await codesOf(world)).toEqual(["warning GOOGLE_PEOPLE_HIDDEN"]);
  });

  it("warns where people are known by their address alone", async () => {
    expect(await codesOf(createWorld([]), { people: "email" })).toEqual(["warning GOOGLE_PEOPLE_BY_EMAIL"]);
  });
});
