import type { Provider } from "../../core/ports/provider.ts";
import { defineAdapter, type ProviderContext } from "../adapter/adapter.ts";
import { readCredentials } from "../adapter/google/credentials.ts";
import { type GoogleGroupEntry, googleGroupSchema } from "./configuration.ts";
import { googleGroupProvider } from "./provider.ts";

/** See docs/providers/google-group.md. */
export const googleGroupAdapter = defineAdapter<GoogleGroupEntry>({
  schema: googleGroupSchema,
  abilities: {
    system: "Google groups (Cloud Identity, Google Workspace)",
    container: ["shared"],
    nativeExpiry: ["removed", "none"],
    sessions: ["survive"],
    tested: "shape-checked",
  },
  open,
});

function open({ credentialsFrom, ...entry }: GoogleGroupEntry, context: ProviderContext): Provider {
  const { name, now, where } = context;
  refuseRepeated(entry.resources, where);
  return googleGroupProvider({ ...entry, name, now, credentials: readCredentials(credentialsFrom, context) });
}

/** With two names for one group, the first end would cut off the other. */
function refuseRepeated(resources: GoogleGroupEntry["resources"], where: string): void {
  const names = new Map<string, string>();
  for (const [resource, { roles }] of Object.entries(resources))
    for (const [role, address] of Object.entries(roles)) {
      const other = names.get(address);
      if (other !== undefined)
        throw new Error(
          `${where}: ${other} and ${resource}/${role} are the same group, ${address}. Remove one of them.`,
        );
      names.set(address, `${resource}/${role}`);
    }
}
