import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);

// src/providers/adapter/error.ts
var kinds = {
  UNREACHABLE: { retryable: true, text: "cannot be reached." },
  TIMEOUT: {
    retryable: true,
    text: "did not answer within its deadline; the call may still take effect."
  },
  THROTTLED: { retryable: true, text: "rejected the call because of a rate limit." },
  BUSY: { retryable: true, text: "was already changing the same object." },
  LOGIN_REFUSED: {
    retryable: false,
    text: "refused Hallpass's login: the user or the password is wrong, or it may not connect from this address."
  },
  REFUSED: {
    retryable: false,
    text: "refused: Hallpass's account there lacks a right, or the grant would give too much."
  },
  UNKNOWN_PRINCIPAL: { retryable: false, text: "has no such principal." },
  UNKNOWN_ENTITLEMENT: { retryable: false, text: "has no such resource or role." },
  IDENTITY_CHANGED: {
    retryable: false,
    text: "has another instance, principal or role under the recorded name."
  },
  UNEXPECTED: { retryable: false, text: "gave an answer that Hallpass does not understand." }
};
var ProviderError = class extends Error {
  name = "ProviderError";
  provider;
  code;
  retryable;
  /** The pause that the provider asked for, as with HTTP's `Retry-After`; 0 for none. */
  retryAfterSeconds;
  constructor(provider, code, cause, retryAfterSeconds = 0) {
    super(`Provider "${provider}" ${kinds[code].text}`, { cause });
    this.provider = provider;
    this.code = code;
    this.retryable = kinds[code].retryable;
    this.retryAfterSeconds = retryAfterSeconds;
  }
};

export {
  ProviderError
};
