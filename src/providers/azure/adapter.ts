import type { Provider } from "../../core/ports/provider.ts";
import { defineAdapter, type ProviderContext } from "../adapter/adapter.ts";
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
  const { endAtOnce = false, consistencySeconds = CONSISTENCY_SECONDS, resources } = entry;
  refuseRepeated(entry, context.where);
  return azureProvider({ ...readTenant(entry, context), ...{ endAtOnce, consistencySeconds, resources } });
}

/** With two names for one access, the first end would cut off the other. */
function refuseRepeated(entry: AzureEntry, where: string): void {
  const names = new Map<string, string>();
  for (const offered of listOffer(entry)) {
    const [id, own] = [placeId(offered), `${offered.resource}/${offered.name}`];
    const other = names.get(id);
    if (other !== undefined)
      throw new Error(`${where}: ${other} and ${own} are the same access, ${id}. Remove one of them.`);
    names.set(id, own);
  }
}
