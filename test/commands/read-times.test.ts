import { describe, expect, it } from "vitest";
import { findTimes, refuseTimes, type TimesWish } from "../../src/commands/ask/read-times.ts";

const now = new Date("2026-11-28T22:00:00Z");
const tuesday: TimesWish = { on: "tuesday", from: "09:00", to: "12:00", zone: "Europe/Berlin" };

describe("a day of the week", () => {
  it("gives the start in UTC and the duration, and says both by the clocks of the place", () => {
    expect(findTimes(tuesday, now)).toEqual({
      start: "2026-12-01T08:00Z",
      duration: "3h",
      says: "From 2026-12-01, Tue 09:00, to Tue 12:00 (Europe/Berlin): it begins at 2026-12-01T08:00Z, for 3h.",
    });
  });

  it("may be written short, and the end may be on the next day", () => {
    const night = { on: "Sun", from: "22:30", to: "06:00", zone: "UTC" };
    expect(findTimes(night, now)).toMatchObject({ start: "2026-11-29T22:30Z", duration: "450m" });
  });

  it("lasts as long as the clocks say in the night in which they are changed", () => {
    const night = { ...tuesday, on: "saturday", from: "22:00", to: "06:00" };
    expect(findTimes(night, new Date("2026-10-24T00:00:00Z"))).toMatchObject({ duration: "9h" });
    expect(findTimes(night, new Date("2026-03-28T00:00:00Z"))).toMatchObject({ duration: "7h" });
  });

  it("is not needed", () => {
    expect(findTimes({ for: "2h" }, now)).toBe(undefined);
    expect(findTimes({ "break-glass": true }, now)).toBe(undefined);
  });

  it.each<[string, TimesWish, RegExp]>([
    ["no end", { ...tuesday, to: undefined }, /Give --on, --from and --to together/u],
    ["a zone alone", { zone: "UTC" }, /Give --on, --from and --to together/u],
    ["two ends", { ...tuesday, for: "2h" }, /either --for or --to/u],
    ["an emergency", { ...tuesday, "break-glass": true }, /An emergency begins at once/u],
    [
      "a mistyped day",
      { ...tuesday, on: "tusday" },
      /--on tusday is no day of the week\. Did you mean tuesday/u,
    ],
    ["another word", { ...tuesday, on: "tomorrow" }, /no day of the week\. Write one/u],
    ["a time without minutes", { ...tuesday, from: "9" }, /--from 9 is no time of day/u],
    ["a time that no clock shows", { ...tuesday, to: "24:00" }, /--to 24:00 is no time of day/u],
    ["an abbreviated zone", { ...tuesday, zone: "CET" }, /--zone CET is no time zone/u],
    ["a mistyped zone", { ...tuesday, zone: "Europe/Berlim" }, /Name one such as Europe\/Berlin/u],
  ])("is refused with %s", (_, wish, says) => {
    expect(() => findTimes(wish, now)).toThrow(says);
  });
});

it("only a new request takes a day of the week", () => {
  expect(() => refuseTimes({ on: "tuesday", zone: "UTC" })).toThrow("--on, --zone: only a new request");
  expect(() => refuseTimes({ for: "2h" })).not.toThrow();
});
