import { ProviderError } from "../error.ts";
import { failureOf, type HttpAnswer } from "../http.ts";

/** Quotas are per minute ("Quotas and limits" of each API), and an answer seldom says how long to wait. */
const UNTOLD_SECONDS = 60;

/** The Directory API answers 403 to too many requests ("Limits and quotas"). */
const LIMITED = new Set([
  "RATE_LIMIT_EXCEEDED",
  "rateLimitExceeded",
  "userRateLimitExceeded",
  "quotaExceeded",
]);

/** The meaning of an answer that is no success. The cause has the call and Google's codes, and none of its words. */
export function googleFailure(provider: string, call: string, answer: HttpAnswer, now: Date): ProviderError {
  const status = readWord(answer, "status");
  const reason = readWord(answer, "reason");
  const cause = new Error(`${call}: ${answer.status} ${status} ${reason}`.trimEnd());
  const { code, retryAfterSeconds } = failureOf(provider, answer, now);
  if (code === "THROTTLED" || (answer.status === 403 && LIMITED.has(reason)))
    return new ProviderError(provider, "THROTTLED", cause, retryAfterSeconds || UNTOLD_SECONDS);
  // An argument that Google does not take, or a state in which it does not: a person must change something.
  if (answer.status === 400) return new ProviderError(provider, "REFUSED", cause);
  if (answer.status === 404)
    return new ProviderError(provider, isGone(answer) ? "UNKNOWN_ENTITLEMENT" : "UNEXPECTED", cause);
  return new ProviderError(provider, code, cause, retryAfterSeconds);
}

/** Google has no such thing. A 404 without its words is that of something between, which knows nothing of what is there. */
export const isGone = (answer: HttpAnswer): boolean =>
  answer.status === 404 && (readWord(answer, "status") !== "" || readWord(answer, "reason") !== "");

/** `PERMISSION_DENIED`, `SERVICE_DISABLED`: the error model of google.rpc.Status and ErrorInfo (AIP-193). */
const readWord = ({ text }: HttpAnswer, name: "status" | "reason"): string =>
  new RegExp(`"${name}"\\s*:\\s*"(?<word>[A-Za-z_]{1,60})"`, "u").exec(text)?.groups?.word ?? "";
