import type { Provider } from "../../core/ports/provider.ts";
import { defineAdapter, type ProviderContext } from "../adapter/adapter.ts";
import { refuseRepeated, sameAccess } from "../adapter/entry/refuse-repeated.ts";
import { readTenant } from "../adapter/microsoft/tenant.ts";
import { type AzureEntry, azureSchema, CONSISTENCY_SECONDS, listOffer, placeId } from "./configuration.ts";
import { azureProvider } from "./provider.ts";

/** See docs/providers/azure.md. */
export const azureAdapter = defineAdapter<AzureEntry>({
  schema: azureSchema,
  abilities: {
    system: "Azure: roles at a scope, by PIM",
    container: ["shared"],
    nativeExpiry: ["removed"],
    sessions: ["survive"],
    tested: "shape-checked",
  },
  open,
});

function open(entry: AzureEntry, context: ProviderContext): Provider {
  const { endAtOnce = false, consistencySeconds = CONSISTENCY_SECONDS, resources, runsAt } = entry;
  refuseRepeated(
    listOffer(entry).map((each) => [`${each.resource}/${each.name}`, placeId(each)] as const),
    sameAccess(context.where),
  );
  return azureProvider({
    ...readTenant(entry, context),
    ...{ endAtOnce, consistencySeconds, resources, ...(runsAt !== undefined && { runsAt }) },
  });
}
