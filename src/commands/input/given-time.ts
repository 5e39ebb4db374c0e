import { subMilliseconds } from "date-fns/subMilliseconds";
import { parseDuration } from "../../core/text/duration.ts";
import { UsageError } from "../runner/failure.ts";

/** Reads a time that a person gave; `now` without one. Throws `UsageError` for an invalid time. */
export function readTime(option: string, text: string | undefined, now: Date): Date {
  if (text === undefined) return now;
  // `Date` accepts too much: to it, "5" is a day of May 2001.
  const time = new Date(/^\d{4}-\d{2}-\d{2}/u.test(text) ? text : Number.NaN);
  if (!Number.isNaN(time.getTime())) return time;
  throw new UsageError(`${option} ${text} is not a time. Write it as 2026-11-20T16:02:00Z.`);
}

/** Reads a time that has passed, or `now`. Throws `UsageError` for any other. */
export function readPastTime(option: string, text: string | undefined, now: Date): Date {
  const time = readTime(option, text, now);
  if (time > now)
    throw new UsageError(`${option} ${time.toISOString()} is yet to come. Give a time that has passed.`);
  return time;
}

/** Reads a time, or a duration before `now`. Throws `UsageError` for anything else. */
export function readSince(option: string, text: string, now: Date): Date {
  const length = readDuration(text);
  if (length !== undefined) return subMilliseconds(now, length);
  try {
    return readTime(option, text, now);
  } catch (cause) {
    throw new UsageError(
      `${option} ${text} is neither a duration nor a time. Write it as 30d or 2026-11-20T16:02:00Z.`,
      { cause },
    );
  }
}

export interface Period {
  readonly since: Date;
  readonly until: Date;
}

/** A beginning and an end, each with the name of its option. */
export interface GivenPeriod {
  readonly from: readonly [option: string, text: string];
  readonly to: readonly [option: string, text: string | undefined];
}

/** Reads a period that has passed, up to `now` where no end is given. Throws `UsageError` for any other. */
export const readPeriod = ({ from, to }: GivenPeriod, now: Date): Period =>
  readBorders({ from, to }, readPastTime(...to, now));

/** Reads the beginning of a period of which the end was read. Throws `UsageError` where it is not before the end. */
export function readBorders({ from, to }: GivenPeriod, until: Date): Period {
  const since = readSince(...from, until);
  if (since < until) return { since, until };
  throw new UsageError(
    `${from[0]} ${since.toISOString()} is not before ${to[0]} ${until.toISOString()}. Give an earlier ${from[0]}.`,
  );
}

function readDuration(text: string): number | undefined {
  try {
    return parseDuration(text);
  } catch {
    return undefined;
  }
}
