import { ProviderError, type ProviderErrorCode } from "../../adapter/error.ts";

/** Result codes that this adapter decides on: RFC 4511, appendix A. */
export const RESULT = {
  sizeLimitExceeded: 4,
  noSuchAttribute: 16,
  attributeOrValueExists: 20,
  noSuchObject: 32,
  insufficientAccess: 50,
  unwillingToPerform: 53,
  objectClassViolation: 65,
  notAllowedOnNonLeaf: 66,
  entryAlreadyExists: 68,
} as const;

const meanings: Readonly<Record<number, ProviderErrorCode>> = {
  3: "TIMEOUT",
  8: "LOGIN_REFUSED",
  13: "LOGIN_REFUSED",
  19: "REFUSED",
  48: "LOGIN_REFUSED",
  49: "LOGIN_REFUSED",
  50: "REFUSED",
  51: "BUSY",
  52: "UNREACHABLE",
  53: "REFUSED",
  65: "REFUSED",
  80: "UNREACHABLE",
};

/** The result code of a server's answer; `undefined` where the failure was not an answer. */
export const resultCodeOf = (error: unknown): number | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "number" ? error.code : undefined;

/** Waits for a change; an answer with one of these codes counts as made. Returns the code, 0 for success. */
export async function accepting(codes: readonly number[], change: Promise<void>): Promise<number> {
  try {
    await change;
    return 0;
  } catch (error) {
    const code = resultCodeOf(error);
    if (code !== undefined && codes.includes(code)) return code;
    throw error;
  }
}

/** The server's answer or the network's failure, as Hallpass says it. A limit of size and a referral are an answer cut short: `UNEXPECTED`. */
export function failureOf(provider: string, error: unknown): ProviderError {
  if (error instanceof ProviderError) return error;
  const code = resultCodeOf(error);
  if (code !== undefined) return new ProviderError(provider, meanings[code] ?? "UNEXPECTED", error);
  const isLate = error instanceof Error && /timed out|timeout/iu.test(error.message);
  return new ProviderError(provider, isLate ? "TIMEOUT" : "UNREACHABLE", error);
}
