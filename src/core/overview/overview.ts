import type { Basis } from "../access/basis.ts";
import { type AuditView, OUTCOMES, type Outcome, outcomeOf, type Story, timeOf } from "../audit/stories.ts";
import { type UseState, useOf } from "../audit/unused.ts";
import { type Held, listHeldAt } from "../audit/who-can.ts";
import type { Policy } from "../files/policy.ts";
import { takePercentile } from "../plan/lag.ts";
import { type ApproverRecord, listApprovers } from "./approvals.ts";
import { countHeld, type Level } from "./concurrency.ts";
import { listTeamReviews, type TeamReviews } from "./reviews.ts";
import { listSpans, type Span } from "./span.ts";

/** What the ledger tells of a time, for people who look rather than read. */
export interface Overview {
  readonly since: Date;
  readonly until: Date;
  /** How many requests came to what. */
  readonly outcomes: Readonly<Record<Outcome, number>>;
  /** Held at `until`: the overdue first, then by their end. */
  readonly held: readonly Held[];
  readonly spans: readonly Span[];
  readonly levels: readonly Level[];
  readonly approvers: readonly ApproverRecord[];
  /** From the request's first review by Hallpass to access. */
  readonly wait: Spread | undefined;
  /** Actual end minus planned end. */
  readonly lag: Spread | undefined;
  /** Of the accesses that ended, how many were used. */
  readonly uses: Readonly<Record<UseState, number>>;
  /** How many requests were granted with no approval before. */
  readonly bases: Readonly<Record<Basis, number>>;
  /** Requests that ended, and whose end nobody has reviewed yet. */
  readonly unreviewed: readonly Story[];
  /** By folder. */
  readonly reviews: readonly TeamReviews[];
  /** In the order in which they were asked. */
  readonly stories: readonly Story[];
}

/** Milliseconds. Percentiles by nearest rank. */
export interface Spread {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

/**
 * Of all requests that were asked, held or ended in this time. `until` is now, or earlier. `policies` say when a review is overdue; without
 * them it is three days after the day of the end.
 */
export function buildOverview(
  view: AuditView,
  since: Date,
  until: Date,
  policies: readonly Policy[] = [],
): Overview {
  const stories = view.stories.filter((story) => touches(story, since, until));
  const spans = listSpans(stories, until).filter(({ from, to }) => from < until && !(to < since));
  return {
    since,
    until,
    outcomes: countOutcomes(stories),
    held: listHeldAt(view.periods, until).toSorted((a, b) => a.until.getTime() - b.until.getTime()),
    spans,
    levels: countHeld(spans, since, until),
    approvers: listApprovers(stories),
    wait: spread(stories.flatMap(measureWait)),
    lag: spread(stories.flatMap(measureLags)),
    uses: countUses(stories),
    bases: countBases(stories),
    unreviewed: stories.filter((story) => outcomeOf(story) === "ended" && story.receipt === undefined),
    reviews: listTeamReviews(stories, policies, until),
    stories,
  };
}

function countBases(stories: readonly Story[]): Record<Basis, number> {
  const counts: Record<Basis, number> = { automatic: 0, "break-glass": 0 };
  for (const { parts } of stories) {
    const basis = parts[0]?.lease.basis;
    if (basis !== undefined) counts[basis]++;
  }
  return counts;
}

function touches(story: Story, since: Date, until: Date): boolean {
  const asked = timeOf(story);
  if (asked === undefined || asked > until) return false;
  if (!(asked < since)) return true;
  return story.parts.some(
    ({ end }) => end === undefined || !((end.actual ?? (end.continued ? end.planned : until)) < since),
  );
}

function countOutcomes(stories: readonly Story[]): Record<Outcome, number> {
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const story of stories) counts[outcomeOf(story)]++;
  return counts;
}

function countUses(stories: readonly Story[]): Record<UseState, number> {
  const counts = { used: 0, unused: 0, unlogged: 0, unread: 0 };
  for (const use of stories.flatMap(({ parts }) => parts.map(useOf))) if (use !== undefined) counts[use]++;
  return counts;
}

/** Those whose start was put off waited for that, not for us. */
function measureWait({ record, parts: [first] }: Story): number[] {
  const asked = record?.asked?.at;
  if (asked === undefined || first?.grantedAt === undefined || record?.approved !== undefined) return [];
  return [Math.max(0, first.grantedAt.getTime() - asked.getTime())];
}

const measureLags = ({ parts }: Story): number[] =>
  parts.flatMap(({ end }) =>
    end?.actual === undefined || end.left === true || end.because === "by-hand"
      ? []
      : [Math.max(0, end.actual.getTime() - end.planned.getTime())],
  );

function spread(values: readonly number[]): Spread | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const [p50, p95, max] = [50, 95, 100].map((percent) => takePercentile(sorted, percent));
  if (p50 === undefined || p95 === undefined || max === undefined) return undefined;
  return { count: sorted.length, p50, p95, max };
}
