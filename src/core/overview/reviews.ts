import { max } from "date-fns/max";
import { outcomeOf, type Story } from "../audit/stories.ts";
import type { Policy } from "../files/policy.ts";
import { takePercentile } from "../plan/lag.ts";
import { findDue } from "../review/unreviewed.ts";

/** What became of the reviews after access, in one folder. */
export interface TeamReviews {
  readonly team: string;
  /** Requests whose access ended. */
  readonly ended: number;
  /** Their receipt was merged, with the approval of an owner. */
  readonly reviewed: number;
  /** Their file was removed, and no owner's approval of that is on the ledger. */
  readonly removed: number;
  /** No receipt of them is on the ledger. */
  readonly unreviewed: number;
  /** Of those, the ones whose time for the review is over. */
  readonly overdue: number;
  /** From the end of the access to the first review; absent: nothing was reviewed. */
  readonly took?: { readonly medianMs: number; readonly slowestMs: number };
}

/** The folders with ended access, the most overdue first. `policies` give the time for a review; without them it is the usual one. */
export function listTeamReviews(
  stories: readonly Story[],
  policies: readonly Policy[],
  until: Date,
): TeamReviews[] {
  const ended = stories.filter((story) => outcomeOf(story) === "ended");
  return [...new Set(ended.map(({ team }) => team))]
    .map((team) =>
      describe(
        team,
        ended.filter((story) => story.team === team),
        policies,
        until,
      ),
    )
    .toSorted((a, b) => b.overdue - a.overdue || b.unreviewed - a.unreviewed || (a.team < b.team ? -1 : 1));
}

function describe(
  team: string,
  stories: readonly Story[],
  policies: readonly Policy[],
  until: Date,
): TeamReviews {
  const open = stories.filter(({ receipt }) => receipt === undefined);
  const times = stories.flatMap(measureReview).toSorted((a, b) => a - b);
  const [medianMs, slowestMs] = [takePercentile(times, 50), times.at(-1)];
  return {
    team,
    ended: stories.length,
    reviewed: times.length,
    removed: stories.length - open.length - times.length,
    unreviewed: open.length,
    overdue: open.filter((story) => isOverdue(story, policies, until)).length,
    ...(medianMs !== undefined && slowestMs !== undefined && { took: { medianMs, slowestMs } }),
  };
}

/** Is the review of this ended request missing, and its time over? */
export const isOverdue = (story: Story, policies: readonly Policy[], until: Date): boolean => {
  const names = story.parts.flatMap(({ lease }) => lease.policy?.name ?? []);
  return !(until < findDue({ policies: names, endedAt: endOf(story) }, policies));
};

const endOf = ({ parts }: Story): Date =>
  max(parts.flatMap(({ end }) => (end === undefined ? [] : [end.actual ?? end.planned])));

/** Milliseconds from the end to the first review. A removal that ended the access was reviewed at once. */
function measureReview(story: Story): number[] {
  const first = story.receipt?.reviews.map(({ at }) => at.getTime()).sort((a, b) => a - b)[0];
  return first === undefined ? [] : [Math.max(0, first - endOf(story).getTime())];
}
