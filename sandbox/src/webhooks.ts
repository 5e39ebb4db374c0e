import { createHmac, randomUUID } from "node:crypto";
import type { App } from "./accounts.ts";
import { HttpError } from "./http/error.ts";
import { post } from "./http/post.ts";
import { formatTime, nodeId } from "./payloads/schemas.ts";

/** One attempt to deliver one event to one app, and its result. */
export interface Delivery {
  /** 64 bits, as at GitHub since February 2026: too long for a JavaScript number. */
  readonly id: string;
  readonly guid: string;
  readonly app: App;
  readonly event: string;
  readonly action: string | undefined;
  readonly repositoryId: number | undefined;
  /** The payload, and the exact text that is signed. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly redelivery: boolean;
  deliveredAt: Date;
  /** Seconds until the answer. */
  duration: number;
  /** GitHub's words: "OK", or the failure. */
  status: string;
  /** The answer's HTTP status; 0 while pending or without an answer. */
  statusCode: number;
  answer: string | undefined;
}

export interface WebhookEvent {
  readonly event: string;
  readonly action: string | undefined;
  readonly repositoryId: number | undefined;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** Sends events to the apps in order, in the background, each once by default. A failed delivery is only recorded. */
export interface Webhooks {
  send(app: App, event: WebhookEvent): void;
  redeliver(delivery: Delivery): void;
  /** Holds deliveries back from now on. */
  hold(): void;
  /** Delivers the held events, in another order if given, or fails all of them, and stops holding. */
  release(order: ReleaseOrder): void;
  /** Delivers these held events in this order, and keeps holding the others. Throws 404 for an event that is not held. */
  releaseOnly(ids: readonly string[]): void;
  /** Makes the next `count` deliveries fail. */
  drop(count: number): void;
  /** Delivers each of the next `count` events twice under one guid. */
  duplicate(count: number): void;
  /** All deliveries fail until reconnected. */
  disconnect(): void;
  reconnect(): void;
  /** Oldest first. */
  readonly deliveries: readonly Delivery[];
  /** Drops all pending deliveries. */
  stop(): Promise<void>;
}

/** GitHub promises no order, and does not redeliver by itself. */
export const releaseOrders = ["as sent", "reversed", "dropped"] as const;
export type ReleaseOrder = (typeof releaseOrders)[number];

/** GitHub waits ten seconds for an answer. */
const patience = 10_000;

/** A reported example is 3804004623172239366 (octokit/request.js#797). */
const firstId = 3_804_004_623_172_139_264n;

export function startWebhooks(clock: () => Date, nextNumber: () => number): Webhooks {
  const nextId = (): string => String(firstId + BigInt(nextNumber()));
  const deliveries: Delivery[] = [];
  const stopped = new AbortController();
  let last: Promise<void> = Promise.resolve();
  let held: Delivery[] | undefined;
  let connected = true;
  let toDrop = 0;
  let toDuplicate = 0;
  const schedule = (delivery: Delivery): void => {
    last = last.then(() => (connected ? deliver(delivery, clock, stopped.signal) : lose(delivery)));
  };
  const enqueue = (delivery: Delivery): void => {
    deliveries.push(delivery);
    if (!connected) lose(delivery);
    else if (toDrop > 0) {
      toDrop--;
      lose(delivery);
    } else if (held === undefined) schedule(delivery);
    else held.push(delivery);
  };
  const enqueueOften = (delivery: Delivery): void => {
    enqueue(delivery);
    if (toDuplicate === 0) return;
    toDuplicate--;
    enqueue({ ...delivery, ...pending, id: nextId() });
  };
  const draft = (app: App, event: WebhookEvent): Delivery => {
    const installation = { id: app.installationId, node_id: nodeId("Installation", app.installationId) };
    const payload = { ...event.payload, installation };
    const body = JSON.stringify(payload);
    const guid = randomUUID();
    const headers = signHeaders(app, event.event, guid, body);
    return { ...event, ...pending, id: nextId(), guid, app, payload, body, headers, deliveredAt: clock() };
  };
  return {
    deliveries,
    send: (app, event) => {
      if (app.webhookUrl !== undefined) enqueueOften(draft(app, event));
    },
    redeliver: (delivery) =>
      enqueue({ ...delivery, ...pending, id: nextId(), redelivery: true, deliveredAt: clock() }),
    hold: () => {
      held ??= [];
    },
    release: (order) => {
      const kept = held ?? [];
      held = undefined;
      if (order === "dropped") for (const delivery of kept) lose(delivery);
      else for (const delivery of order === "reversed" ? kept.toReversed() : kept) schedule(delivery);
    },
    releaseOnly: (ids) => {
      const kept = held ?? [];
      const released = ids.map((id) => requireKept(kept, id));
      held = held?.filter((delivery) => !released.includes(delivery));
      for (const delivery of released) schedule(delivery);
    },
    drop: (count) => {
      toDrop = count;
    },
    duplicate: (count) => {
      toDuplicate = count;
    },
    disconnect: () => {
      connected = false;
    },
    reconnect: () => {
      connected = true;
    },
    stop: async () => {
      stopped.abort();
      await last;
    },
  };
}

function lose(delivery: Delivery): void {
  delivery.status = unreachable;
}

function requireKept(kept: readonly Delivery[], id: string): Delivery {
  const delivery = kept.find((known) => known.id === id);
  if (delivery !== undefined) return delivery;
  const waiting = kept.map((known) => known.id).join(", ") || "none";
  throw new HttpError(404, `The delivery ${id} is not held; these are: ${waiting}.`);
}

const unreachable = "failed to connect to host";

const pending = { redelivery: false, duration: 0, status: "pending", statusCode: 0, answer: undefined };

function signHeaders(app: App, event: string, guid: string, body: string): Record<string, string> {
  const signature = (algorithm: string) =>
    createHmac(algorithm, app.webhookSecret).update(body).digest("hex");
  return {
    "content-type": "application/json",
    "user-agent": "GitHub-Hookshot/sandbox",
    "x-github-delivery": guid,
    "x-github-event": event,
    "x-github-hook-id": String(app.id),
    "x-github-hook-installation-target-id": String(app.id),
    "x-github-hook-installation-target-type": "integration",
    "x-hub-signature": `sha1=${signature("sha1")}`,
    "x-hub-signature-256": `sha256=${signature("sha256")}`,
  };
}

async function deliver(delivery: Delivery, clock: () => Date, stopped: AbortSignal): Promise<void> {
  if (stopped.aborted) return;
  const startedAt = performance.now();
  delivery.deliveredAt = clock();
  try {
    const signal = AbortSignal.any([stopped, AbortSignal.timeout(patience)]);
    const { status, text } = await post(
      delivery.app.webhookUrl ?? "",
      delivery.headers,
      delivery.body,
      signal,
    );
    delivery.answer = text;
    delivery.statusCode = status;
    delivery.status = status >= 200 && status < 300 ? "OK" : `Invalid HTTP Response: ${status}`;
  } catch (cause) {
    delivery.status = describeFailure(cause);
  }
  delivery.duration = Math.round(performance.now() - startedAt) / 1000;
}

function describeFailure(cause: unknown): string {
  if (!(cause instanceof Error)) return unreachable;
  // An aborted call rejects with its signal's reason.
  const timedOut = cause.cause instanceof Error && cause.cause.name === "TimeoutError";
  return timedOut ? "timed out" : `${unreachable}: ${cause.message}`;
}

/** A delivery as `GET /app/hook/deliveries` lists it. */
export const deliveryPayload = (delivery: Delivery) => ({
  id: BigInt(delivery.id),
  guid: delivery.guid,
  delivered_at: formatTime(delivery.deliveredAt),
  redelivery: delivery.redelivery,
  duration: delivery.duration,
  status: delivery.status,
  status_code: delivery.statusCode,
  event: delivery.event,
  action: delivery.action ?? null,
  installation_id: delivery.app.installationId,
  repository_id: delivery.repositoryId ?? null,
});
