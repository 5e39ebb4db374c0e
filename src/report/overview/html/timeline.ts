import { scaleUtc } from "d3-scale";
import type { Element } from "hast";
import { h, s } from "hastscript";
import { describeEntitlement } from "../../../core/access/entitlement.ts";
import { nameApproval } from "../../../core/access/name-approval.ts";
import { formatTime } from "../../../core/ledger/ledger-message.ts";
import type { Overview } from "../../../core/overview/overview.ts";
import type { Span, SpanState } from "../../../core/overview/span.ts";
import { showHidden } from "../../../core/text/prose.ts";
import { renderAxis, WIDTH } from "./axis.ts";

const BAR = 8;
const GAP = 2;

/** Resources with a row of their own; more would be a wall. */
const MOST_ROWS = 40;

/** Bars that overlap stand on lines of their own, up to so many. */
const MOST_LINES = 12;

const STATES: Readonly<Record<SpanState, string>> = {
  held: "held, up to its planned end",
  ended: "ended",
  late: "ended more than a minute late",
  overdue: "overdue",
};

/** Who held what when: a row for each resource, the busiest first, a bar for each access. */
export function renderTimeline({ spans, since, until }: Overview): Element {
  const end = new Date(Math.max(until.getTime(), ...spans.map(({ to }) => to.getTime())));
  const rows = groupByResource(spans);
  const shown = rows.slice(0, MOST_ROWS);
  return h("div", null, [
    renderLegend(),
    renderAxis(since, end),
    shown.map(([resource, own]) => renderRow(resource, own, { since, end })),
    rows.length > shown.length
      ? h(
          "p",
          { class: "soft" },
          `${rows.length - shown.length} more resources with fewer accesses are left out.`,
        )
      : null,
  ]);
}

function groupByResource(spans: readonly Span[]): [string, Span[]][] {
  const rows = new Map<string, Span[]>();
  for (const span of spans) {
    const name = `${span.entitlement.provider}/${span.entitlement.resource}`;
    const row = rows.get(name);
    if (row === undefined) rows.set(name, [span]);
    else row.push(span);
  }
  return [...rows].toSorted(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1));
}

function renderRow(
  resource: string,
  spans: readonly Span[],
  { since, end }: { readonly since: Date; readonly end: Date },
): Element {
  const { lines, count } = placeBars(spans);
  const place = scaleUtc([since, end], [0, WIDTH]).clamp(true);
  const height = count * (BAR + GAP) + GAP;
  const label = `${resource}: ${spans.length} ${spans.length === 1 ? "access" : "accesses"}`;
  return h("div", { class: "lane" }, [
    h("div", { class: "name" }, label),
    s(
      "svg",
      {
        role: "img",
        "aria-label": label,
        viewBox: `0 0 ${WIDTH} ${height}`,
        height,
        preserveAspectRatio: "none",
      },
      lines.map(({ span, line }) => {
        const from = place(span.from);
        return s(
          "rect",
          {
            class: span.state,
            x: round(from),
            y: GAP + line * (BAR + GAP),
            // A minute in a month would be invisible.
            width: Math.max(2, round(place(span.to) - from)),
            height: BAR,
          },
          s("title", null, describeSpan(span)),
        );
      }),
    ),
  ]);
}

interface Placed {
  readonly span: Span;
  readonly line: number;
}

/** The first line that is free. Where none is, the last one: bars lie over each other there. */
function placeBars(spans: readonly Span[]): { readonly lines: readonly Placed[]; readonly count: number } {
  const free: number[] = [];
  const lines = spans
    .toSorted((a, b) => a.from.getTime() - b.from.getTime())
    .map((span) => {
      const found = free.findIndex((time) => time <= span.from.getTime());
      const line = found >= 0 ? found : Math.min(free.length, MOST_LINES - 1);
      free[line] = Math.max(free[line] ?? 0, span.to.getTime());
      return { span, line };
    });
  return { lines, count: Math.max(1, free.length) };
}

function describeSpan(span: Span): string {
  const { subject, entitlement, from, to, state, pull } = span;
  return showHidden(
    `${subject.login}, ${describeEntitlement(entitlement)}, ${formatTime(from)} to ${formatTime(to)}, ${STATES[state]}, approved by ${nameApproval(span)} (#${pull})`,
  );
}

const renderLegend = (): Element =>
  h(
    "ul",
    { class: "legend" },
    Object.entries(STATES).map(([state, words]) =>
      h("li", null, [
        s(
          "svg",
          { "aria-hidden": "true", viewBox: "0 0 10 10" },
          s("rect", { class: state, width: 10, height: 10 }),
        ),
        words,
      ]),
    ),
  );

const round = (value: number): number => Math.round(value * 10) / 10;
