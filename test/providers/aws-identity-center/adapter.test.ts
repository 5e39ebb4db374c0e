import { describe, expect, it } from "vitest";
import { identityCenterAdapter } from "../../../src/providers/aws-identity-center/adapter.ts";
import { createContext } from "../../../src/providers/context.ts";

const now = () => new Date("2026-11-20T12:00:00Z");
const entry = {
  ...{ account: "222222222222", region: "eu-central-1" },
  instance: "arn:aws:sso:::instance/ssoins-1234567890abcdef",
  portal: "https://acme.awsapps.com/start/",
  schedule: { group: "hallpass", role: "arn:aws:iam::222222222222:role/hallpass-end" },
  resources: {
    orders: {
      account: "123456789012",
      roles: {
        readonly: {
          permissionSet: "arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcdef",
          name: "Orders=ReadOnly",
        },
        admin: { permissionSet: "arn:aws:sso:::permissionSet/ssoins-1234567890abcdef/ps-1234567890abcde0" },
      },
    },
  },
};
const open = (overrides: object = {}) =>
  identityCenterAdapter.open({ ...entry, ...overrides }, createContext("aws", 0, {}, { now }));
const lend = (account: string, permissionSet: string, other = permissionSet) => ({
  resources: { orders: { account, roles: { one: { permissionSet }, two: { permissionSet: other } } } },
});
const set = (instance: string, id: string) => `arn:aws:sso:::permissionSet/ssoins-${instance}/ps-${id}`;

describe("an entry for IAM Identity Center", () => {
  it("opens the console of the account with the permission set, or without where it is not named", async () => {
    const provider = open();
    const linkOf = (role: string) =>
      provider.connect?.({ principal: "alice", entitlement: { provider: "aws", resource: "orders", role } })
        ?.text;
    expect(linkOf("readonly")).toBe(
      "https://acme.awsapps.com/start/#/console?account_id=123456789012&role_name=Orders%3DReadOnly",
    );
    expect(linkOf("admin")).toBe("https://acme.awsapps.com/start/#/console?account_id=123456789012");
    expect(linkOf("owner")).toBeUndefined();
    await provider.close();
  });

  it("says truly what ends a grant", async () => {
    expect(await open().traits()).toMatchObject({
      ...{ container: "shared", nativeExpiry: "timer", sessions: "survive" },
      ...{ deadlineSeconds: 120, consistencySeconds: 60 },
    });
    const without = open({ schedule: undefined });
    expect(await without.traits()).toMatchObject({ nativeExpiry: "none" });
    expect(without.forget).toBeUndefined();
  });

  it.each<[string, object, RegExp]>([
    [
      "Hallpass's own account",
      lend(
        "222222222222",
        set("1234567890abcdef", "1234567890abcdef"),
        set("1234567890abcdef", "0000000000000001"),
      ),
      /resources\/orders\/account: 222222222222 is Hallpass's own/u,
    ],
    [
      "the same access under two names",
      lend("123456789012", set("1234567890abcdef", "1234567890abcdef")),
      /orders\/one and orders\/two are the same access/u,
    ],
    [
      "a permission set of another instance",
      lend("123456789012", set("fedcba0987654321", "1234567890abcdef")),
      /is of the instance ssoins-fedcba0987654321/u,
    ],
    [
      "a role for schedules in another account",
      { schedule: { group: "hallpass", role: "arn:aws:iam::333333333333:role/hallpass-end" } },
      /schedule: .* is not in the account 222222222222/u,
    ],
    [
      "a queue in another account",
      { schedule: { ...entry.schedule, deadLetters: "arn:aws:sqs:eu-central-1:333333333333:ends" } },
      /schedule: .* is not in the account 222222222222/u,
    ],
    [
      "a permission set without an account",
      { resources: { orders: { roles: entry.resources.orders.roles } } },
      /resources\/orders: set account, for the permission set of readonly/u,
    ],
    [
      "a group beside schedules",
      { resources: { orders: { roles: { member: { group: "11111111-2222-4333-8444-555555555555" } } } } },
      /no schedule can end the membership of orders\/member/u,
    ],
    [
      "a group beside a trail",
      {
        ...{ schedule: undefined, trail: { role: "hallpass-trail" } },
        resources: { orders: { roles: { member: { group: "11111111-2222-4333-8444-555555555555" } } } },
      },
      /no trail tells what members of the group of orders\/member do/u,
    ],
    ["the default group", { schedule: { ...entry.schedule, group: "default" } }, /group/u],
    ["a portal in clear text", { portal: "http://acme.awsapps.com/start" }, /portal/u],
    ["an account that is none", lend("12345", set("1234567890abcdef", "1234567890abcdef")), /account/u],
    ["an unknown field", { token: "x" }, /"token" is not known here/u],
  ])("is refused with %s", (_, overrides, message) => {
    expect(() => open(overrides)).toThrow(message);
  });
});
