import { formatDuration } from "date-fns";

/** A whole number and a unit: seconds, minutes, hours or days. */
export const DURATION_PATTERN = "^[1-9][0-9]{0,3}[smhd]$";

const shape = new RegExp(DURATION_PATTERN);

const units = [
  { letter: "d", name: "days", length: 86_400_000 },
  { letter: "h", name: "hours", length: 3_600_000 },
  { letter: "m", name: "minutes", length: 60_000 },
  { letter: "s", name: "seconds", length: 1000 },
] as const;

/** Milliseconds of a text such as `2h`. Throws for any other text: callers have validated it. */
export function parseDuration(text: string): number {
  const unit = units.find(({ letter }) => text.endsWith(letter));
  if (unit === undefined || !shape.test(text)) throw new Error(`"${text}" is not a duration such as 2h.`);
  return Number(text.slice(0, -1)) * unit.length;
}

/** Milliseconds as people say them: `2 hours`, `1 hour 30 minutes`; what is less than a second is dropped. */
export function describeDuration(milliseconds: number): string {
  let rest = milliseconds;
  const parts = units.map(({ name, length }) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    return [name, count] as const;
  });
  return formatDuration(Object.fromEntries(parts)) || "0 seconds";
}
