import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describeHours, describeLocalTime } from "../../../src/core/hours/describe-hours.ts";
import { DAYS, type Day, type Span } from "../../../src/core/hours/hours-schema.ts";
import { isWithin } from "../../../src/core/hours/is-within.ts";
import { isZone, localTime } from "../../../src/core/hours/local-time.ts";

const MINUTE = 60_000;

/** The offsets of 2026, in minutes, each from a moment on (IANA tzdata: EU, US and Australian rules; India has none). */
const OFFSETS: Readonly<Record<string, readonly (readonly [from: string, minutes: number])[]>> = {
  "Europe/Berlin": [
    ["2025-10-26T01:00Z", 60],
    ["2026-03-29T01:00Z", 120],
    ["2026-10-25T01:00Z", 60],
  ],
  "America/New_York": [
    ["2025-11-02T06:00Z", -300],
    ["2026-03-08T07:00Z", -240],
    ["2026-11-01T06:00Z", -300],
  ],
  // Half an hour, and summer at the other end of the year.
  "Australia/Lord_Howe": [
    ["2025-10-04T15:30Z", 660],
    ["2026-04-04T15:00Z", 630],
    ["2026-10-03T15:30Z", 660],
  ],
  "Asia/Kolkata": [["2025-01-01T00:00Z", 330]],
};

/** By counting minutes, without the engine's database. */
function tellTime(zone: string, instant: Date): { day: Day; minute: number } {
  const offset = OFFSETS[zone]?.findLast(([from]) => new Date(from) <= instant)?.[1] ?? 0;
  const minutes = Math.floor(instant.getTime() / MINUTE) + offset;
  // 1970 began on a Thursday.
  const day = DAYS[(Math.floor(minutes / 1440) + 3) % 7];
  if (day === undefined) throw new Error("There are seven days.");
  return { day, minute: ((minutes % 1440) + 1440) % 1440 };
}

/** Walks through the span minute by minute. */
function covers({ days, from, to }: Span, { day, minute }: ReturnType<typeof tellTime>): boolean {
  const minuteOf = (clock: string) => Number(clock.split(":")[0]) * 60 + Number(clock.split(":")[1]);
  for (const first of days) {
    let [at, on] = [minuteOf(from), DAYS.indexOf(first)];
    do {
      if (on === DAYS.indexOf(day) && at === minute) return true;
      at++;
      if (at === 1440) [at, on] = [0, (on + 1) % 7];
    } while (at !== minuteOf(to));
  }
  return false;
}

const zone = fc.constantFrom(...Object.keys(OFFSETS));
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 30, 59))
  .map((parts) => parts.map((part) => String(part).padStart(2, "0")).join(":"));
const span: fc.Arbitrary<Span> = fc.record({
  days: fc.uniqueArray(fc.constantFrom(...DAYS), { minLength: 1 }),
  from: clock,
  to: clock,
});
const changes = Object.values(OFFSETS).flatMap((each) => each.map(([from]) => new Date(from).getTime()));
/** Half of them around a change of the clocks. */
const instant = fc
  .oneof(
    fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) }),
    fc
      .tuple(
        fc.constantFrom(...changes.filter((time) => time > Date.UTC(2026, 0, 1))),
        fc.integer({ min: -200, max: 200 }),
      )
      .map(([time, minutes]) => time + minutes * MINUTE),
  )
  .map((time) => new Date(time));

describe("hours", () => {
  it("are told by the clocks of the zone, also when they are changed", () => {
    fc.assert(
      fc.property(zone, instant, (name, time) => {
        expect(localTime(name, time)).toEqual(tellTime(name, time));
      }),
    );
  });

  it("hold what a walk through each minute finds", () => {
    fc.assert(
      fc.property(zone, fc.array(span, { minLength: 1, maxLength: 3 }), instant, (name, weekly, time) => {
        const told = tellTime(name, time);
        expect(isWithin({ zone: name, weekly }, time)).toBe(weekly.some((each) => covers(each, told)));
      }),
    );
  });

  it.each([
    ["overnight", "22:00", "06:00", "2026-11-20T21:00Z", true],
    ["overnight, on the next day", "22:00", "06:00", "2026-11-21T04:59Z", true],
    ["overnight, at its end", "22:00", "06:00", "2026-11-21T05:00Z", false],
    ["overnight, before it begins", "22:00", "06:00", "2026-11-20T04:00Z", false],
    ["a whole day", "00:00", "00:00", "2026-11-20T22:59Z", true],
    ["a whole day, a minute later", "00:00", "00:00", "2026-11-20T23:00Z", false],
  ])("on Friday in Berlin, %s", (_, from, to, time, wanted) => {
    const hours = { zone: "Europe/Berlin", weekly: [{ days: ["friday"] as const, from, to }] };
    expect(isWithin(hours, new Date(time))).toBe(wanted);
  });

  it.each([
    "Europe/Berlin",
    "Europe/Kyiv",
    "UTC",
    "America/Argentina/Buenos_Aires",
    "America/Port-au-Prince",
  ])("%s is a zone", (name) => expect(isZone(name)).toBe(true));

  it.each([
    ...["Europe/Atlantis", "", " ", "Europe", "Berlin", "+01:00", "-05", "GMT+1", "Etc/GMT+5", "EST", "CET"],
    ...[
      "US/Eastern",
      "Europe/Berlin\n",
      " Europe/Berlin",
      "Europe/../UTC",
      "../etc/localtime",
      "Europe//Berlin",
    ],
    ...["Europe/Berlin\u0000", "Europe/Berl\u0456n", "__proto__", "constructor", `Europe/${"A".repeat(1e5)}`],
    ...["America/Argentina/Buenos_Aires/x", "Europe/Berlin|<script>"],
  ])("%j is none", (name) => expect(isZone(name)).toBe(false));
});

describe("for people", () => {
  const weekly = (days: readonly Day[]) => [{ days, from: "08:00", to: "18:00" }];

  it.each<readonly [readonly Day[], string]>([
    [["monday", "tuesday", "wednesday", "thursday", "friday"], "Mon to Fri"],
    [["tuesday", "monday"], "Mon, Tue"],
    [["sunday", "monday", "wednesday"], "Mon, Wed, Sun"],
    [DAYS, "Mon to Sun"],
  ])("%j reads %s", (days, text) => {
    expect(describeHours({ zone: "UTC", weekly: weekly(days) })).toBe(`${text} 08:00 to 18:00 (UTC)`);
  });

  it("a moment reads as the clocks there show it", () => {
    const moment = new Date("2026-11-21T22:10Z");
    expect(describeLocalTime({ zone: "Europe/Berlin" }, moment)).toBe("Sat 23:10");
    expect(describeLocalTime({ zone: "Asia/Kolkata" }, moment)).toBe("Sun 03:40");
  });
});
