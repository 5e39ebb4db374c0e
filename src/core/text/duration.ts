import { formatDuration } from "date-fns/formatDuration";

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

/** Milliseconds in words: `2 hours`, `1 hour 30 minutes`. Fractions of a second are dropped. */
export function describeDuration(milliseconds: number): string {
  let rest = milliseconds;
  const parts = units.map(({ name, length }) => {
    const count = Math.floor(rest / length);
    rest -= count * length;
    return [name, count] as const;
  });
  return formatDuration(Object.fromEntries(parts)) || "0 seconds";
}

/** Short: `15 s`, `12 min`, `3 h 5 min`. Rounds down from two minutes on. */
export function describeSeconds(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200
    ? `${Math.floor(seconds / 60)} min`
    : `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
}

const written =
  /(\d{1,6}(?:[.,]\d{1,3})?)\s*(d|days?|h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?)(?![a-z])/giu;

/** Reads other notations of a duration, such as `2 hours`, `1h30m`, `2.5h` or `PT2H`; undefined where the meaning is not clear. */
export function guessDuration(text: string): string | undefined {
  const plain = text.trim().replace(/^PT?(?=\d)/iu, "");
  const rest = plain.replace(written, "").replace(/\b(?:and|t)\b|[\s,]/giu, "");
  if (rest !== "" || plain === "") return undefined;
  const total = [...plain.matchAll(written)]
    .map(([, count = "", unit = ""]) => Number(count.replace(",", ".")) * lengthOf(unit))
    .reduce((sum, length) => sum + length, 0);
  const unit = units.find(({ length }) => total % length === 0 && total / length <= 9999);
  return unit === undefined || total < 1000 ? undefined : `${total / unit.length}${unit.letter}`;
}

const lengthOf = (unit: string): number =>
  units.find(({ letter }) => unit.toLowerCase().startsWith(letter))?.length ?? 0;
