/** setTimeout takes at most 2^31-1 ms; a longer one fires at once. */
const LONGEST = 2 ** 31 - 1;

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 60_000;

export interface Timer {
  /** Replaces what was set before. What is further away than a timer can hold rings early: whoever is woken sets it again. */
  set(delayMs: number): void;
  /** Rings no more, whatever is set later. */
  clear(): void;
}

export function createTimer(ring: () => void): Timer {
  let handle: NodeJS.Timeout | undefined;
  let cleared = false;
  return {
    set(delayMs) {
      clearTimeout(handle);
      if (!cleared) handle = setTimeout(ring, Math.min(Math.max(0, delayMs), LONGEST));
    },
    clear() {
      cleared = true;
      clearTimeout(handle);
    },
  };
}

/** Milliseconds to wait before trying again, after so many failures before this one: doubling, up to a minute. */
export const backOff = (failures: number): number =>
  Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS);
