import { writeFile } from "node:fs/promises";
import type { Policy } from "../../core/files/policy.ts";
import { parseRecordedDrift, type RecordedDrift } from "../../core/inventory/recorded-drift.ts";
import { chooseReviews, type ReviewsOfTime } from "../../core/inventory/review-status.ts";
import { buildOverview, type Overview } from "../../core/overview/overview.ts";
import { readWebPage } from "../../git/objects/branch.ts";
import { openRepository, openStore } from "../../git/repository.ts";
import { readRules } from "../../operations/evidence/read-rules.ts";
import { renderReport } from "../../report/overview/html/page.ts";
import { summarizeOverview } from "../../report/overview/summary.ts";
import { readCloneAudit } from "../input/clone-audit.ts";
import { readGiven } from "../input/given-file.ts";
import { readPeriod } from "../input/given-time.ts";
import { cloneOption, jsonOption, keyOption } from "../input/options.ts";
import { complain, print, printJson } from "../output/terminal.ts";
import { readReviewStatus } from "../review/read-status.ts";
import { defineCommand, type Values } from "../runner/command.ts";
import { exitCode } from "../runner/exit-codes.ts";
import { CannotAnswerError, UsageError } from "../runner/failure.ts";

const options = {
  html: {
    type: "string",
    value: "FILE",
    meaning: "write one page that opens without network: charts, and every request",
  },
  drift: {
    type: "string",
    value: "FILE",
    meaning:
      "show drift too: what hallpass drift --json printed; without it the report says nothing of drift",
  },
  since: {
    type: "string",
    value: "TIME",
    meaning: "from this time on, or from a duration such as 7d ago",
    unset: "30d",
  },
  until: { type: "string", value: "TIME", meaning: "up to this time", unset: "now" },
  repository: cloneOption,
  key: keyOption,
  json: jsonOption,
} as const;

export const command = defineCommand({
  description: `Shows what became of access in a time: who holds what now, who held what when, who approved how quickly, how late access ended, and what was refused. Without --html it prints a summary in Markdown, such as for $GITHUB_STEP_SUMMARY.

It reads the ledger in a clone of the access repository. Works offline, and knows only what was fetched: run git fetch first.`,
  options,
  examples: [
    "hallpass report --html access.html --repository ../access",
    "hallpass report --html access.html --drift drift.json",
    'hallpass report --since 7d >> "$GITHUB_STEP_SUMMARY"',
  ],
  exitCodes: { 0: "written", 3: "the ledger cannot be read or trusted" },
  waitsFor: "Reading the ledger…",
  run: answer,
});

async function answer({ html, repository, key, json, ...given }: Values<typeof options>): Promise<number> {
  const drift = given.drift === undefined ? undefined : await readDrift(given.drift);
  const asked = { from: ["--since", given.since ?? "30d"], to: ["--until", given.until] } as const;
  const now = new Date();
  const { since, until } = readPeriod(asked, now);
  const audit = await readCloneAudit(repository, key, until);
  const overview = buildOverview(audit, since, until, await readPolicies(repository));
  const accessReviews = await readReviews(repository, { since, until, now });
  const { tip, verified, untrusted } = audit;
  const beside = { drift, accessReviews };
  if (html !== undefined)
    await write(html, renderReport(overview, { page: await findPage(repository), tip, verified, ...beside }));
  if (json === true) printJson({ ledger: tip, verified, untrusted, written: html, ...overview, ...beside });
  else if (html !== undefined) print(describeWritten(html, overview));
  else print(summarizeOverview(overview, drift, accessReviews));
  if (accessReviews.isPartial)
    complain("Access reviews may be missing: a file has mistakes. hallpass review status names it.\n");
  complain(audit.warning);
  return verified ? exitCode.well : exitCode.unanswered;
}

async function readReviews(
  dir = ".",
  { since, until, now }: { readonly since: Date; readonly until: Date; readonly now: Date },
): Promise<ReviewsOfTime> {
  const { rows, isPartial } = await readReviewStatus(dir, now);
  return { reviews: chooseReviews(rows, { since, until, isPast: until < now }), isPartial };
}

async function readDrift(path: string): Promise<RecordedDrift> {
  const recorded = parseRecordedDrift(await readGiven(path));
  if (recorded !== undefined) return recorded;
  throw new UsageError(`--drift ${path} is not what hallpass drift --json prints. Write it anew.`);
}

const describeWritten = (path: string, { stories }: Overview): string =>
  `Wrote ${path}: ${stories.length} ${stories.length === 1 ? "request" : "requests"}. Open it in a browser.\n`;

async function write(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (cause) {
    throw new CannotAnswerError(
      "FAILED",
      `${path} cannot be written: ${cause instanceof Error ? cause.message : String(cause)}`,
      "Give another file with --html.",
      { cause },
    );
  }
}

/** Those of the default branch: they say when a review is overdue. Files with mistakes are left out: `hallpass check` names them. */
async function readPolicies(dir = "."): Promise<readonly Policy[]> {
  const repository = await openRepository({ dir });
  return (await readRules(repository, await repository.defaultTip())).policies;
}

const findPage = async (dir = "."): Promise<string | undefined> => readWebPage(await openStore(dir));
