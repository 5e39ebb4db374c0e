import { differenceInMinutes } from "date-fns/differenceInMinutes";
import type { RecordedDrift } from "../../core/inventory/recorded-drift.ts";
import { isOverdue, type ReviewsOfTime } from "../../core/inventory/review-status.ts";
import { formatTime } from "../../core/ledger/ledger-message.ts";
import type { Overview, Spread } from "../../core/overview/overview.ts";
import { describeSeconds } from "../../core/text/duration.ts";

export interface Figure {
  readonly name: string;
  readonly value: string;
  readonly alarming?: boolean;
}

/** The numbers that people look at first. */
export function listFigures(
  { outcomes, held, stories, bases, wait, lag, until, uses, unreviewed, reviews }: Overview,
  recorded?: RecordedDrift,
  accessReviews?: ReviewsOfTime,
): Figure[] {
  const soon = held.filter(({ until: end }) => end > until && differenceInMinutes(end, until) < 60).length;
  const late = reviews.reduce((sum, each) => sum + each.overdue, 0);
  const overdue = held.filter(({ overdue }) => overdue).length;
  return [
    { name: "requests", value: String(stories.length) },
    { name: "held at its end", value: String(held.length) },
    { name: "end within the hour after", value: String(soon) },
    { name: "overdue then", value: String(overdue), alarming: overdue > 0 },
    ...(recorded === undefined ? [] : [describeDrift(recorded)]),
    { name: "refused or closed", value: String(outcomes.refused + outcomes.closed) },
    { name: "waiting for approval", value: String(outcomes.asked) },
    { name: "approved by a policy, without a review", value: String(bases.automatic) },
    { name: "break-glass", value: String(bases["break-glass"]), alarming: bases["break-glass"] > 0 },
    {
      name: "ended without any use, of those that a log tells of",
      value: `${uses.unused} of ${uses.used + uses.unused}`,
    },
    { name: "ended, and not reviewed yet", value: String(unreviewed.length) },
    { name: "of these, overdue for review", value: String(late), alarming: late > 0 },
    ...(accessReviews === undefined ? [] : countOverdue(accessReviews)),
    { name: "median time from asking to access", value: describe(wait, "p50") },
    { name: "late at most, 95 % of ends", value: describe(lag, "p95") },
    { name: "late, the latest end", value: describe(lag, "max") },
  ];
}

/** Nothing where no review is shown: most installations have none. */
function countOverdue({ reviews }: ReviewsOfTime): Figure[] {
  const late = reviews.filter(isOverdue).length;
  return reviews.length === 0
    ? []
    : [{ name: "access reviews overdue", value: String(late), alarming: late > 0 }];
}

const describeDrift = ({ at, drift, unreadable }: RecordedDrift): Figure => ({
  name: `drift at ${formatTime(new Date(at))}`,
  value: unreadable.length === 0 ? String(drift.length) : `${drift.length} or more`,
  alarming: drift.length > 0 || unreadable.length > 0,
});

/** Rounds up to a second. */
export const shortDuration = (milliseconds: number): string =>
  describeSeconds(Math.ceil(milliseconds / 1000));

const describe = (spread: Spread | undefined, which: "p50" | "p95" | "max"): string =>
  spread === undefined ? "none yet" : shortDuration(spread[which]);

export const describeRange = ({ since, until }: Overview): string =>
  `${formatTime(since)} to ${formatTime(until)}`;
