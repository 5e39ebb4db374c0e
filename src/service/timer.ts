import { backOff, spread } from "../core/plan/back-off.ts";

/** setTimeout takes at most 2^31-1 ms; a longer one fires at once. */
const LONGEST = 2 ** 31 - 1;

export interface Timer {
  /** Replaces what was set before. What is further away than a timer can hold rings early: whoever is woken sets it again. */
  set(delayMs: number): void;
  /** Forgets what was set. */
  unset(): void;
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
    unset: () => clearTimeout(handle),
    clear() {
      cleared = true;
      clearTimeout(handle);
    },
  };
}

export interface Retry {
  /** Rings in a while: in a second at first, and later and later while it goes on failing, up to a minute. */
  failed(): void;
  /** The next failure is the first again. What was to ring does not. */
  succeeded(): void;
  /** Rings no more. */
  clear(): void;
}

/** `random` answers in [0, 1). */
export function createRetry(ring: () => void, random: () => number): Retry {
  let failures = 0;
  const timer = createTimer(ring);
  return {
    failed: () => timer.set(spread(backOff(failures++), random)),
    succeeded() {
      failures = 0;
      timer.unset();
    },
    clear: () => timer.clear(),
  };
}
