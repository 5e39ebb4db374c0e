import { createHash } from "node:crypto";
import type { GuardedFetch } from "../outbound/guarded-fetch.ts";
import { postJson } from "../outbound/post-json.ts";
import { signMessage } from "../outbound/signature.ts";
import type { Transport } from "./delivery/channel.ts";
import type { Message } from "./delivery/message.ts";

export interface WebhookOptions {
  readonly url: URL;
  /** The key in use, and the former one while the receiver changes over. */
  readonly keys: readonly Buffer[];
  readonly fetch: GuardedFetch;
  readonly now: () => Date;
}

/** Posts a signed message (Standard Webhooks): `webhook-id` is equal for equal notices, so that a receiver drops the second. */
export const webhookTransport = ({ url, keys, fetch, now }: WebhookOptions): Transport => ({
  prepare: (message) => [
    {
      address: "",
      send: async () => {
        const at = now();
        const body = JSON.stringify(formWebhookBody(message, at));
        await postJson(fetch, url, body, { ...signMessage(keys, idOf(message), at, body) });
      },
    },
  ],
});

/** `type`, `timestamp` and `data`, as the specification's "Webhook payload" proposes. */
const formWebhookBody = ({ id: _, kind, concerned, ...message }: Message, at: Date) => ({
  type: `notice.${kind}`,
  timestamp: at.toISOString(),
  data: { ...message, ...concerned },
});

const idOf = ({ id, pull }: Message): string =>
  `msg_${createHash("sha256")
    .update(JSON.stringify([pull, id]))
    .digest("hex")
    .slice(0, 32)}`;
