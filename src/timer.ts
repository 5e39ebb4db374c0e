/** setTimeout takes at most 2^31-1 ms; a longer one fires at once. */
const LONGEST = 2 ** 31 - 1;

export interface Timer {
  /** Replaces what was set before. Longer waits than a timer can hold ring early, and are set again by whoever is woken. */
  set(delayMs: number): void;
  clear(): void;
}

export function createTimer(ring: () => void): Timer {
  let handle: NodeJS.Timeout | undefined;
  return {
    set(delayMs) {
      clearTimeout(handle);
      handle = setTimeout(ring, Math.min(Math.max(0, delayMs), LONGEST));
    },
    clear: () => clearTimeout(handle),
  };
}
