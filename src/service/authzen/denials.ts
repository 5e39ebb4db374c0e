import { createHmac, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { addMinutes } from "date-fns/addMinutes";
import { LRUCache } from "lru-cache";
import { Problem } from "./contract/problem.ts";
import type { Question } from "./contract/question.ts";

/** A person may think about it before they ask. */
const MINUTES = 10;

/** What a requestable denial hands out, and a submission hands back. */
export interface DenialBinding {
  readonly evaluation_id: string;
  readonly expires_at: string;
  readonly binding_token: string;
}

/** Binds a request to the denial that it follows ("Binding Token Integrity"): for this caller, subject, action and resource alone. */
export interface Denials {
  bind(caller: string, question: Question, now: Date): DenialBinding;
  /** Throws `Problem`, also for a denial that was used. */
  verify(caller: string, question: Question, denial: DenialBinding, now: Date): void;
  /** Marks a denial as used; `undo` makes it usable again, where nothing was opened. */
  use(denial: DenialBinding): { undo(): void };
}

/** More denials than are used within their ten minutes. */
const MOST_USED = 100_000;

/** The key lives in this process alone: after a restart a caller asks for a decision again. Only the ids of used denials are kept. */
export function createDenials(key: Buffer = randomBytes(32)): Denials {
  const used = new LRUCache<string, true>({ max: MOST_USED });
  const sign = (
    caller: string,
    { subject, action, resource }: Question,
    id: string,
    expires: string,
  ): Buffer =>
    createHmac("sha256", key)
      .update(
        JSON.stringify([
          caller,
          subject.type,
          subject.id,
          action.name,
          resource.type,
          resource.id,
          id,
          expires,
        ]),
      )
      .digest();
  return {
    bind(caller, question, now) {
      const id = randomUUID();
      const expires = addMinutes(now, MINUTES).toISOString();
      const token = sign(caller, question, id, expires).toString("base64url");
      return { evaluation_id: id, expires_at: expires, binding_token: token };
    },
    verify(caller, question, { evaluation_id: id, expires_at: expires, binding_token: token }, now) {
      const given = Buffer.from(token, "base64url");
      const own = sign(caller, question, id, expires);
      if (given.length !== own.length || !timingSafeEqual(given, own))
        throw new Problem(
          "invalid_denial_binding",
          "This denial was not given to you for this. Evaluate again.",
        );
      if (now > new Date(expires))
        throw new Problem("expired_denial", "The denial is too old. Evaluate again.");
      if (used.has(id))
        throw new Problem(
          "invalid_denial_binding",
          "This denial was used for a request already. Evaluate again.",
        );
    },
    use({ evaluation_id: id }) {
      used.set(id, true);
      return { undo: () => void used.delete(id) };
    },
  };
}
