import { describe, expect, it } from "vitest";
import { scimAdapter } from "../../../src/providers/scim/adapter.ts";

const entry = {
  url: "https://scim.example.com/scim/v2",
  tokenFrom: "SCIM_TOKEN",
  resources: { orders: { roles: { readonly: "g1" } } },
};
const where = 'HALLPASS_PROVIDERS/0 ("idp")';
const open = (given: object) =>
  scimAdapter.open(
    { ...entry, ...given },
    {
      name: "idp",
      where,
      readSecret: () => "hunter2",
      findVerifier: async () => undefined,
      findPublicKey: async () => undefined,
      now: () => new Date("2026-11-20T12:00:00Z"),
    },
  );

describe("an entry of the adapter scim", () => {
  it("opens a provider", () => {
    expect(open({}).name).toBe("idp");
    expect(open({ url: "http://127.0.0.1:8080" }).name).toBe("idp");
  });

  it.each([
    [
      { url: "http://scim.example.com" },
      `${where}/url: "http://scim.example.com" would send the token in clear text. Use https://.`,
    ],
    [
      { resources: { orders: { roles: { readonly: "g1" } }, payroll: { roles: { owner: "g1" } } } },
      `${where}/resources: "g1" is the group of orders/readonly and of payroll/owner. Give each its own group.`,
    ],
    [
      { url: "https://u:p@scim.example.com" },
      `${where}/url: must be an address without user, query and fragment.`,
    ],
    [{ principals: { attribute: 'userName" or "' } }, `${where}/principals/attribute: must match pattern`],
    [
      { resources: { orders: { link: "javascript:x", roles: { readonly: "g1" } } } },
      `${where}/resources/orders/link`,
    ],
    [{ token: "hunter2" }, `${where}: "token" is not known here.`],
  ])("is refused: %j", (given, message) => {
    expect(() => open(given)).toThrow(message);
  });

  it("has no connection without a link", () => {
    expect(open({}).connect).toBeUndefined();
    const provider = open({
      resources: { orders: { link: "https://orders.example/", roles: { readonly: "g1" } } },
    });
    const of = (resource: string) =>
      provider.connect?.({
        principal: "alice",
        entitlement: { provider: "idp", resource, role: "readonly" },
      });
    expect(of("orders")).toEqual({ kind: "link", text: "https://orders.example/" });
    expect(of("toString")).toBeUndefined();
  });
});
