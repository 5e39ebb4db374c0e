import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findChange } from "../../../src/core/hours/find-change.ts";
import { DAYS, type Day, type Hours, type Span } from "../../../src/core/hours/hours-schema.ts";

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

const hours = (zone: string, days: readonly Day[], from: string, to: string): Hours => ({
  zone,
  weekly: [{ days, from, to }],
});
const WORKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday"] as const;
const OFFICE = hours("Europe/Berlin", WORKDAYS, "08:00", "18:00");
const SUNDAY = ["sunday"] as const;

describe("the next change of the hours", () => {
  // The clocks of Berlin skip 02:00 to 03:00 on 2026-03-29, and show it twice on 2026-10-25; both at 01:00 UTC.
  it.each<[string, Hours, string, string]>([
    ["is their end", OFFICE, "2026-11-27T07:00:00Z", "2026-11-27T17:00:00Z"],
    ["is their end a second later", OFFICE, "2026-11-27T16:59:59.999Z", "2026-11-27T17:00:00Z"],
    ["is their begin after a weekend", OFFICE, "2026-11-28T22:10:00Z", "2026-11-30T07:00:00Z"],
    ["is an hour earlier in summer", OFFICE, "2026-07-04T12:00:00Z", "2026-07-06T06:00:00Z"],
    [
      "is the end of a night on the next day, and in the next week",
      hours("UTC", SUNDAY, "22:00", "06:00"),
      "2026-11-29T23:00:00Z",
      "2026-11-30T06:00:00Z",
    ],
    [
      "passes over a span that the clocks skip",
      hours("Europe/Berlin", SUNDAY, "02:00", "03:00"),
      "2026-03-29T00:30:00Z",
      "2026-04-05T00:00:00Z",
    ],
    [
      "is the change of the clocks into the middle of a span",
      hours("Europe/Berlin", SUNDAY, "02:30", "04:00"),
      "2026-03-29T00:30:00Z",
      "2026-03-29T01:00:00Z",
    ],
    [
      "waits until a span that the clocks show twice is over",
      hours("Europe/Berlin", SUNDAY, "02:00", "03:00"),
      "2026-10-25T00:30:00Z",
      "2026-10-25T02:00:00Z",
    ],
  ])("%s", (_, weekly, after, expected) => {
    expect(findChange(weekly, new Date(after))).toEqual(new Date(expected));
  });

  it("is never, where they fill the week", () => {
    expect(findChange(hours("Asia/Kathmandu", DAYS, "00:00", "00:00"), new Date("2026-01-01"))).toBe(
      undefined,
    );
  });
});

/** Whole, half and quarter hours, changes at midnight and by half an hour, a zone that left a day out, and none of it. */
const ZONES = [
  ...["UTC", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Australia/Lord_Howe"],
  ...[
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Pacific/Apia",
    "Pacific/Chatham",
  ],
];

/** Near a change of the clocks in at least one of them. */
const CHANGES = [
  ...["2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25", "2026-11-01"],
  ...["2026-02-15", "2026-03-22", "2018-11-04", "2018-02-18", "2011-12-30", "2022-03-22"],
].map((day) => Date.parse(day));

const clock = fc
  .integer({ min: 0, max: 95 })
  .map((quarter) => [Math.floor(quarter / 4), (quarter % 4) * 15])
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));

const span: fc.Arbitrary<Span> = fc.record({
  days: fc.uniqueArray(fc.constantFrom(...DAYS), { minLength: 1, maxLength: 7 }),
  from: clock,
  to: clock,
});

const weekly: fc.Arbitrary<Hours> = fc.record({
  zone: fc.constantFrom(...ZONES),
  weekly: fc.array(span, { minLength: 1, maxLength: 3 }),
});

const moment = fc.oneof(
  fc
    .record({ change: fc.constantFrom(...CHANGES), minutes: fc.integer({ min: -2880, max: 2880 }) })
    .map(({ change, minutes }) => change + minutes * MINUTE),
  fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2037, 0) }).map((ms) => ms - (ms % MINUTE)),
);

/** The clock on the wall as text, asked of the platform for this one minute, and compared as text. */
function createOracle({ zone, weekly: spans }: Hours): (ms: number) => boolean {
  const wall = new Intl.DateTimeFormat("en-GB", {
    ...{ timeZone: zone, weekday: "long", hour: "2-digit", minute: "2-digit", hour12: false },
  });
  return (ms) => {
    const [, name = "", time = ""] = /^(\w+),? (?:at )?(\d\d:\d\d)$/u.exec(wall.format(ms)) ?? [];
    const today = DAYS.findIndex((day) => day.toLowerCase() === name.toLowerCase());
    if (today < 0) throw new Error(`No day in "${wall.format(ms)}".`);
    const isOn = (days: readonly Day[], index: number) => days.some((day) => day === DAYS[(index + 7) % 7]);
    return spans.some(({ days, from, to }) =>
      from < to
        ? isOn(days, today) && from <= time && time < to
        : (isOn(days, today) && from <= time) || (isOn(days, today - 1) && time < to),
    );
  };
}

it("the next change is what a walk through each minute finds", () => {
  const property = fc.property(weekly, moment, fc.integer({ min: 0, max: MINUTE - 1 }), (week, ms, rest) => {
    const isOpen = createOracle(week);
    const was = isOpen(ms);
    let now = ms;
    while (now < ms + 16 * DAY && isOpen(now) === was) now += MINUTE;
    expect(findChange(week, new Date(ms + rest))).toEqual(isOpen(now) === was ? undefined : new Date(now));
  });
  fc.assert(property, { numRuns: 150 });
});
