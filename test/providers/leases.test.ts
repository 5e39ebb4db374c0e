import { leasesAdapter } from "../../src/providers/leases/adapter.ts";
import { leasesProvider } from "../../src/providers/leases/provider.ts";
import { testProviderByLease } from "./conformance.ts";

const entitlement = { provider: "production", resource: "shop", role: "deploy" };

testProviderByLease("leases", async () => {
  const provider = leasesProvider({ name: "production", resources: { shop: ["deploy"] } });
  return {
    provider,
    entitlement,
    unknown: { resource: { ...entitlement, resource: "payroll" }, role: { ...entitlement, role: "owner" } },
    principals: { first: "alice", second: "eve", hostile: `x"; drop role alice; --` },
    missing: "",
    abilities: leasesAdapter.abilities,
    close: () => provider.close(),
  };
});
