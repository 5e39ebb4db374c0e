import type { Provider } from "../../core/ports/provider.ts";
import { defineAdapter, type ProviderContext } from "../adapter/adapter.ts";
import { isInClear, type ScimEntry, scimSchema } from "./configuration.ts";
import { scimProvider } from "./provider.ts";

/** See docs/providers/scim.md. */
export const scimAdapter = defineAdapter<ScimEntry>({
  schema: scimSchema,
  abilities: {
    system: "SCIM 2.0: group memberships of an identity provider or an application",
    container: ["shared"],
    nativeExpiry: ["none"],
    sessions: ["survive"],
    tested: "public emulator",
  },
  open,
});

function open(
  { tokenFrom, ...entry }: ScimEntry,
  { where, name, now, readSecret }: ProviderContext,
): Provider {
  if (isInClear(entry.url))
    throw new Error(`${where}/url: "${entry.url}" would send the token in clear text. Use https://.`);
  refuseSharedGroups(where, entry);
  const token = readSecret("tokenFrom", tokenFrom, `the bearer token for "${entry.url}"`);
  return scimProvider({ ...entry, name, token, now });
}

/** With two names for one group, the first end would cut off the other grant. */
function refuseSharedGroups(where: string, { resources }: Pick<ScimEntry, "resources">): void {
  const names = new Map<string, string>();
  for (const [resource, { roles }] of Object.entries(resources))
    for (const [role, id] of Object.entries(roles)) {
      const other = names.get(id);
      if (other !== undefined)
        throw new Error(
          `${where}/resources: "${id}" is the group of ${other} and of ${resource}/${role}. Give each its own group.`,
        );
      names.set(id, `${resource}/${role}`);
    }
}
