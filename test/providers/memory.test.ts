import { describe, expect, it } from "vitest";
import { memoryProvider } from "../../src/providers/memory/provider.ts";
import { testProvider } from "./conformance.ts";
import { standMemory } from "./memory-fixture.ts";

testProvider("memory, separate", async () => standMemory("separate"));
testProvider("memory, shared", async () => standMemory("shared"));

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

describe("memory refuses", () => {
  const entitlement = { provider: "memory", resource: "orders", role: "readonly" };
  const provider = memoryProvider({ name: "memory", resources: { orders: ["readonly"] } });

  it.each([
    ["no name", ""],
    ["a line break", "ali\nce"],
    ["an invisible character", "ali\u200bce"],
    ["more than 128 characters", "a".repeat(129)],
  ])("a principal with %s", async (_, principal) => {
    await expect(provider.identify(principal, entitlement)).rejects.toMatchObject({
      code: "UNKNOWN_PRINCIPAL",
    });
  });

  it("no principal of 128 characters", async () => {
    expect(await provider.identify("a".repeat(128), entitlement)).toMatchObject({
      principal: "a".repeat(128),
    });
  });

  it.each([
    { ...entitlement, resource: "payroll" },
    { ...entitlement, role: "owner" },
  ])("%j, which it does not know", async (unknown) => {
    await expect(provider.identify("alice", unknown)).rejects.toMatchObject({ code: "UNKNOWN_ENTITLEMENT" });
    await expect(provider.listGrants([entitlement, unknown])).rejects.toMatchObject({
      code: "UNKNOWN_ENTITLEMENT",
    });
  });

  it("nothing, where it was given no list", async () => {
    expect(memoryProvider({ name: "memory" }).check({ ...entitlement, role: "owner" })).toEqual([]);
  });

  it("to say that anything else than what was declared gives power over Hallpass", () => {
    const power = { kind: "github-team", id: 7 } as const;
    const powerful = memoryProvider({
      name: "memory",
      powers: [{ resource: "orders", role: "readonly", power }],
    });
    expect(powerful.powers?.(entitlement)).toEqual([power]);
    expect(powerful.powers?.({ ...entitlement, role: "owner" })).toEqual([]);
    expect(powerful.powers?.({ ...entitlement, resource: "payroll" })).toEqual([]);
  });
});
