import { statusOf } from "../github/http/error.ts";
import { readLimit } from "../github/http/limits.ts";

/** Waits between looks. Throws early when the walk must stop. */
export type Sleep = (ms: number) => Promise<void>;

const LONGEST_PAUSE_MS = 120_000;
const TRIES = 4;

/** Makes a call, and makes it again after the pause GitHub asks for. */
export async function patiently<T>(sleep: Sleep, call: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await call();
    } catch (error) {
      const pause = readLimit(error);
      if (pause === undefined || pause > LONGEST_PAUSE_MS || tries === TRIES) throw error;
      await sleep(pause);
    }
  }
}

/** Looks until there is something to see; undefined once `limitMs` have passed. */
export async function lookFor<T>(
  sleep: Sleep,
  limitMs: number,
  look: () => Promise<T | undefined>,
): Promise<{ readonly value: T; readonly afterMs: number } | undefined> {
  for (let waited = 0; ; waited += PAUSE_MS) {
    const value = await patiently(sleep, look);
    if (value !== undefined) return { value, afterMs: waited };
    if (waited >= limitMs) return undefined;
    await sleep(PAUSE_MS);
  }
}

const PAUSE_MS = 1_000;

/** The status and message of a refused call. Throws if it was not refused, or with another status. */
export async function refusalOf(
  sleep: Sleep,
  statuses: readonly number[],
  call: () => Promise<unknown>,
): Promise<string | undefined> {
  try {
    await patiently(sleep, call);
    return undefined;
  } catch (error) {
    const status = statusOf(error);
    if (status === undefined || !statuses.includes(status) || !(error instanceof Error)) throw error;
    return `${status}: ${error.message
      .replace(/ - https:\S+$/u, "")
      .replace(/\s+/gu, " ")
      .trim()}`;
  }
}
