import { describeLocalTime } from "../../core/hours/describe-hours.ts";
import { findNextSpan } from "../../core/hours/find-span.ts";
import { CLOCK_PATTERN, DAYS, type Day, type Hours } from "../../core/hours/hours-schema.ts";
import { isZone, listZones } from "../../core/hours/local-time.ts";
import { guessDuration } from "../../core/text/duration.ts";
import { findNearest } from "../../core/text/nearest.ts";
import { UsageError } from "../runner/failure.ts";

/** How long, and when, as options say it. */
export interface TimesWish {
  readonly for?: string | undefined;
  readonly on?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly zone?: string | undefined;
  readonly "break-glass"?: boolean | undefined;
}

/** The times of a request as its file writes them, and for people. */
export interface Times {
  readonly start: string;
  readonly duration: string;
  readonly says: string;
}

/** The next time of a day of the week; undefined where none was named. Throws `UsageError`. */
export function findTimes(wish: TimesWish, now: Date): Times | undefined {
  if (listGiven(wish).length === 0) return undefined;
  const { on, from, to } = wish;
  if (on === undefined || from === undefined || to === undefined)
    throw new UsageError("Give --on, --from and --to together: --on tuesday --from 09:00 --to 12:00.");
  if (wish.for !== undefined) throw new UsageError("Give either --for or --to: both say when it ends.");
  if (wish["break-glass"])
    throw new UsageError("An emergency begins at once. Leave out --on, --from and --to, or --break-glass.");
  const hours: Hours = {
    zone: readZone(wish.zone),
    weekly: [{ days: [readDay(on)], from: readClock("--from", from), to: readClock("--to", to) }],
  };
  return describe(hours, now);
}

/** Throws `UsageError` where times were given to an action that takes none. */
export function refuseTimes(wish: TimesWish): void {
  const given = listGiven(wish);
  if (given.length > 0)
    throw new UsageError(`${given.join(", ")}: only a new request takes a day of the week. Leave it out.`);
}

const listGiven = (wish: TimesWish): string[] =>
  (["on", "from", "to", "zone"] as const)
    .filter((name) => wish[name] !== undefined)
    .map((name) => `--${name}`);

function describe(hours: Hours, now: Date): Times {
  const span = findNextSpan(hours, now);
  const duration = span && guessDuration(`${(span.ends.getTime() - span.begins.getTime()) / 60_000}m`);
  if (span === undefined || duration === undefined) throw new Error("A day of the week never comes.");
  const start = span.begins.toISOString().replace(":00.000Z", "Z");
  const [begins, ends] = [span.begins, span.ends].map((at) => describeLocalTime(hours, at));
  return {
    ...{ start, duration },
    says: `From ${start.slice(0, 10)}, ${begins}, to ${ends} (${hours.zone}): it begins at ${start}, for ${duration}.`,
  };
}

/** A day as people write it: in full, or its first three letters. */
function readDay(text: string): Day {
  const word = text.toLowerCase();
  const day = DAYS.find((each) => each === word || each.slice(0, 3) === word);
  if (day !== undefined) return day;
  const nearest = findNearest(word, DAYS);
  throw new UsageError(
    `--on ${text} is no day of the week. ${nearest === undefined ? "Write one, such as tuesday." : `Did you mean ${nearest}?`}`,
  );
}

const clock = new RegExp(CLOCK_PATTERN);

function readClock(option: string, text: string): string {
  if (clock.test(text)) return text;
  throw new UsageError(`${option} ${text} is no time of day. Write hours and minutes, such as 09:00.`);
}

function readZone(text: string | undefined): string {
  const zone = text ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (isZone(zone)) return zone;
  if (text === undefined)
    throw new UsageError(
      `The time zone of this computer, ${zone}, names no place. Give one with --zone, such as Europe/Berlin.`,
    );
  const nearest = findNearest(zone, listZones()) ?? "Europe/Berlin or UTC";
  throw new UsageError(
    `--zone ${zone} is no time zone that this machine knows. Name one such as ${nearest}.`,
  );
}
