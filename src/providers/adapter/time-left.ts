import { ProviderError } from "./error.ts";

/**
 * A deadline that the requests of one call share: starts it, and answers the seconds that are left. Throws `ProviderError` (`TIMEOUT`) when none
 * is left.
 */
export function startDeadline(provider: string, seconds: number): () => number {
  const endsAt = performance.now() + seconds * 1000;
  return () => {
    const left = (endsAt - performance.now()) / 1000;
    if (left <= 0) throw new ProviderError(provider, "TIMEOUT");
    return left;
  };
}
