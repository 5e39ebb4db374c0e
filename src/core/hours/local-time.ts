import { DAYS, type Day, ZONE_PATTERN } from "./hours-schema.ts";

/** What clocks on a wall show. */
export interface LocalTime {
  readonly day: Day;
  /** Of the day: 0 to 1439. */
  readonly minute: number;
}

const shape = new RegExp(ZONE_PATTERN);

/** Names of time zones, to find the one that was meant. */
export const listZones = (): string[] => ["UTC", ...Intl.supportedValuesOf("timeZone")];

/** True for a time zone that this machine's database knows. */
export function isZone(zone: string): boolean {
  if (!shape.test(zone)) return false;
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** By the time zone database of the JavaScript engine (ECMA-402, `Intl.DateTimeFormat`). Throws for a zone that it does not know. */
export function localTime(zone: string, instant: Date): LocalTime {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  const name = parts.get("weekday")?.toLowerCase();
  const day = DAYS.find((each) => each === name);
  if (day === undefined) throw new Error(`The engine names no day of ${instant.toISOString()} in ${zone}.`);
  return { day, minute: Number(parts.get("hour")) * 60 + Number(parts.get("minute")) };
}

const formatOf = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat("en-US", {
    timeZone,
    weekday: "long",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
