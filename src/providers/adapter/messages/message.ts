import { createHash, randomBytes, randomUUID } from "node:crypto";
import { type Holding, idsKey } from "../../../core/access/holding.ts";

/** A request as it goes to the receiver: `text` is its JSON, and exactly what is signed. */
export interface Message {
  /** The idempotency key: the same for repeats of the same change, another for every read. Has no full stop (Standard Webhooks, "Signature scheme"). */
  readonly id: string;
  /** New with every call: the answer must repeat it, so that no older answer fits. */
  readonly attempt: string;
  readonly text: string;
}

/**
 * Carries a message to the receiver and brings the text of its answer back. Throws `ProviderError`. It must know that the answer comes from
 * the receiver; that the answer belongs to the message is checked by the caller.
 */
export type Channel = (message: Message, deadlineSeconds: number) => Promise<string>;

export type Change = "access.hold" | "access.revoke" | "access.forget";

/** The same id for the same change of the same holding, on every machine. */
export function changeId(type: Change, { ids, until }: Pick<Holding, "ids" | "until">): string {
  const change = `${type} ${until.toISOString()} ${idsKey(ids)}`;
  return `hp_${createHash("sha256").update(change, "utf8").digest("base64url")}`;
}

export const readId = (): string => `hp_${randomBytes(16).toString("base64url")}`;

export function composeMessage(type: string, id: string, data: object, sentAt: Date): Message {
  const attempt = randomUUID();
  return { id, attempt, text: JSON.stringify({ type, id, attempt, timestamp: sentAt.toISOString(), data }) };
}

/** A clock that never goes back: a receiver refuses a grant that is older than its last revocation. */
export function createSteadyClock(now: () => Date): () => Date {
  let last = now();
  return () => {
    const read = now();
    if (read > last) last = read;
    return last;
  };
}
