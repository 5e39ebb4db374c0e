import { type Html, html } from "github-sandbox";

/** A time as the pages show it: in UTC, whole seconds. */
export const showTime = (time: Date): Html =>
  html`<time datetime="${time.toISOString()}">${time.toISOString().slice(0, 19).replace("T", " ")} UTC</time>`;

/** `in 29 min`, `3 min ago`. */
export function showDistance(time: Date, now: Date): string {
  const seconds = Math.round((time.getTime() - now.getTime()) / 1000);
  return seconds > 0 ? `in ${describeSeconds(seconds)}` : `${describeSeconds(-seconds)} ago`;
}

const units = [
  ["d", 86_400],
  ["h", 3600],
  ["min", 60],
  ["s", 1],
] as const;

/** Its two largest units: `1 h 5 min`. */
export function describeSeconds(seconds: number): string {
  const first = units.findIndex(([, size]) => seconds >= size);
  let left = Math.round(seconds);
  const parts = (first < 0 ? [] : units.slice(first, first + 2)).map(([name, size]) => {
    const count = Math.floor(left / size);
    left -= count * size;
    return count === 0 ? "" : `${count} ${name}`;
  });
  return parts.filter((part) => part !== "").join(" ") || "0 s";
}
