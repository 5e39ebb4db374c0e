import fc from "fast-check";
import { expect, it } from "vitest";
import { findNextSpan } from "../../../src/core/hours/find-span.ts";
import { DAYS, type Day, type Hours } from "../../../src/core/hours/hours-schema.ts";
import { isWithin } from "../../../src/core/hours/is-within.ts";

const hours = (zone: string, day: Day, from: string, to: string): Hours => ({
  zone,
  weekly: [{ days: [day], from, to }],
});
const TUESDAY = hours("Europe/Berlin", "tuesday", "09:00", "12:00");

// The clocks of Berlin skip 02:00 to 03:00 on 2026-03-29, and show it twice on 2026-10-25; both at 01:00 UTC.
it.each<[string, Hours, string, string, string]>([
  ["is in this week", TUESDAY, "2026-11-28T22:00:00Z", "2026-12-01T08:00:00Z", "2026-12-01T11:00:00Z"],
  [
    "is an hour earlier in summer",
    TUESDAY,
    "2026-07-04T12:00:00Z",
    "2026-07-07T07:00:00Z",
    "2026-07-07T10:00:00Z",
  ],
  [
    "is the one after a span that has begun",
    TUESDAY,
    "2026-12-01T08:00:00Z",
    "2026-12-08T08:00:00Z",
    "2026-12-08T11:00:00Z",
  ],
  [
    "is the one after a span that has just ended",
    TUESDAY,
    "2026-12-01T11:00:00Z",
    "2026-12-08T08:00:00Z",
    "2026-12-08T11:00:00Z",
  ],
  [
    "is today, a moment before it begins",
    TUESDAY,
    "2026-12-01T07:59:59.999Z",
    "2026-12-01T08:00:00Z",
    "2026-12-01T11:00:00Z",
  ],
  [
    "keeps to the clocks where they are changed between two weeks",
    TUESDAY,
    "2026-10-20T12:00:00Z",
    "2026-10-27T08:00:00Z",
    "2026-10-27T11:00:00Z",
  ],
  [
    "ends on the next day where it is a night",
    hours("UTC", "sunday", "22:00", "06:00"),
    "2026-11-28T00:00:00Z",
    "2026-11-29T22:00:00Z",
    "2026-11-30T06:00:00Z",
  ],
  [
    "is an hour shorter in the night in which the clocks skip one",
    hours("Europe/Berlin", "saturday", "22:00", "06:00"),
    "2026-03-28T12:00:00Z",
    "2026-03-28T21:00:00Z",
    "2026-03-29T04:00:00Z",
  ],
  [
    "is an hour longer in the night in which the clocks show one twice",
    hours("Europe/Berlin", "saturday", "22:00", "06:00"),
    "2026-10-24T12:00:00Z",
    "2026-10-24T20:00:00Z",
    "2026-10-25T05:00:00Z",
  ],
  [
    "passes over a span that the clocks skip",
    hours("Europe/Berlin", "sunday", "02:00", "03:00"),
    "2026-03-29T00:30:00Z",
    "2026-04-05T00:00:00Z",
    "2026-04-05T01:00:00Z",
  ],
])("the next span %s", (_, weekly, after, begins, ends) => {
  expect(findNextSpan(weekly, new Date(after))).toEqual({ begins: new Date(begins), ends: new Date(ends) });
});

it("there is none where the hours fill the week", () => {
  const always = { zone: "UTC", weekly: [{ days: DAYS, from: "00:00", to: "00:00" }] };
  expect(findNextSpan(always, new Date("2026-11-28T00:00:00Z"))).toBe(undefined);
});

it("begins later, within the hours, and is over at its end, whatever the day and the clocks", () => {
  const minutes = fc.integer({ min: 0, max: 1439 });
  const write = (minute: number): string => new Date(minute * 60_000).toISOString().slice(11, 16);
  fc.assert(
    fc.property(
      fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"),
      fc.constantFrom(...DAYS),
      minutes,
      minutes,
      fc.date({ min: new Date("2026-01-01"), max: new Date("2028-01-01"), noInvalidDate: true }),
      (zone, day, from, to, after) => {
        const weekly = hours(zone, day, write(from), write(to));
        const span = findNextSpan(weekly, after);
        if (span === undefined) throw new Error("There is no next span.");
        expect(span.begins > after && span.ends > span.begins).toBe(true);
        expect(isWithin(weekly, span.begins)).toBe(true);
        expect(isWithin(weekly, new Date(span.begins.getTime() - 1))).toBe(false);
        expect(isWithin(weekly, new Date(span.ends.getTime() - 1))).toBe(true);
        expect(isWithin(weekly, span.ends)).toBe(false);
      },
    ),
    { numRuns: 200 },
  );
});
