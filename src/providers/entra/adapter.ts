import type { Provider } from "../../core/ports/provider.ts";
import { defineAdapter, type ProviderContext } from "../adapter/adapter.ts";
import { listRoles } from "../adapter/entry/offer.ts";
import { refuseRepeated, sameAccess } from "../adapter/entry/refuse-repeated.ts";
import { readTenant } from "../adapter/microsoft/tenant.ts";
import { CONSISTENCY_SECONDS, type EntraEntry, entraSchema } from "./configuration.ts";
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
  const { membership, endAtOnce = false, consistencySeconds = CONSISTENCY_SECONDS } = entry;
  const { resources, powers = [] } = entry;
  refuseRepeated(
    listRoles(resources).map(([name, { group }]) => [name, group] as const),
    sameAccess(context.where),
  );
  return entraProvider({
    ...readTenant(entry, context),
    ...{ membership, endAtOnce, consistencySeconds, resources, powers },
  });
}
