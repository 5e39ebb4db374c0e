import { describe, expect, it } from "vitest";
import { ProviderError } from "../../src/providers/adapter/error.ts";

describe("a provider's failure", () => {
  it.each([
    ["UNREACHABLE", true, "cannot be reached"],
    ["TIMEOUT", true, "may still take effect"],
    ["THROTTLED", true, "because of a rate limit"],
    ["BUSY", true, "changing the same object"],
    ["LOGIN_REFUSED", false, "the user or the password is wrong"],
    ["REFUSED", false, "lacks a right, or the grant would give too much"],
    ["UNKNOWN_PRINCIPAL", false, "no such principal"],
    ["UNKNOWN_ENTITLEMENT", false, "no such resource or role"],
    ["IDENTITY_CHANGED", false, "under the recorded name"],
    ["UNEXPECTED", false, "does not understand"],
  ] as const)("%s: tried again %s", (code, retryable, says) => {
    const cause = new Error("password authentication failed for hunter2");
    const error = new ProviderError("orders-db", code, cause, 7);
    expect(error).toMatchObject({ name: "ProviderError", provider: "orders-db", code, retryable, cause });
    expect(error.retryAfterSeconds).toBe(7);
    expect(error.message).toContain(`Provider "orders-db" `);
    expect(error.message).toContain(says);
    expect(error.message).not.toContain("hunter2");
  });

  it("asks for no pause of its own accord", () => {
    expect(new ProviderError("orders-db", "BUSY").retryAfterSeconds).toBe(0);
  });
});
