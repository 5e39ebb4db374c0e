import { createHmac, randomUUID } from "node:crypto";
import { HttpError } from "../http/error.ts";
import { post } from "../http/post.ts";
import type { State } from "../state.ts";

/** A forged webhook. Missing fields come from the latest real delivery. */
export interface Forgery {
  /** The secret of the signature; without one, the webhook has no signature. */
  readonly secret?: string | undefined;
  readonly event?: string | undefined;
  readonly payload?: Readonly<Record<string, unknown>> | undefined;
  readonly guid?: string | undefined;
}

export interface ForgeryAnswer {
  readonly statusCode: number;
  readonly answer: string;
}

const patience = 10_000;

/** Posts a forged webhook to the first app and waits for its answer. It does not appear among GitHub's deliveries. */
export async function sendForgery(state: State, forgery: Forgery): Promise<ForgeryAnswer> {
  const app = state.apps[0];
  if (app?.webhookUrl === undefined) throw new HttpError(422, "The first app has no webhook URL.");
  const latest = state.webhooks.deliveries.findLast((delivery) => delivery.app === app);
  const event = forgery.event ?? latest?.event;
  const payload = forgery.payload ?? latest?.payload;
  if (event === undefined || payload === undefined) {
    throw new HttpError(422, "There is no earlier delivery to copy: give an event and a payload.");
  }
  const body = JSON.stringify(payload);
  const headers = {
    "content-type": "application/json",
    "user-agent": "GitHub-Hookshot/forged",
    "x-github-delivery": forgery.guid ?? randomUUID(),
    "x-github-event": event,
    ...(forgery.secret === undefined ? {} : { "x-hub-signature-256": sign(forgery.secret, body) }),
  };
  const { status, text } = await post(app.webhookUrl, headers, body, AbortSignal.timeout(patience));
  return { statusCode: status, answer: text };
}

const sign = (secret: string, body: string): string =>
  `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
