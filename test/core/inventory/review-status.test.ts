import { expect, it } from "vitest";
import { chooseReviews, type ReviewStatus } from "../../../src/core/inventory/review-status.ts";

const time = { since: new Date("2026-11-01T00:00:00Z"), until: new Date("2026-12-01T00:00:00Z") };
const done = (team: string, at: string): ReviewStatus => ({
  team,
  state: "done",
  merge: { commit: "c", author: "Dave", at: new Date(at) },
});
const all: readonly ReviewStatus[] = [
  done("before", "2026-10-31T23:59:59Z"),
  done("first", "2026-11-01T00:00:00Z"),
  done("last", "2026-12-01T00:00:00Z"),
  done("after", "2026-12-01T00:00:01Z"),
  { team: "open", state: "open" },
  { team: "overdue", state: "overdue" },
  { team: "never", state: "never" },
];
const teams = (isPast: boolean) => chooseReviews(all, { ...time, isPast }).map(({ team }) => team);

it("a report until now has what was done in its time, and all that is not done", () => {
  expect(teams(false)).toEqual(["first", "last", "open", "overdue", "never"]);
});

it("a report of the past has what was done in its time alone: what was open then is not known", () => {
  expect(teams(true)).toEqual(["first", "last"]);
});
