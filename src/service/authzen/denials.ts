import { createHmac, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { addMinutes } from "date-fns/addMinutes";
import { Problem } from "./problem.ts";
import type { Question } from "./question.ts";

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
  /** Throws `Problem`. */
  verify(caller: string, question: Question, denial: DenialBinding, now: Date): void;
}

/** The key lives in this process alone: after a restart a caller asks for a decision again. Nothing is kept for a denial. */
export function createDenials(key: Buffer = randomBytes(32)): Denials {
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
    },
  };
}
