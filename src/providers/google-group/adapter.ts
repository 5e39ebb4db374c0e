import type { Provider } from "../../core/ports/provider.ts";
import { defineAdapter, type ProviderContext } from "../adapter/adapter.ts";
import { listRoles } from "../adapter/entry/offer.ts";
import { refuseRepeated } from "../adapter/entry/refuse-repeated.ts";
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
  refuseRepeated(
    listRoles(entry.resources),
    (address, first, second) =>
      `${where}: ${first} and ${second} are the same group, ${address}. Remove one of them.`,
  );
  return googleGroupProvider({ ...entry, name, now, credentials: readCredentials(credentialsFrom, context) });
}
