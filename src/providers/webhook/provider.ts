import type { Provider } from "../../core/ports/provider.ts";
import { isSigned, signMessage } from "../../outbound/signature.ts";
import { ProviderError } from "../adapter/error.ts";
import { callHttp, failureOf } from "../adapter/http.ts";
import type { Channel } from "../adapter/messages/message.ts";
import { receiverProvider } from "../adapter/messages/provider.ts";
import { examineWebhook } from "./examine.ts";
import type { Webhook } from "./webhook.ts";

/** A receiver over HTTP. Messages and answers are signed as Standard Webhooks says: github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md. */
export function webhookProvider(webhook: Webhook): Provider {
  const { receiver, now } = webhook;
  return receiverProvider(receiver, createChannel(webhook), now, () => examineWebhook(webhook));
}

/** Believes only an answer that is signed under the id of its message: a proxy, a cache or another host cannot make one. */
const createChannel =
  ({ receiver: { name }, url, keys, fetch, now }: Webhook): Channel =>
  async ({ id, text }, deadlineSeconds) => {
    const headers = { "content-type": "application/json", ...signMessage(keys, id, now(), text) };
    const call = { method: "POST", url, headers, body: text } as const;
    const answer = await callHttp(call, { provider: name, deadlineSeconds, fetch });
    if (answer.status !== 200) throw failureOf(name, answer, now());
    if (isSigned(keys, id, answer.headers, answer.text, now())) return answer.text;
    throw new ProviderError(name, "UNEXPECTED", new Error("The answer is not signed for this message."));
  };
