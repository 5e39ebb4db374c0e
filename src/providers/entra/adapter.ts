import type { Provider } from "../../core/ports/provider.ts";
import { defineAdapter, type ProviderContext } from "../adapter/adapter.ts";
import { readTenant } from "../adapter/microsoft/tenant.ts";
import { CONSISTENCY_SECONDS, type EntraEntry, entraSchema, listOffer } from "./configuration.ts";
import { entraProvider } from "./provider.ts";

/** See docs/providers/entra.md. */
export const entraAdapter = defineAdapter<EntraEntry>({
  schema: entraSchema,
  abilities: {
    system: "Microsoft Entra ID: membership of groups, by PIM or without",
    container: ["shared"],
    nativeExpiry: ["removed", "none"],
    sessions: ["survive"],
    tested: "shape-checked",
  },
  open,
});

function open(entry: EntraEntry, context: ProviderContext): Provider {
  const { membership, endAtOnce = false, consistencySeconds = CONSISTENCY_SECONDS, resources } = entry;
  refuseRepeated(entry, context.where);
  return entraProvider({
    ...readTenant(entry, context),
    ...{ membership, endAtOnce, consistencySeconds, resources },
  });
}

/** With two names for one access, the first end would cut off the other. */
function refuseRepeated(entry: EntraEntry, where: string): void {
  const names = new Map<string, string>();
  for (const { resource, role, group } of listOffer(entry)) {
    const other = names.get(group);
    if (other !== undefined)
      throw new Error(
        `${where}: ${other} and ${resource}/${role} are the same group, ${group}. Remove one of them.`,
      );
    names.set(group, `${resource}/${role}`);
  }
}
