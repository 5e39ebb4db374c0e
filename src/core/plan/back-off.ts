import { addMilliseconds } from "date-fns/addMilliseconds";
import { isBefore } from "date-fns/isBefore";

const FIRST_RETRY_MS = 1_000;
export const LONGEST_RETRY_MS = 60_000;

/** Milliseconds to wait before trying again, after so many failures before this one: doubling, up to a minute. */
export const backOff = (failures: number): number =>
  Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS);

/** Milliseconds that an error asks to wait for before the next attempt; undefined when it does not. */
export const askedWait = (error: unknown): number | undefined =>
  error instanceof Error && "retryAfterMs" in error && typeof error.retryAfterMs === "number"
    ? error.retryAfterMs
    : undefined;

/** Between half of it and all of it, so that what failed together is not tried again together. `random` answers in [0, 1). */
export const spread = (milliseconds: number, random: () => number): number =>
  (milliseconds / 2) * (1 + random());

/** Something failed for the last time at `since`, and is left alone for so long. */
export interface Wait {
  readonly failures: number;
  readonly since: Date;
  readonly milliseconds: number;
}

/** One failure more. Several while it is being left alone are of the same attempt: they make the next wait no longer. */
export function waitLonger(
  before: Wait | undefined,
  now: Date,
  random: () => number,
  atLeastMs: number,
): Wait {
  const failures = before === undefined ? 1 : before.failures + (remainingOf(before, now) === 0 ? 1 : 0);
  const milliseconds = Math.max(spread(backOff(failures - 1), random), atLeastMs);
  return { failures, since: now, milliseconds };
}

/** Milliseconds of the wait that are left. None when the clock was put back to before it began: nothing waits for that. */
export function remainingOf({ since, milliseconds }: Omit<Wait, "failures">, now: Date): number {
  if (isBefore(now, since)) return 0;
  return Math.max(0, addMilliseconds(since, milliseconds).getTime() - now.getTime());
}
