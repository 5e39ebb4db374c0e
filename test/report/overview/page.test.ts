// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AU8: A name that a person chose is HTML or Markdown in a report.

import { subDays } from "date-fns";
import { describe, expect, it } from "vitest";
import type { PastEntry } from "../../../src/core/audit/ledger-commit.ts";
import { createAudit } from "../../../src/core/audit/stories.ts";
import type { ReviewsOfTime } from "../../../src/core/inventory/review-status.ts";
import { buildOverview, type Overview } from "../../../src/core/overview/overview.ts";
import { renderReport } from "../../../src/report/overview/html/page.ts";
import { summarizeOverview } from "../../../src/report/overview/summary.ts";
import { at, grantedEntry, intentEntry, lease } from "../../support/builders/ledger.ts";
import { pastMonth } from "../../support/builders/past-month.ts";
import { listActive } from "../../support/markdown-oracle.ts";

function look(entries: readonly PastEntry[], now: Date): Overview {
  const audit = createAudit();
  for (const entry of entries) audit.add(entry);
  return buildOverview(audit.view(now), subDays(now, 30), now);
}

const source = { page: "https://github.com/acme/access", tip: "a".repeat(40), verified: true };
const month = look(pastMonth(10, at(0)), at(0));

it("is one page without scripts, which may load nothing", () => {
  const html = renderReport(month, source);
  expect(html.slice(0, 40)).toBe('<!doctype html>\n<html lang="en"><head><m');
  expect(html.match(/<meta http-equiv[^>]*>/u)?.[0].replaceAll("&#x27;", "'")).toContain(
    "default-src 'none'; style-src 'unsafe-inline'",
  );
  expect(html.match(/<script|<link|<img|src=|url\(/gu)).toBeNull();
  expect(html.match(/<a [^>]*>#10<\/a>/gu)).toEqual([
    '<a href="https://github.com/acme/access/pull/10">#10</a>',
    '<a href="https://github.com/acme/access/pull/10">#10</a>',
  ]);
});

it("links nothing where the repository's page is not known", () => {
  expect(renderReport(month, { ...source, page: undefined }).match(/<a /gu)).toBeNull();
});

it.each([
  [{ ...source, verified: false }, "ITS SIGNATURE IS NOT VERIFIED"],
  [{ ...source, tip: null, verified: false }, "Nothing of a ledger can be shown"],
])("says plainly what it cannot be trusted for", (from, words) => {
  expect(renderReport(month, from).includes(words)).toBe(true);
});

describe("hostile names", () => {
  const login = `mallory"><script>alert(1)</script>\u202e[x](http://evil.example) | @acme`;
  const hostile = lease({ principal: login, subject: { id: 1, login }, approvers: [{ id: 2, login }] });
  const overview = look([intentEntry(hostile), grantedEntry(hostile, at(1), hostile.endsAt)], at(30));

  it("AU8: are text where they brought an access review", () => {
    const broughtBy = (author: string): ReviewsOfTime => {
      const merge = { commit: "c".repeat(40), author, at: at(0) };
      return { reviews: [{ team: "payments", state: "done", merge }], isPartial: false };
    };
    const html = renderReport(overview, { ...source, accessReviews: broughtBy(login) });
    expect(html).toMatch(/<h2>Access reviews<\/h2>.*mallory">&#x3C;script>alert\(1\)/u);
    expect(html).not.toMatch(/<script|\u202e/u);
    const summary = (author: string) => listActive(summarizeOverview(overview, undefined, broughtBy(author)));
    expect(summary(login)).toEqual(summary("dave"));
  });

  it("AU8: are text in the page", () => {
    const html = renderReport(overview, source);
    expect(html).not.toContain("<script");
    expect(html).not.toContain("\u202e");
    expect(html).toContain('mallory">&#x3C;script>alert(1)');
  });

  it("AU8: are text in the summary", () => {
    const markdown = summarizeOverview(overview);
    expect(markdown).not.toMatch(/(?<!\\)(?:<script|\]\()|@acme|\u202e/u);
    expect(markdown).toContain("mallory");
  });
});

it("summarizes what people look at first", () => {
  expect(summarizeOverview(month)).toMatch(
    /^## Access, 2026-10-21 14:00Z to 2026-11-20 14:00Z\n\n- requests: 10\n- held at its end: 1\n/u,
  );
});
