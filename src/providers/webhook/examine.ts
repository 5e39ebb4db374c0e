import { randomBytes } from "node:crypto";
import { type Finding, mistake } from "../../core/findings/finding.ts";
import { signMessage } from "../../outbound/signature.ts";
import { ProviderError } from "../adapter/error.ts";
import { callHttp } from "../adapter/http.ts";
import { composeMessage, readId } from "../adapter/messages/message.ts";
import type { Webhook } from "./webhook.ts";

/** Well past the tolerance of any receiver. */
const AN_HOUR_MS = 3_600_000;

/** Tries what a receiver must refuse: a message that somebody else signed, and one of an hour ago. Both only ask what the receiver is. */
export async function examineWebhook(webhook: Webhook): Promise<Finding[]> {
  const { receiver, keys, now } = webhook;
  try {
    const isUnverified = await isObeyed(webhook, [randomBytes(32)], now());
    const isReplayable = await isObeyed(webhook, keys, new Date(now().getTime() - AN_HOUR_MS));
    if (isUnverified) return [unverified(receiver.name)];
    return isReplayable ? [replayable(receiver.name)] : [];
  } catch (error) {
    const reason = findRefusedAddress(error);
    if (reason === undefined) throw error;
    return [badAddress(receiver.name, reason)];
  }
}

async function isObeyed(webhook: Webhook, keys: readonly Buffer[], at: Date): Promise<boolean> {
  const { receiver, url, fetch } = webhook;
  const { id, text } = composeMessage("access.describe", readId(), {}, at);
  const headers = { "content-type": "application/json", ...signMessage(keys, id, at, text) };
  const { status } = await callHttp(
    { method: "POST", url, headers, body: text },
    { provider: receiver.name, deadlineSeconds: receiver.traits.deadlineSeconds, fetch },
  );
  return status >= 200 && status < 300;
}

function findRefusedAddress(error: unknown): string | undefined {
  const cause = error instanceof ProviderError ? error.cause : undefined;
  return cause instanceof Error ? /^Not connected: (.*)$/su.exec(cause.message)?.[1] : undefined;
}

const unverified = (name: string): Finding =>
  mistake(
    "WEBHOOK_UNVERIFIED",
    `The receiver of provider "${name}" obeyed a message that was signed with another secret.`,
    "Verify the signature of every message before anything else.",
  );

const replayable = (name: string): Finding =>
  mistake(
    "WEBHOOK_REPLAY",
    `The receiver of provider "${name}" obeyed a message of an hour ago.`,
    "Refuse messages whose webhook-timestamp is more than five minutes away from the receiver's clock.",
  );

const badAddress = (name: string, reason: string): Finding =>
  mistake(
    "WEBHOOK_ADDRESS",
    `Hallpass does not connect to the receiver of provider "${name}": ${reason}`,
    "Correct the host in `url`, or list the receiver's network in `networks`.",
  );
