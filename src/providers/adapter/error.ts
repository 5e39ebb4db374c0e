/** The reason for a provider's failure. Safe to publish: the texts are fixed here and never the provider's own. */
export type ProviderErrorCode = keyof typeof kinds;

const kinds = {
  UNREACHABLE: { retryable: true, text: "cannot be reached." },
  TIMEOUT: {
    retryable: true,
    text: "did not answer within its deadline; the call may still take effect.",
  },
  THROTTLED: { retryable: true, text: "rejected the call because of a rate limit." },
  BUSY: { retryable: true, text: "was already changing the same object." },
  LOGIN_REFUSED: {
    retryable: false,
    text: "refused Hallpass's login: the user or the password is wrong, or it may not connect from this address.",
  },
  REFUSED: {
    retryable: false,
    text: "refused: Hallpass's account there lacks a right, or the grant would give too much.",
  },
  UNKNOWN_PRINCIPAL: { retryable: false, text: "has no such principal." },
  UNKNOWN_ENTITLEMENT: { retryable: false, text: "has no such resource or role." },
  IDENTITY_CHANGED: {
    retryable: false,
    text: "has another instance, principal or role under the recorded name.",
  },
  UNEXPECTED: { retryable: false, text: "gave an answer that Hallpass does not understand." },
} as const;

/**
 * The provider failed. `message` is fixed text and may be published; `cause` has the detail and belongs in the private log only.
 * `retryable`: the same call may succeed later without any change by a person.
 */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
  readonly provider: string;
  readonly code: ProviderErrorCode;
  readonly retryable: boolean;
  /** The pause that the provider asked for, as with HTTP's `Retry-After`; 0 for none. */
  readonly retryAfterSeconds: number;

  constructor(provider: string, code: ProviderErrorCode, cause?: unknown, retryAfterSeconds = 0) {
    super(`Provider "${provider}" ${kinds[code].text}`, { cause });
    this.provider = provider;
    this.code = code;
    this.retryable = kinds[code].retryable;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
