import type { Provider } from "../../core/ports/provider.ts";
import { defineAdapter, type ProviderContext } from "../adapter/adapter.ts";
import { isInClear } from "../adapter/connection/own-host.ts";
import { refuseRepeated, sameAccess } from "../adapter/entry/refuse-repeated.ts";
import { type Credentials, type OktaEntry, oktaSchema } from "./configuration.ts";
import { listOffer } from "./places/offer.ts";
import { oktaProvider } from "./provider.ts";

/** See docs/providers/okta.md. */
export const oktaAdapter = defineAdapter<OktaEntry>({
  schema: oktaSchema,
  abilities: {
    system: "Okta: group memberships and app assignments",
    container: ["shared"],
    nativeExpiry: ["none"],
    sessions: ["ended", "survive"],
    tested: "public emulator",
  },
  open,
});

function open({ app, tokenFrom, ...entry }: OktaEntry, context: ProviderContext): Provider {
  const { where, name, now } = context;
  if (isInClear(entry.url))
    throw new Error(`${where}/url: "${entry.url}" would send the credentials in clear text. Use https://.`);
  const offer = listOffer(entry).map(
    ({ resource, role, place }) => [`${resource}/${role}`, place.id] as const,
  );
  refuseRepeated(offer, sameAccess(where));
  return oktaProvider({ ...entry, name, now, credentials: readCredentials(app, tokenFrom, context) });
}

function readCredentials(
  app: OktaEntry["app"],
  tokenFrom: string | undefined,
  { where, readSecret }: ProviderContext,
): Credentials {
  if (app !== undefined && tokenFrom === undefined) {
    const key = readSecret("app/keyFrom", app.keyFrom, "the private key of the service app, in PEM form");
    const { clientId, keyId } = app;
    return {
      kind: "app",
      clientId,
      privateKey: key.replaceAll("\\n", "\n"),
      ...(keyId !== undefined && { keyId }),
    };
  }
  if (app !== undefined || tokenFrom === undefined)
    throw new Error(
      `${where}: set app to sign in as a service app, or tokenFrom to sign in with an API token; one of them.`,
    );
  return { kind: "token", token: readSecret("tokenFrom", tokenFrom, "an API token of Okta") };
}
