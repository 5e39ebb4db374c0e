import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bindingOf, endOf, expressionOf, titleOf } from "../../../src/providers/google-iam/mark.ts";
import { allows } from "./cel.ts";

const end = new Date("2026-11-20T16:00:00Z");
const early = (milliseconds: number) => new Date(end.getTime() - milliseconds);

describe("the condition of a grant, evaluated by another implementation of CEL", () => {
  it("is true a second and a millisecond before the end", () => {
    expect(allows(expressionOf(end), early(1000))).toBe(true);
    expect(allows(expressionOf(end), early(1))).toBe(true);
  });

  it("is false at the end, and a second after it", () => {
    expect(allows(expressionOf(end), end)).toBe(false);
    expect(allows(expressionOf(end), early(-1000))).toBe(false);
  });

  it("is false from the end on for any end and time", () => {
    const time = fc.date({ min: new Date("2026-01-01"), max: new Date("2200-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(time, time, (until, at) => {
        expect(allows(expressionOf(until), at)).toBe(at < until);
      }),
    );
  });

  it("throws there where it is malformed, so that the tests above can fail", () => {
    expect(() => allows('request.time < timestamp("2026-13-20T16:00:00Z")', end)).toThrow();
    expect(() => allows("request.time <", end)).toThrow();
  });

  it("tells its end", () => {
    expect(endOf(expressionOf(end))).toEqual(end);
  });

  it.each(["true", `${expressionOf(end)} || true`, 'request.time < timestamp("soon, or so it seems")', ""])(
    "tells no end of %s",
    (expression) => {
      expect(endOf(expression)).toBeUndefined();
    },
  );
});

describe("the mark of a grant", () => {
  const ids = { instance: "projects/1", principal: "2", entitlement: "roles/browser" };

  it("is another for each id and provider", () => {
    const titles = [
      titleOf("gcp", ids),
      titleOf("other", ids),
      titleOf("gcp", { ...ids, instance: "projects/12" }),
      titleOf("gcp", { ...ids, principal: "22" }),
      titleOf("gcp", { ...ids, entitlement: "roles/viewer" }),
    ];
    expect(new Set(titles).size).toBe(titles.length);
    for (const title of titles) expect(title).toMatch(/^hallpass:[0-9a-f]{32}$/u);
  });

  it("stays when the end moves", () => {
    const titleAt = (until: Date) =>
      bindingOf({ provider: "gcp", ids, email: "alice@example.com", until }).condition.title;
    expect(titleAt(end)).toBe(titleAt(early(1000)));
  });
});
