import { DAYS, type Day, type Hours, type Span } from "./hours-schema.ts";
import { localTime } from "./local-time.ts";

/**
 * Is this moment within the hours? By the clocks of the zone: an hour that is shown twice when clocks are set back counts twice, and one that
 * is left out counts never. Throws for an unknown zone.
 */
export function isWithin({ zone, weekly }: Hours, instant: Date): boolean {
  const { day, minute } = localTime(zone, instant);
  return weekly.some((span) => holds(span, day, minute));
}

function holds({ days, from, to }: Span, day: Day, minute: number): boolean {
  const [start, end] = [minuteOf(from), minuteOf(to)];
  if (start < end) return days.includes(day) && start <= minute && minute < end;
  return (days.includes(day) && start <= minute) || (days.includes(before(day)) && minute < end);
}

/** Of a time such as 08:30. */
export const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

const before = (day: Day): Day => DAYS[(DAYS.indexOf(day) + 6) % 7] ?? day;
