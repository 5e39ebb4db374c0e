import { expect, it } from "vitest";
import { chooseAsked } from "../../../src/operations/evidence/list.ts";
import { leasesProvider } from "../../../src/providers/leases/provider.ts";
import { memoryProvider } from "../../../src/providers/memory/provider.ts";
import { at, granted, lease } from "../../support/builders/ledger.ts";

it("a provider that keeps nothing is asked for no listing, since an empty one would read as a removal by hand", () => {
  const resources = { orders: ["readonly"] };
  const kept = lease({ entitlement: { provider: "crm", resource: "orders", role: "readonly" } });
  const asked = lease({ entitlement: { provider: "production", resource: "orders", role: "readonly" } });
  const providers = [
    memoryProvider({ name: "crm", resources }),
    leasesProvider({ name: "production", resources }),
  ];
  const deps = { providers: new Map(providers.map((each) => [each.name, each])), now: () => at(10) };
  expect([...chooseAsked(deps, granted(kept, asked)).keys()]).toEqual(["crm"]);
});
