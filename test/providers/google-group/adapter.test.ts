import { describe, expect, it } from "vitest";
import { googleGroupAdapter } from "../../../src/providers/google-group/adapter.ts";
import { keyFile } from "../google/key.ts";

const where = 'HALLPASS_PROVIDERS/0 ("groups")';
const roles = { readonly: "orders-readonly@example.com" };
const open = (given: object) =>
  googleGroupAdapter.open(
    { resources: { orders: { roles } }, ...given },
    {
      name: "groups",
      where,
      readSecret: () => keyFile,
      findVerifier: async () => undefined,
      findPublicKey: async () => undefined,
      now: () => new Date("2026-11-20T12:00:00Z"),
    },
  );

describe("an entry of the adapter google-group", () => {
  it("opens a provider, whose traits say what ends a membership", async () => {
    expect((await open({ credentialsFrom: "GOOGLE_CREDENTIALS" }).traits()).nativeExpiry).toBe("removed");
    expect((await open({ expiry: "none" }).traits()).nativeExpiry).toBe("none");
  });

  it("says how to connect where the entry does", () => {
    const access = {
      principal: "alice@example.com",
      entitlement: { provider: "groups", resource: "orders", role: "readonly" },
    };
    expect(open({}).connect).toBeUndefined();
    const command = "gcloud config set project acme";
    expect(open({ resources: { orders: { command, roles } } }).connect?.(access)).toEqual({
      kind: "command",
      text: command,
    });
  });

  it.each([
    [
      { resources: { orders: { roles: { readonly: "02grqrue4gb58m7" } } } },
      "/resources/orders/roles/readonly: must match",
    ],
    [{ expiry: "enforced" }, `${where}/expiry: must be one of ["removed","none"].`],
    [
      { resources: { orders: { roles }, sales: { roles } } },
      `${where}: orders/readonly and sales/readonly are the same group, orders-readonly@example.com. Remove one of them.`,
    ],
  ])("says what is wrong with %j", (given, message) => {
    expect(() => open(given)).toThrow(message);
  });
});
