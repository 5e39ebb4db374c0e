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
