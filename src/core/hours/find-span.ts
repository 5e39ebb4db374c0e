import { findChange } from "./find-change.ts";
import type { Hours } from "./hours-schema.ts";
import { isWithin } from "./is-within.ts";

/** Hours of one week as two moments; `ends` is outside. */
export interface FoundSpan {
  readonly begins: Date;
  readonly ends: Date;
}

/**
 * The first time after this moment that the hours begin, and their end then; undefined where they fill the week. Changes of the clocks count
 * as in `findChange`. Throws for an unknown zone.
 */
export function findNextSpan(hours: Hours, after: Date): FoundSpan | undefined {
  const change = findChange(hours, after);
  const begins = change && (isWithin(hours, after) ? findChange(hours, change) : change);
  const ends = begins && findChange(hours, begins);
  return begins && ends && { begins, ends };
}
