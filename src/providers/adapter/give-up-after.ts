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

/** The same for work that can be stopped: it is told by its signal, also where `given` ends first. */
export async function stopAfter<Result>(
  milliseconds: number,
  provider: string,
  work: (signal: AbortSignal) => Promise<Result>,
  given?: AbortSignal,
): Promise<Result> {
  const stop = new AbortController();
  const signal = given === undefined ? stop.signal : AbortSignal.any([stop.signal, given]);
  try {
    return await giveUpAfter(milliseconds, provider, work(signal));
  } finally {
    stop.abort();
  }
}
