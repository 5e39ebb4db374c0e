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

function readDuration(text: string): number | undefined {
  try {
    return parseDuration(text);
  } catch {
    return undefined;
  }
}
