import { describeEntitlement } from "../../core/access/entitlement.ts";
import type { RecordedDrift } from "../../core/inventory/recorded-drift.ts";
import { isOverdue, type ReviewStatus, type ReviewsOfTime } from "../../core/inventory/review-status.ts";
import { formatTime } from "../../core/ledger/ledger-message.ts";
import type { Overview } from "../../core/overview/overview.ts";
import type { TeamReviews } from "../../core/overview/reviews.ts";
import { code, escapeMarkdown } from "../markdown/escape.ts";
import { describeReviewMerge, describeReviewState } from "../words/access-reviews.ts";
import { describeHolder } from "../words/stories.ts";
import { describeRange, listFigures, shortDuration } from "./figures.ts";

const MOST_LINES = 50;

/** The report in Markdown, for a job summary: what people look at first. */
export function summarizeOverview(
  overview: Overview,
  drift?: RecordedDrift,
  accessReviews?: ReviewsOfTime,
): string {
  const { held, approvers, reviews } = overview;
  return [
    `## Access, ${describeRange(overview)}`,
    listFigures(overview, drift, accessReviews)
      .map(({ name, value, alarming }) => `- ${name}: ${alarming ? `**${value}**` : value}`)
      .join("\n"),
    `### Held at ${formatTime(overview.until)}`,
    list(held, ({ subject, principal, entitlement, until, overdue }) =>
      [
        escapeMarkdown(describeHolder(subject, principal)),
        `${code(describeEntitlement(entitlement))} until ${formatTime(until)}${overdue ? " **(overdue)**" : ""}`,
      ].join(": "),
    ),
    ...(drift === undefined ? [] : [`### Drift at ${formatTime(new Date(drift.at))}`, listDrift(drift)]),
    "### Approvals",
    list(
      approvers,
      ({ approver, approvals, decided }) =>
        `${escapeMarkdown(approver.login)}: ${approvals}${decided === undefined ? "" : `, decided in ${shortDuration(decided.medianMs)} (median)`}`,
    ),
    "### Reviews after the end",
    list(reviews, (each) => `${code(each.team)}: ${describeReviews(each)}`),
    ...(accessReviews === undefined ? [] : listAccessReviews(accessReviews)),
    "",
  ].join("\n\n");
}

const listAccessReviews = ({ reviews, isPartial }: ReviewsOfTime): string[] =>
  reviews.length === 0 && !isPartial
    ? []
    : [
        "### Access reviews",
        ...(isPartial ? ["**Some may be missing: a file on the default branch has mistakes.**"] : []),
        list(reviews, (each) => `${code(each.team)}: ${describeAccessReview(each)}`),
      ];

function describeAccessReview(review: ReviewStatus): string {
  const { due, counts, merge } = review;
  const state = describeReviewState(review);
  return [
    isOverdue(review) ? `**${state}**` : state,
    ...(due === undefined ? [] : [`due ${due}`]),
    ...(counts === undefined
      ? []
      : [`${counts.keep} kept, ${counts.remove} removed, ${counts.undecided} undecided`]),
    ...(merge === undefined ? [] : [escapeMarkdown(describeReviewMerge(merge))]),
  ].join(", ");
}

const describeReviews = ({ reviewed, removed, unreviewed, overdue, took }: TeamReviews): string =>
  [
    `${reviewed} reviewed${took === undefined ? "" : ` after ${shortDuration(took.medianMs)} (median)`}`,
    ...(removed > 0 ? [`${removed} removed without a review`] : []),
    `${unreviewed} not reviewed yet`,
    ...(overdue > 0 ? [`**${overdue} overdue**`] : []),
  ].join(", ");

const listDrift = ({ drift, unreadable }: RecordedDrift): string =>
  [
    list(
      drift,
      ({ kind, principal, entitlement }) =>
        `${kind}: ${escapeMarkdown(principal)}, ${code(describeEntitlement(entitlement))}`,
    ),
    ...unreadable.map(({ provider }) => `**Could not be asked: ${escapeMarkdown(provider)}.**`),
  ].join("\n\n");

function list<T>(items: readonly T[], tell: (item: T) => string): string {
  if (items.length === 0) return "None.";
  const rest = items.length - MOST_LINES;
  return [
    ...items.slice(0, MOST_LINES).map((item) => `- ${tell(item)}`),
    ...(rest > 0 ? [`- and ${rest} more`] : []),
  ].join("\n");
}
