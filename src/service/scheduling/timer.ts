import { askedWait, backOff, spread } from "../../core/plan/back-off.ts";

/** setTimeout takes at most 2^31-1 ms; a longer one fires at once. */
const LONGEST = 2 ** 31 - 1;

export interface Timer {
  /** Rings once after the delay, in place of the delay set before. A delay longer than 24 days rings early: set it again then. */
  set(delayMs: number): void;
  /** Sets the delay unless one is set. */
  setFirst(delayMs: number): void;
  /** Cancels the delay. */
  unset(): void;
  /** Cancels the delay and ignores all later ones. */
  clear(): void;
}

export function createTimer(ring: () => void): Timer {
  let handle: NodeJS.Timeout | undefined;
  let cleared = false;
  const unset = (): void => {
    clearTimeout(handle);
    handle = undefined;
  };
  const wake = (): void => {
    handle = undefined;
    ring();
  };
  const set = (delayMs: number): void => {
    unset();
    if (!cleared) handle = setTimeout(wake, Math.min(Math.max(0, delayMs), LONGEST));
  };
  return {
    set,
    setFirst(delayMs) {
      if (handle === undefined) set(delayMs);
    },
    unset,
    clear() {
      cleared = true;
      unset();
    },
  };
}

export interface Retry {
  /** Rings after about a second, after each further failure later, up to a minute; not before the pause that this error asks for. */
  failed(error?: unknown): void;
  /** Cancels the ring, and starts again at a second. */
  succeeded(): void;
  /** Cancels the ring, and ignores all later failures. */
  clear(): void;
}

/** `random` answers in [0, 1). */
export function createRetry(ring: () => void, random: () => number): Retry {
  let failures = 0;
  const timer = createTimer(ring);
  return {
    failed: (error) => timer.set(Math.max(spread(backOff(failures++), random), askedWait(error) ?? 0)),
    succeeded() {
      failures = 0;
      timer.unset();
    },
    clear: () => timer.clear(),
  };
}
