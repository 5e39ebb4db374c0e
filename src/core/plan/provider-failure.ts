/** What a failed call of a provider says of itself, by the fields of a `ProviderError`. */
export interface ProviderFailure {
  /** A fixed word, fit for a receipt. */
  readonly code: string;
  /** It gave no answer, or asked to be left alone: that says nothing about what was asked, and much about the provider. */
  readonly isSilence: boolean;
  /** The provider is there, and did not do it. Neither this nor silence: our own bug. */
  readonly isAnswer: boolean;
  /** For how long it asked to be left alone; 0 when it did not. */
  readonly retryAfterSeconds: number;
}

const silences = ["UNREACHABLE", "TIMEOUT", "THROTTLED"];

/** The words of an adapter's own errors are fixed; of anything else nothing is passed on. */
export function readFailure(error: unknown): ProviderFailure {
  const code = codeOf(error);
  const retryAfterSeconds = retryAfterOf(error);
  const isSilence = silences.includes(code) || retryAfterSeconds > 0;
  const isAnswer = !isSilence && error instanceof Error && "retryable" in error;
  return { code, isSilence, isAnswer, retryAfterSeconds };
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && /^[A-Z][A-Z_]{2,39}$/u.test(String(error.code))
    ? String(error.code)
    : "UNEXPECTED";

function retryAfterOf(error: unknown): number {
  const seconds =
    error instanceof Error && "retryAfterSeconds" in error ? Number(error.retryAfterSeconds) : 0;
  return seconds > 0 ? seconds : 0;
}
