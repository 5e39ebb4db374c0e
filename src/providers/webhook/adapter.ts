import type { FromSchema } from "json-schema-to-ts";
import { listNetworks } from "../../outbound/address.ts";
import { createGuardedFetch } from "../../outbound/guarded-fetch.ts";
import { readKey } from "../../outbound/signature.ts";
import { defineAdapter, type ProviderContext } from "../adapter/adapter.ts";
import { secretVariable } from "../adapter/entry-schema.ts";
import { readReceiver, receiverFields } from "../adapter/messages/configuration.ts";
import { webhookProvider } from "./provider.ts";

const schema = {
  type: "object",
  additionalProperties: false,
  required: ["url", "secretFrom", "resources"],
  properties: {
    url: {
      type: "string",
      pattern: "^https?://[^\\s@#]+$",
      description: "an address without user and fragment",
    },
    secretFrom: secretVariable,
    formerSecretFrom: secretVariable,
    authoritiesFrom: secretVariable,
    networks: { type: "array", items: { type: "string" } },
    ...receiverFields,
  },
} as const;

type Entry = FromSchema<typeof schema>;

/** See docs/providers/webhook.md. */
export const webhookAdapter = defineAdapter<Entry>({
  schema,
  abilities: {
    system: "any system, behind a receiver of signed webhooks that its owner writes",
    container: ["separate", "shared"],
    nativeExpiry: ["removed", "none"],
    sessions: ["ended", "survive"],
    tested: "real server",
  },
  open(entry, context) {
    const { name, where, now } = context;
    return webhookProvider({
      receiver: readReceiver(name, entry),
      url: readUrl(where, entry.url),
      keys: readKeys(entry, context),
      fetch: createGuardedFetch({
        networks: readNetworks(where, entry.networks ?? []),
        ...readAuthorities(entry, context),
      }),
      now,
    });
  },
});

function readUrl(where: string, text: string): URL {
  if (!URL.canParse(text)) throw new Error(`${where}/url: "${text}" is no URL.`);
  const url = new URL(text);
  const isOwn = /^(?:localhost|127\.[\d.]+|\[::1\])$/u.test(url.hostname);
  if (url.protocol === "https:" || isOwn) return url;
  throw new Error(`${where}/url: "${text}" is not encrypted. Use https; http is for this machine alone.`);
}

function readKeys({ secretFrom, formerSecretFrom }: Entry, { where, readSecret }: ProviderContext): Buffer[] {
  const variables = { secretFrom, ...(formerSecretFrom !== undefined && { formerSecretFrom }) };
  return Object.entries(variables).map(([field, name]) => {
    const key = readKey(readSecret(field, name, "the secret that the receiver shares with Hallpass"));
    if (key !== undefined) return key;
    throw new Error(
      `${where}/${field}: ${name} is no secret of Standard Webhooks. Set it to whsec_ and 24 to 64 random bytes in base64.`,
    );
  });
}

function readNetworks(where: string, networks: readonly string[]) {
  try {
    return listNetworks(networks);
  } catch (error) {
    throw new Error(`${where}/networks: ${error instanceof Error ? error.message : error}`);
  }
}

const readAuthorities = ({ authoritiesFrom }: Entry, { readSecret }: ProviderContext): { ca?: string } =>
  authoritiesFrom === undefined
    ? {}
    : { ca: readSecret("authoritiesFrom", authoritiesFrom, "the certificates of the authorities, in PEM") };
