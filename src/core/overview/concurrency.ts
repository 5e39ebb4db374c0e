import type { Span } from "./span.ts";

/** From this time on, so many were held. */
export interface Level {
  readonly at: Date;
  readonly count: number;
}

/** How much was held at the same time, between two times. The first level is at `since`, the last at `until`. */
export function countHeld(spans: readonly Span[], since: Date, until: Date): Level[] {
  const changes = new Map<number, number>([[since.getTime(), 0]]);
  const change = (time: number, by: number): void => {
    changes.set(time, (changes.get(time) ?? 0) + by);
  };
  for (const { from, to } of spans) {
    if (!(from < to) || !(from < until) || !(since < to)) continue;
    change(Math.max(from.getTime(), since.getTime()), 1);
    if (to < until) change(to.getTime(), -1);
  }
  let count = 0;
  const levels = [...changes]
    .toSorted(([a], [b]) => a - b)
    .map(([time, by]) => {
      count += by;
      return { at: new Date(time), count };
    });
  return [...levels, { at: until, count }];
}
