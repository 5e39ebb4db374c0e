import { ProviderError } from "./error.ts";

/** Waits no longer than this for `work`, then throws `ProviderError` (`TIMEOUT`). The work itself goes on, and may still take effect. */
export async function giveUpAfter<Result>(
  milliseconds: number,
  provider: string,
  work: Promise<Result>,
): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const givenUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ProviderError(provider, "TIMEOUT")), milliseconds);
  });
  try {
    return await Promise.race([work, givenUp]);
  } finally {
    clearTimeout(timer);
  }
}
