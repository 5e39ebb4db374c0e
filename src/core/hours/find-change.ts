import { DAYS, type Hours, type Span } from "./hours-schema.ts";
import { isWithin, minuteOf } from "./is-within.ts";
import { localTime } from "./local-time.ts";

const MINUTE_MS = 60_000;
const DAY = 1440;
const WEEK = 7 * DAY;
/** Even where the clocks leave a span out, the next one is nearer. */
const HORIZON_MS = 4 * WEEK * MINUTE_MS;

/**
 * The first moment after this one at which the hours begin or end, by `isWithin`; undefined where they fill the week. Throws for an unknown
 * zone.
 */
export function findChange(hours: Hours, after: Date): Date | undefined {
  const was = isWithin(hours, after);
  const start = Math.floor(after.getTime() / MINUTE_MS) * MINUTE_MS;
  for (let at = start; at < start + HORIZON_MS; ) {
    const step = Math.min(minutesToEdge(hours.weekly, weekMinute(hours, at)), DAY);
    at += (findShift(hours, at, step) ?? step) * MINUTE_MS;
    if (isWithin(hours, new Date(at)) !== was) return new Date(at);
  }
  return undefined;
}

/** Of the week that the clocks show, from Monday 00:00. */
function weekMinute({ zone }: Hours, at: number): number {
  const { day, minute } = localTime(zone, new Date(at));
  return DAYS.indexOf(day) * DAY + minute;
}

/** From this minute of the week to the next at which a span begins or ends: one at least. */
function minutesToEdge(weekly: readonly Span[], from: number): number {
  const edges = weekly.flatMap(listEdges);
  return Math.min(...edges.map((edge) => ((edge - from - 1 + 2 * WEEK) % WEEK) + 1));
}

function listEdges({ days, from, to }: Span): number[] {
  const length = (minuteOf(to) - minuteOf(from) + DAY) % DAY || DAY;
  return days.flatMap((day) => {
    const begin = DAYS.indexOf(day) * DAY + minuteOf(from);
    return [begin, (begin + length) % WEEK];
  });
}

/** The number of minutes, up to this step, after which the clocks no longer show as many more: they were changed. */
function findShift(hours: Hours, from: number, step: number): number | undefined {
  const shown = weekMinute(hours, from);
  const isShifted = (minutes: number): boolean =>
    weekMinute(hours, from + minutes * MINUTE_MS) !== (shown + minutes) % WEEK;
  if (!isShifted(step)) return undefined;
  let [low, high] = [0, step];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (isShifted(middle)) high = middle;
    else low = middle;
  }
  return high;
}
