import { ProviderError } from "../../adapter/error.ts";
import { failureOf, type HttpAnswer } from "../../adapter/http.ts";

/** Limits are per minute ("Rate limits"). */
const UNTOLD_SECONDS = 60;

/** The meaning of an answer that is no success. The cause holds the call and Okta's error code, and none of its words. */
export function oktaFailure(provider: string, call: string, answer: HttpAnswer, now: Date): ProviderError {
  const cause = new Error(`${call}: ${answer.status} ${readErrorCode(answer)}`);
  const { code, retryAfterSeconds } = failureOf(provider, answer, now);
  if (answer.status === 429)
    return new ProviderError(provider, "THROTTLED", cause, retryAfterSeconds || untilReset(answer, now));
  // Validation, a feature that the org lacks, a group that may not be changed: a person must change something.
  if (answer.status === 400) return new ProviderError(provider, "REFUSED", cause);
  if (answer.status === 404) return new ProviderError(provider, "UNKNOWN_ENTITLEMENT", cause);
  return new ProviderError(provider, code, cause, retryAfterSeconds);
}

/** "X-Rate-Limit-Reset: the time at which the rate limit resets, specified in UTC epoch time (in seconds)". There is no Retry-After. */
function untilReset({ headers }: HttpAnswer, now: Date): number {
  const seconds = Number(headers.get("x-rate-limit-reset") ?? Number.NaN) - now.getTime() / 1000;
  if (!Number.isFinite(seconds)) return UNTOLD_SECONDS;
  return Math.max(1, Math.ceil(seconds));
}

/** `E0000007`. */
export const readErrorCode = ({ text }: HttpAnswer): string =>
  /"errorCode"\s*:\s*"(?<code>E\d{7})"/u.exec(text)?.groups?.code ?? "";
