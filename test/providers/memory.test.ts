import { describe, expect, it } from "vitest";
import { memoryProvider } from "../../src/providers/memory.ts";
import { type ProviderFixture, testProvider } from "./conformance.ts";

async function setUp(container: "separate" | "shared"): Promise<ProviderFixture> {
  const entitlement = { provider: "memory", resource: "orders", role: "readonly" };
  const standing = "carol";
  const provider = memoryProvider({
    name: "memory",
    resources: { orders: ["readonly"] },
    standing: [{ principal: standing, entitlement }],
    container,
  });
  return {
    provider,
    entitlement,
    unknown: { resource: { ...entitlement, resource: "payroll" }, role: { ...entitlement, role: "owner" } },
    principals: { first: "alice", second: "eve", hostile: `x"; drop role alice; --` },
    missing: "",
    standing,
    close: () => provider.close(),
  };
}

testProvider("memory, separate", () => setUp("separate"));
testProvider("memory, shared", () => setUp("shared"));

describe("memory, in whole", () => {
  const entitlement = { provider: "memory", resource: "orders", role: "readonly" };
  const since = new Date("2026-01-01T00:00:00Z");
  const standing = [{ principal: "carol", entitlement, grantedBy: "admin", since }];

  it.each([
    ["separate", "ours", "standing"],
    ["shared", "unknown", "unknown"],
  ] as const)("lists what is held by anybody, and tells by whom: %s", async (container, ours, others) => {
    const provider = memoryProvider({ name: "memory", standing, container });
    const ids = await provider.identify("alice", entitlement);
    await provider.hold({ principal: "alice", entitlement, ids, until: since });
    const seen = [];
    for await (const grant of provider.inventory?.() ?? []) seen.push(grant);
    expect(seen.toSorted((a, b) => (a.principal < b.principal ? -1 : 1))).toMatchObject([
      { principal: "alice", entitlement, ids, origin: ours },
      { principal: "carol", entitlement, origin: others, grantedBy: "admin", since },
    ]);
  });
});
