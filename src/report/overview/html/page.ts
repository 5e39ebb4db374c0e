import { toHtml } from "hast-util-to-html";
import { h } from "hastscript";
import type { RecordedDrift } from "../../../core/inventory/recorded-drift.ts";
import type { ReviewsOfTime } from "../../../core/inventory/review-status.ts";
import { formatTime } from "../../../core/ledger/ledger-message.ts";
import type { Overview } from "../../../core/overview/overview.ts";
import { describeRange, listFigures } from "../figures.ts";
import { renderAccessReviews } from "./access-reviews.ts";
import { renderRecordedDrift } from "./drift.ts";
import { renderLevels } from "./level-chart.ts";
import {
  foldStories,
  type Page,
  renderApprovers,
  renderDenied,
  renderHeld,
  renderReviews,
} from "./sections.ts";
import { stylesheet } from "./stylesheet.ts";
import { renderTimeline } from "./timeline.ts";

export interface Source {
  /** Of the access repository. */
  readonly page: Page;
  /** The ledger's commit; null: the clone has none. */
  readonly tip: string | null;
  readonly verified: boolean;
  /** Absent: the page says nothing of drift. */
  readonly drift?: RecordedDrift | undefined;
  /** Absent: the page says nothing of access reviews. */
  readonly accessReviews?: ReviewsOfTime | undefined;
}

/** One file without scripts, which loads nothing: the browser is told to allow neither. Every text is escaped. */
export function renderReport(overview: Overview, source: Source): string {
  const title = "Access report";
  const head = h("head", null, [
    h("meta", { charset: "utf-8" }),
    h("meta", {
      "http-equiv": "Content-Security-Policy",
      content: "default-src 'none'; style-src 'unsafe-inline'",
    }),
    h("meta", { name: "viewport", content: "width=device-width" }),
    h("meta", { name: "referrer", content: "no-referrer" }),
    h("title", null, `${title}, ${describeRange(overview)}`),
    h("style", stylesheet),
  ]);
  const { stories, until, spans, unreviewed } = overview;
  const body = h("main", null, [
    h("h1", null, title),
    h("p", null, [
      source.page === undefined ? "" : h("a", { href: source.page }, source.page),
      ` ${describeRange(overview)}`,
    ]),
    describeSource(source),
    h(
      "ul",
      { class: "figures" },
      listFigures(overview, source.drift, source.accessReviews).map(({ name, value, alarming }) =>
        h("li", null, [h("strong", { class: alarming ? "alarm" : "" }, value), name]),
      ),
    ),
    h("h2", null, `Held at ${formatTime(until)}`),
    renderHeld(overview, source.page),
    ...renderRecordedDrift(source.drift),
    h("h2", null, "Held at the same time"),
    renderLevels(overview),
    h("h2", null, "Who held what when"),
    spans.length === 0 ? h("p", null, "Nobody held anything in this time.") : renderTimeline(overview),
    h("h2", null, "Approvals"),
    renderApprovers(overview),
    h("h2", null, "Reviews after the end"),
    renderReviews(overview),
    ...renderAccessReviews(source.accessReviews),
    h("h2", null, "Ended, and not reviewed yet"),
    unreviewed.length === 0
      ? h("p", null, "Every end of this time was reviewed.")
      : foldStories(unreviewed, until, source.page),
    h("h2", null, "Refused and closed"),
    renderDenied(overview, source.page),
    h("h2", null, "Every request"),
    foldStories(stories.toReversed(), until, source.page),
  ]);
  return `<!doctype html>\n${toHtml(h("html", { lang: "en" }, [head, h("body", null, body)]))}\n`;
}

const describeSource = ({ tip, verified }: Source) =>
  tip === null
    ? h(
        "p",
        { class: "alarm" },
        "Nothing of a ledger can be shown: the clone has none (fetch the branch access-ledger), or none that its key signed.",
      )
    : h("p", { class: verified ? "soft" : "alarm" }, [
        `From the ledger at commit ${tip.slice(0, 12)}. `,
        verified
          ? "Its signatures are verified; hallpass verify proves the rest."
          : "ITS SIGNATURE IS NOT VERIFIED: anybody who can push may have written this.",
      ]);
