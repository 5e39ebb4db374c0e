import { createHmac, timingSafeEqual } from "node:crypto";

/** Seconds that a signed message may be old or early: the tolerance of the specification's own libraries. */
const TOLERANCE_SECONDS = 300;

const PREFIX = "whsec_";

/** The fields that carry a signature: Standard Webhooks, "Webhook headers". */
export interface SignedHeaders {
  readonly "webhook-id": string;
  readonly "webhook-timestamp": string;
  readonly "webhook-signature": string;
}

/** The key of a secret: 24 to 64 bytes in base64 after `whsec_` (Standard Webhooks, "Signature scheme"). `undefined` for anything else. */
export function readKey(secret: string): Buffer | undefined {
  if (!secret.startsWith(PREFIX)) return undefined;
  const text = secret.slice(PREFIX.length);
  const key = Buffer.from(text, "base64");
  const isBase64 = key.toString("base64").replace(/=+$/u, "") === text.replace(/=+$/u, "");
  return isBase64 && key.length >= 24 && key.length <= 64 ? key : undefined;
}

/** Signs with every key, so that a receiver may know the new one or the old one. */
export function signMessage(keys: readonly Buffer[], id: string, at: Date, body: string): SignedHeaders {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": keys.map((key) => `v1,${compute(key, id, timestamp, body)}`).join(" "),
  };
}

/** Whether one of the keys signed this body under this id, within the tolerance. */
export function isSigned(
  keys: readonly Buffer[],
  id: string,
  headers: { get(name: string): string | null },
  body: string,
  now: Date,
): boolean {
  const timestamp = headers.get("webhook-timestamp") ?? "";
  if (headers.get("webhook-id") !== id || !isFresh(timestamp, now)) return false;
  const given = (headers.get("webhook-signature") ?? "").split(" ");
  // One for each key, however many signatures an answer has: they cost its sender nothing.
  const right = keys.map((key) => `v1,${compute(key, id, timestamp, body)}`);
  return given.some((each) => right.some((signature) => isEqual(each, signature)));
}

const isFresh = (timestamp: string, now: Date): boolean =>
  /^\d{1,12}$/u.test(timestamp) && Math.abs(Number(timestamp) - now.getTime() / 1000) <= TOLERANCE_SECONDS;

const compute = (key: Buffer, id: string, timestamp: string, body: string): string =>
  createHmac("sha256", key).update(`${id}.${timestamp}.${body}`, "utf8").digest("base64");

/** In constant time; the length is no secret. */
function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
