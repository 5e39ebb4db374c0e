import { addMilliseconds } from "date-fns/addMilliseconds";
import { isBefore } from "date-fns/isBefore";

const FIRST_RETRY_MS = 1_000;
export const LONGEST_RETRY_MS = 60_000;

/** The shortest and the longest wait between two tries. */
interface Waits {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** Milliseconds until the next try, after this many earlier failures: doubling from the shortest wait up to the longest. */
export const doubling = (failures: number, { firstMs, longestMs }: Waits): number =>
  Math.min(firstMs * 2 ** failures, longestMs);

/** The usual schedule: from a second up to a minute. */
export const backOff = (failures: number): number =>
  doubling(failures, { firstMs: FIRST_RETRY_MS, longestMs: LONGEST_RETRY_MS });

/** The same, but at least as long as the error asks for. */
export const waitAfter = (failures: number, error: unknown): number =>
  Math.max(backOff(failures), askedWait(error) ?? 0);

/** Milliseconds that an error asks us to wait; `undefined`: it asks for none. */
export const askedWait = (error: unknown): number | undefined =>
  error instanceof Error && "retryAfterMs" in error && typeof error.retryAfterMs === "number"
    ? error.retryAfterMs
    : undefined;

/** Between half of the wait and all of it: calls that failed together are not retried together. `random` answers in [0, 1). */
export const spread = (milliseconds: number, random: () => number): number =>
  (milliseconds / 2) * (1 + random());

/** The wait after the last failure, at `since`. */
export interface Wait {
  readonly failures: number;
  readonly since: Date;
  readonly milliseconds: number;
}

/** The wait after one more failure. Failures during a wait belong to the same try, and do not lengthen the next wait. */
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

/** Milliseconds left of the wait; 0 if the clock was set back to before its start. */
export function remainingOf({ since, milliseconds }: Omit<Wait, "failures">, now: Date): number {
  if (isBefore(now, since)) return 0;
  return Math.max(0, addMilliseconds(since, milliseconds).getTime() - now.getTime());
}
