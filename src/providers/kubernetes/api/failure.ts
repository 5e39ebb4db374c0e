import { ProviderError } from "../../adapter/error.ts";
import { failureOf, type HttpAnswer } from "../../adapter/http.ts";

/**
 * The meaning of an answer that is no success. Its body is a `Status` with a reason and a message ("API Conventions", "Response Status
 * Kind"): they go to the private log.
 */
export function kubernetesFailure(
  provider: string,
  call: string,
  answer: HttpAnswer,
  now: Date,
): ProviderError {
  const cause = new Error(`${call}: ${answer.status} ${readStatus(answer)}`);
  if (answer.status === 404) return new ProviderError(provider, "UNKNOWN_ENTITLEMENT", cause);
  // The server read the object and will not take it: a person must look.
  if (answer.status === 422) return new ProviderError(provider, "REFUSED", cause);
  const { code, retryAfterSeconds } = failureOf(provider, answer, now);
  return new ProviderError(provider, code, cause, retryAfterSeconds);
}

/** The reason and the message of a `Status`, shortened. */
function readStatus({ text }: HttpAnswer): string {
  const [, reason = ""] = /"reason"\s*:\s*"(\w{0,60})"/u.exec(text) ?? [];
  const [, message = ""] = /"message"\s*:\s*"((?:[^"\\]|\\.){0,300})/u.exec(text) ?? [];
  return `${reason} ${message}`.trim();
}
