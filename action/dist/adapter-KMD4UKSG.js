import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);
import {
  composeMessage,
  readId,
  readReceiver,
  receiverFields,
  receiverProvider
} from "./chunk-NVSM67T2.js";
import "./chunk-J62XZKTY.js";
import {
  createGuardedFetch,
  isSigned,
  listNetworks,
  readKey,
  signMessage
} from "./chunk-JYCA6GF6.js";
import "./chunk-IMYDDN53.js";
import {
  callHttp,
  failureOf
} from "./chunk-JXOYDYG2.js";
import "./chunk-2XT6N3BN.js";
import {
  defineAdapter
} from "./chunk-TQBW6AQB.js";
import {
  mistake,
  secretVariable
} from "./chunk-HMVRQBRS.js";
import {
  ProviderError
} from "./chunk-33Z2ZGMK.js";
import "./chunk-K5X7KKLM.js";
import "./chunk-JWKNRRMN.js";
import "./chunk-N5G37XHY.js";

// src/providers/webhook/examine.ts
import { randomBytes } from "node:crypto";
var AN_HOUR_MS = 36e5;
async function examineWebhook(webhook) {
  const { receiver, keys, now } = webhook;
  try {
    const isUnverified = await isObeyed(webhook, [randomBytes(32)], now());
    const isReplayable = await isObeyed(webhook, keys, new Date(now().getTime() - AN_HOUR_MS));
    if (isUnverified) return [unverified(receiver.name)];
    return isReplayable ? [replayable(receiver.name)] : [];
  } catch (error) {
    const reason = findRefusedAddress(error);
    if (reason === void 0) throw error;
    return [badAddress(receiver.name, reason)];
  }
}
async function isObeyed(webhook, keys, at) {
  const { receiver, url, fetch } = webhook;
  const { id, text } = composeMessage("access.describe", readId(), {}, at);
  const headers = { "content-type": "application/json", ...signMessage(keys, id, at, text) };
  const { status } = await callHttp(
    { method: "POST", url, headers, body: text },
    { provider: receiver.name, deadlineSeconds: receiver.traits.deadlineSeconds, fetch }
  );
  return status >= 200 && status < 300;
}
function findRefusedAddress(error) {
  const cause = error instanceof ProviderError ? error.cause : void 0;
  return cause instanceof Error ? /^Not connected: (.*)$/su.exec(cause.message)?.[1] : void 0;
}
var unverified = (name) => mistake(
  "WEBHOOK_UNVERIFIED",
  `The receiver of provider "${name}" obeyed a message that was signed with another secret.`,
  "Verify the signature of every message before anything else."
);
var replayable = (name) => mistake(
  "WEBHOOK_REPLAY",
  `The receiver of provider "${name}" obeyed a message of an hour ago.`,
  "Refuse messages whose webhook-timestamp is more than five minutes away from the receiver's clock."
);
var badAddress = (name, reason) => mistake(
  "WEBHOOK_ADDRESS",
  `Hallpass does not connect to the receiver of provider "${name}": ${reason}`,
  "Correct the host in `url`, or list the receiver's network in `networks`."
);

// src/providers/webhook/provider.ts
function webhookProvider(webhook) {
  const { receiver, now } = webhook;
  return receiverProvider(receiver, createChannel(webhook), now, () => examineWebhook(webhook));
}
var createChannel = ({ receiver: { name }, url, keys, fetch, now }) => async ({ id, text }, deadlineSeconds) => {
  const headers = { "content-type": "application/json", ...signMessage(keys, id, now(), text) };
  const call = { method: "POST", url, headers, body: text };
  const answer = await callHttp(call, { provider: name, deadlineSeconds, fetch });
  if (answer.status !== 200) throw failureOf(name, answer, now());
  if (isSigned(keys, id, answer.headers, answer.text, now())) return answer.text;
  throw new ProviderError(name, "UNEXPECTED", new Error("The answer is not signed for this message."));
};

// src/providers/webhook/adapter.ts
var schema = {
  type: "object",
  additionalProperties: false,
  required: ["url", "secretFrom", "resources"],
  properties: {
    url: {
      type: "string",
      pattern: "^https?://[^\\s@#]+$",
      description: "an address without user and fragment"
    },
    secretFrom: secretVariable,
    formerSecretFrom: secretVariable,
    authoritiesFrom: secretVariable,
    networks: { type: "array", items: { type: "string" } },
    ...receiverFields
  }
};
var webhookAdapter = defineAdapter({
  schema,
  abilities: {
    system: "any system, behind a receiver of signed webhooks that its owner writes",
    container: ["separate", "shared"],
    nativeExpiry: ["removed", "none"],
    sessions: ["ended", "survive"],
    tested: "real server"
  },
  open(entry, context) {
    const { name, where, now } = context;
    return webhookProvider({
      receiver: readReceiver(name, entry),
      url: readUrl(where, entry.url),
      keys: readKeys(entry, context),
      fetch: createGuardedFetch({
        networks: readNetworks(where, entry.networks ?? []),
        ...readAuthorities(entry, context)
      }),
      now
    });
  }
});
function readUrl(where, text) {
  if (!URL.canParse(text)) throw new Error(`${where}/url: "${text}" is no URL.`);
  const url = new URL(text);
  const isOwn = /^(?:localhost|127\.[\d.]+|\[::1\])$/u.test(url.hostname);
  if (url.protocol === "https:" || isOwn) return url;
  throw new Error(`${where}/url: "${text}" is not encrypted. Use https; http is for this machine alone.`);
}
function readKeys({ secretFrom, formerSecretFrom }, { where, readSecret }) {
  const variables = { secretFrom, ...formerSecretFrom !== void 0 && { formerSecretFrom } };
  return Object.entries(variables).map(([field, name]) => {
    const key = readKey(readSecret(field, name, "the secret that the receiver shares with Hallpass"));
    if (key !== void 0) return key;
    throw new Error(
      `${where}/${field}: ${name} is no secret of Standard Webhooks. Set it to whsec_ and 24 to 64 random bytes in base64.`
    );
  });
}
function readNetworks(where, networks) {
  try {
    return listNetworks(networks);
  } catch (error) {
    throw new Error(`${where}/networks: ${error instanceof Error ? error.message : error}`);
  }
}
var readAuthorities = ({ authoritiesFrom }, { readSecret }) => authoritiesFrom === void 0 ? {} : { ca: readSecret("authoritiesFrom", authoritiesFrom, "the certificates of the authorities, in PEM") };
export {
  webhookAdapter
};
