import { ProviderError, type ProviderErrorCode } from "../error.ts";
import { failureOf, type HttpAnswer } from "../http.ts";

/** Where Microsoft names no pause. */
const UNTOLD_SECONDS = 30;

/** Codes of Privileged Identity Management that mean the same thing later may be another answer. */
const PASSING = [
  "PendingRoleAssignmentRequest",
  "RoleAssignmentExists",
  "SubjectNotFound",
  "ActiveDurationTooShort",
];

/** The meaning of an answer that is no success. The cause holds the call, the status and Microsoft's error code, and none of its words. */
export function microsoftFailure(
  provider: string,
  call: string,
  answer: HttpAnswer,
  now: Date,
): ProviderError {
  const reason = readErrorCode(answer);
  const cause = new Error(`${call}: ${answer.status} ${reason}`);
  const { code, retryAfterSeconds } = failureOf(provider, answer, now);
  const pause = answer.status === 429 ? retryAfterSeconds || UNTOLD_SECONDS : retryAfterSeconds;
  return new ProviderError(provider, codeOf(answer.status, reason) ?? code, cause, pause);
}

function codeOf(status: number, reason: string): ProviderErrorCode | undefined {
  if (status === 404) return reason === "" ? "UNEXPECTED" : "UNKNOWN_ENTITLEMENT";
  if (status !== 400) return undefined;
  // Otherwise a person must change something: the policy of the role, a licence, a setting of the group.
  return PASSING.includes(reason) ? "BUSY" : "REFUSED";
}

/** `RoleAssignmentExists`. "Codes are invariant and are intended to be consumed programmatically." */
export const readErrorCode = ({ text }: HttpAnswer): string =>
  /"code"\s*:\s*"(?<code>[A-Za-z0-9_.]{1,80})"/u.exec(text)?.groups?.code ?? "";

/** A subscription or management group that is not shown may be out of use or out of sight, and what is in it there all the same. */
const OUT_OF_SIGHT = ["SubscriptionNotFound", "ManagementGroupNotFound"];

/** Whether an answer says that something is no more. A 404 without a code is the word of something between, which knows nothing of it. */
export const isGone = (answer: HttpAnswer): boolean =>
  answer.status === 404 && !["", ...OUT_OF_SIGHT].includes(readErrorCode(answer));
