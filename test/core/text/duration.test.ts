import { describe, expect, it } from "vitest";
import { describeDuration, parseDuration } from "../../../src/core/text/duration.ts";

describe("a duration", () => {
  it.each([
    ["1s", 1000, "1 second"],
    ["90s", 90_000, "1 minute 30 seconds"],
    ["5m", 300_000, "5 minutes"],
    ["2h", 7_200_000, "2 hours"],
    ["36h", 129_600_000, "1 day 12 hours"],
    ["9999d", 863_913_600_000, "9999 days"],
  ])("%s is %i milliseconds, and reads %s", (text, milliseconds, words) => {
    expect(parseDuration(text)).toBe(milliseconds);
    expect(describeDuration(milliseconds)).toBe(words);
  });

  it.each(["", "0s", "05m", "-5m", "1.5h", "1e9", "5M", "5", "m", " 5m", "5m\n", "10000s", "5w", "٥m"])(
    "is not %j",
    (text) => {
      expect(() => parseDuration(text)).toThrow("is not a duration such as 2h");
    },
  );

  it("of nothing reads so too", () => {
    expect(describeDuration(0)).toBe("0 seconds");
    expect(describeDuration(999)).toBe("0 seconds");
  });
});
