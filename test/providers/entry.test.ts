import { describe, expect, it } from "vitest";
import { isInClear } from "../../src/providers/adapter/connection/own-host.ts";
import { connectByResource } from "../../src/providers/adapter/entry/connect.ts";
import { createOffer, listRoles } from "../../src/providers/adapter/entry/offer.ts";
import { powersOf, readPowers } from "../../src/providers/adapter/entry/powers.ts";
import { refuseRepeated } from "../../src/providers/adapter/entry/refuse-repeated.ts";

const resources = { orders: { roles: { readonly: "g1", admin: "g2" } }, wiki: { roles: { reader: "g3" } } };
const entitlement = { provider: "acme", resource: "orders", role: "readonly" };

describe("the offer of an entry", () => {
  const offer = createOffer("acme", resources);

  it("has the role of each entitlement in the system's words", () => {
    expect(offer.entitlements.map((each) => offer.roleOf(each))).toEqual(["g1", "g2", "g3"]);
    expect(offer.check(entitlement)).toEqual([]);
  });

  it.each([
    { ...entitlement, resource: "payroll" },
    { ...entitlement, role: "owner" },
    { ...entitlement, resource: "constructor" },
    { ...entitlement, role: "toString" },
  ])("has no role for %j", (unknown) => {
    expect(offer.check(unknown)).toHaveLength(1);
    expect(() => offer.roleOf(unknown)).toThrow(expect.objectContaining({ code: "UNKNOWN_ENTITLEMENT" }));
  });
});

describe("two names for one access", () => {
  const explain = (place: string, first: string, second: string): string => `${place}: ${first}, ${second}`;

  it("are refused, with both", () => {
    const twice = { ...resources, archive: { roles: { reader: "g1" } } };
    expect(() => refuseRepeated(listRoles(twice), explain)).toThrow("g1: orders/readonly, archive/reader");
  });

  it("pass where each place has one", () => {
    expect(() => refuseRepeated(listRoles(resources), explain)).not.toThrow();
  });
});

describe("how a resource is used", () => {
  const usages = {
    orders: { command: "psql -U {principal} {role}" },
    wiki: { link: "https://wiki.example/{resource}?as={principal}" },
    plain: {},
  };
  const say = (resource: string, principal = "o'hara") =>
    connectByResource(usages).connect?.({ principal, entitlement: { ...entitlement, resource } });

  it("is a command with quoted names, or a link with encoded ones", () => {
    expect(say("orders")).toEqual({ kind: "command", text: `psql -U 'o'\\''hara' readonly` });
    expect(say("wiki", "a&b")).toEqual({ kind: "link", text: "https://wiki.example/wiki?as=a%26b" });
  });

  it("is not said for a resource without one, an unknown one, or a name with a line break", () => {
    expect([say("plain"), say("payroll"), say("toString"), say("orders", "a\nb")]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("is no ability of an adapter whose entry says it for none", () => {
    expect(connectByResource({ plain: {} })).toEqual({});
  });
});

it("a power belongs to its role alone", () => {
  const powers = readPowers([{ resource: "orders", role: "readonly", githubTeam: 7 }]);
  expect(powersOf(powers, entitlement)).toEqual([{ kind: "github-team", id: 7 }]);
  expect(powersOf(powers, { ...entitlement, role: "admin" })).toEqual([]);
  expect(readPowers()).toEqual([]);
});

it.each([
  ["https://acme.example", false],
  ["http://acme.example", true],
  ["ldap://acme.example", true],
  ["ldaps://acme.example", false],
  ["http://127.0.0.1:8080", false],
  ["ldap://[::1]:389", false],
  ["http://localhost.acme.example", true],
])("what is sent to %s crosses a network in clear text: %s", (url, expected) => {
  expect(isInClear(url)).toBe(expected);
});
