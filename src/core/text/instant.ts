/** A moment in UTC, to the minute or the second: a part of RFC 3339. */
export const INSTANT_PATTERN = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z$";

const shape = new RegExp(INSTANT_PATTERN);

/** Undefined for any other text, and for a day, hour or second that does not exist, such as the 30th of February. */
export function parseInstant(text: string): Date | undefined {
  if (!shape.test(text)) return undefined;
  const time = new Date(text);
  // `Date` would turn the 31st of June into the 1st of July.
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text.slice(0, -1)) ? time : undefined;
}

/** Reads other notations of a date and time. Without an offset, it is UTC. */
export function guessInstant(text: string): string | undefined {
  const [, day, time, zone = ""] =
    /^(\d{4}-\d{2}-\d{2})[ tT]+(\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)? ?(z|utc|[+-]\d{2}:?\d{2})?$/iu.exec(
      text.trim(),
    ) ?? [];
  if (day === undefined) return undefined;
  const instant = new Date(
    `${day}T${time}${/^[+-]/u.test(zone) ? zone.replace(/(\d{2}):?(\d{2})/u, "$1:$2") : "Z"}`,
  );
  if (Number.isNaN(instant.getTime())) return undefined;
  return instant.toISOString().replace(/(?::00)?\.000Z$/u, "Z");
}
