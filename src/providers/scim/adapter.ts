import type { Provider } from "../../core/ports/provider.ts";
import { defineAdapter, type ProviderContext } from "../adapter/adapter.ts";
import { isInClear } from "../adapter/connection/own-host.ts";
import { listRoles } from "../adapter/entry/offer.ts";
import { refuseRepeated } from "../adapter/entry/refuse-repeated.ts";
import { type ScimEntry, scimSchema } from "./configuration.ts";
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
  refuseRepeated(
    listRoles(entry.resources),
    (id, first, second) =>
      `${where}/resources: "${id}" is the group of ${first} and of ${second}. Give each its own group.`,
  );
  const token = readSecret("tokenFrom", tokenFrom, `the bearer token for "${entry.url}"`);
  return scimProvider({ ...entry, name, token, now });
}
