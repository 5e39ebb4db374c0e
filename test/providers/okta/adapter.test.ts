import { describe, expect, it } from "vitest";
import { oktaAdapter } from "../../../src/providers/okta/adapter.ts";

const entry = {
  url: "https://acme.okta.com",
  tokenFrom: "OKTA_TOKEN",
  resources: { orders: { roles: { readonly: { group: "00g1" } } } },
};
const app = { clientId: "0oa1", keyFrom: "OKTA_KEY" };
const where = 'HALLPASS_PROVIDERS/0 ("okta")';
const open = (given: object) =>
  oktaAdapter.open(
    { ...entry, ...given },
    {
      name: "okta",
      where,
      readSecret: () => "hunter2",
      findVerifier: async () => undefined,
      findPublicKey: async () => undefined,
      now: () => new Date("2026-11-20T12:00:00Z"),
    },
  );

describe("an entry of the adapter okta", () => {
  it("opens a provider, with a token or as an app", () => {
    expect(open({}).name).toBe("okta");
    expect(open({ tokenFrom: undefined, app }).name).toBe("okta");
  });

  it.each([
    [
      { url: "http://acme.okta.com" },
      `${where}/url: "http://acme.okta.com" would send the credentials in clear text.`,
    ],
    [
      { url: "https://acme.okta.com/api/v1" },
      `${where}/url: must be the address of the organisation, without path.`,
    ],
    [{ app }, `${where}: set app to sign in as a service app, or tokenFrom`],
    [{ tokenFrom: undefined }, `${where}: set app to sign in as a service app, or tokenFrom`],
    [
      { resources: { a: { roles: { x: { group: "00g1" } } }, b: { roles: { y: { group: "00g1" } } } } },
      `${where}: a/x and b/y are the same access, group/00g1. Remove one of them.`,
    ],
    [{ resources: { a: { roles: { x: { group: "../users" } } } } }, `${where}/resources/a/roles/x`],
    [{ resources: { a: { roles: { x: { group: "00g1", app: "0oa1" } } } } }, `${where}/resources/a/roles/x`],
  ])("is refused: %j", (given, message) => {
    expect(() => open(given)).toThrow(message);
  });

  it("may name a group and an app with the same id", () => {
    expect(open({ resources: { a: { roles: { x: { group: "1" }, y: { app: "1" } } } } }).name).toBe("okta");
  });
});
