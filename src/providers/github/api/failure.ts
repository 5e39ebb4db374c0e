import { ProviderError } from "../../adapter/error.ts";
import { failureOf, type HttpAnswer } from "../../adapter/http.ts";

/** "If neither header is there: wait for at least one minute" ("Rate limits for the REST API"). */
const UNTOLD_SECONDS = 60;

/** The meaning of an answer that is no success. The cause holds the call and GitHub's words, for the private log. */
export function githubFailure(provider: string, call: string, answer: HttpAnswer, now: Date): ProviderError {
  const cause = new Error(`${call}: ${answer.status} ${readMessage(answer)}`);
  const limit = readLimit(answer, now);
  if (limit !== undefined) return new ProviderError(provider, "THROTTLED", cause, limit);
  // Validation, an organisation without the feature, or without a seat: a person must change something.
  if (answer.status === 422) return new ProviderError(provider, "REFUSED", cause);
  if (answer.status === 404) return new ProviderError(provider, "UNKNOWN_ENTITLEMENT", cause);
  const { code, retryAfterSeconds } = failureOf(provider, answer, now);
  return new ProviderError(provider, code, cause, retryAfterSeconds);
}

/** The pause in seconds that GitHub asks for; `undefined`: the answer is no rate limit. The primary limit answers 403 or 429, and so does the secondary. */
function readLimit({ status, headers, text }: HttpAnswer, now: Date): number | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const asked = headers.get("retry-after") ?? "";
  if (/^\d{1,6}$/u.test(asked)) return Number(asked);
  if (headers.get("x-ratelimit-remaining") === "0") {
    const seconds = Number(headers.get("x-ratelimit-reset")) - now.getTime() / 1000;
    return seconds > 0 ? Math.ceil(seconds) : UNTOLD_SECONDS;
  }
  return status === 429 || /rate limit|abuse/iu.test(text) ? UNTOLD_SECONDS : undefined;
}

function readMessage({ text }: HttpAnswer): string {
  const [, message = ""] = /"message"\s*:\s*"([^"\\]{0,300})/u.exec(text) ?? [];
  return message;
}
