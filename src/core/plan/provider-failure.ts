/** The classification of a failed provider call, read from the fields of a `ProviderError`. */
export interface ProviderFailure {
  /** A fixed word, fit for a receipt. */
  readonly code: string;
  /** The provider did not answer, or throttled the call. The failure concerns the provider, and not this one change. */
  readonly isSilence: boolean;
  /** The provider answered with an error. If `isSilence` is false too, the error is a bug of ours. */
  readonly isAnswer: boolean;
  /** Seconds to wait, as the provider asked; 0 if it did not ask. */
  readonly retryAfterSeconds: number;
}

const silences = ["UNREACHABLE", "TIMEOUT", "THROTTLED"];

/** Never throws. Passes on the fixed code of an adapter's error, and `UNEXPECTED` for any other error, whose text may hold secrets. */
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
