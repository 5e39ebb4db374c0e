/** An instant as `Date.toISOString` writes it. */
export const timeSchema = {
  type: "string",
  pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$",
} as const;

const shape = new RegExp(timeSchema.pattern, "u");

/** Throws for a time that does not exist. */
export function parseTime(written: string): Date {
  const time = new Date(written);
  // `Date` accepts 31 June and 24:00 and shifts them to another day. NaN equals nothing.
  if (time.getUTCDate() !== Number(written.slice(8, 10)) || !shape.test(written))
    throw new Error(`"${written}" is not a time.`);
  return time;
}
