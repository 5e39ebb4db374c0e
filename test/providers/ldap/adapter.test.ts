import { describe, expect, it } from "vitest";
import { createContext } from "../../../src/providers/context.ts";
import { ldapAdapter } from "../../../src/providers/ldap/adapter.ts";

const now = () => new Date("2026-11-20T12:00:00Z");
const context = createContext("directory", 0, { PASSWORD: "hunter2" }, { now });
const readonly = "7b1b4ee6-58a1-103f-8a5a-0f6c1f2c9a10";
const entry = {
  url: "ldaps://ldap.example.org",
  bindDn: "cn=hallpass,dc=example,dc=org",
  passwordFrom: "PASSWORD",
  principals: { base: "ou=people,dc=example,dc=org", attribute: "uid" },
  resources: { orders: { roles: { readonly } } },
};
const entitlement = { provider: "directory", resource: "orders", role: "readonly" };
const open = (overrides: object = {}) => ldapAdapter.open({ ...entry, ...overrides }, context);

describe("an entry of the configuration", () => {
  it.each([
    ["clear text to another machine", { url: "ldap://ldap.example.org" }, "in clear text"],
    ["StartTLS on what is encrypted", { startTls: true }, "Remove startTls"],
    ["nestedFrom without its mode", { nestedFrom: readonly }, "mode: dynamic-group"],
    [
      "dynamic groups in Active Directory",
      { mode: "dynamic-group", flavour: "active-directory" },
      "overlay dds",
    ],
    [
      "one group under two names",
      { resources: { a: { roles: { readonly } }, b: { roles: { readonly } } } },
      "a/readonly and of b/readonly",
    ],
    [
      "a group by its name",
      { resources: { a: { roles: { readonly: "cn=a,dc=example,dc=org" } } } },
      "must be an entryUUID or objectGUID in small letters",
    ],
    [
      "an attribute that is a filter",
      { principals: { ...entry.principals, attribute: "uid=*)(cn" } },
      "must match pattern",
    ],
    ["a URL with a path", { url: "ldaps://ldap.example.org/dc=example" }, "must be an address without path"],
    ["a password in its text", { password: "hunter2" }, "not known here"],
  ])("is refused with %s", (_, overrides, says) => {
    expect(() => open(overrides)).toThrow(says);
  });

  it.each([
    { url: "ldap://127.0.0.1:3890" },
    { url: "ldap://[::1]" },
    { url: "ldap://ldap.example.org", startTls: true },
  ])("is taken with %o", (overrides) => {
    expect(open(overrides).name).toBe("directory");
  });
});

describe("how to connect", () => {
  const connect = (resource: object, principal = "alice") =>
    open({ resources: { orders: { ...resource, roles: { readonly } } } }).connect?.({
      principal,
      entitlement,
    });

  it("is absent where the configuration says nothing", () => {
    expect(open().connect).toBeUndefined();
  });

  it("is the line or page of the configuration, with names as single words", () => {
    const command = "ssh {principal}@orders.example.org # {role} {resource} {other}";
    expect(connect({ command })).toEqual({
      kind: "command",
      text: "ssh alice@orders.example.org # readonly orders {other}",
    });
    expect(connect({ command: "login {principal}" }, "a b; rm -rf '")?.text).toBe(
      `login 'a b; rm -rf '\\'''`,
    );
    expect(connect({ link: "https://orders.example.org/{resource}?as={principal}" }, "a/b?c#d&e=f")).toEqual({
      kind: "link",
      text: "https://orders.example.org/orders?as=a%2Fb%3Fc%23d%26e%3Df",
    });
  });
});

it("declares the power over GitHub that the configuration names", () => {
  const powers = [{ resource: "orders", role: "readonly", githubTeam: 7 }];
  expect(open({ powers }).powers?.(entitlement)).toEqual([{ kind: "github-team", id: 7 }]);
  expect(open({ powers }).powers?.({ ...entitlement, role: "other" })).toEqual([]);
});
