/** A moment in UTC, to the minute or the second: a part of RFC 3339. */
export const INSTANT_PATTERN = "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?Z$";

const shape = new RegExp(INSTANT_PATTERN);

/** Undefined for a text that is none, and for a day, hour or second there is not, such as the 30th of February. */
export function parseInstant(text: string): Date | undefined {
  if (!shape.test(text)) return undefined;
  const time = new Date(text);
  // Date alone shifts the 31st of June to July.
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text.slice(0, -1)) ? time : undefined;
}
