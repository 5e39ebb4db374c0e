import { createAudit } from "../../core/audit/stories.ts";
import type { Finding } from "../../core/findings/finding.ts";
import { buildOverview } from "../../core/overview/overview.ts";
import { readWebPage } from "../../git/objects/branch.ts";
import { findCommitAt, findHeadAt } from "../../git/past/before.ts";
import { eachEntriesCommit } from "../../git/past/commits.ts";
import type { Store } from "../../git/process/store.ts";
import { openRepository } from "../../git/repository.ts";
import { renderControls } from "../../report/evidence/controls.ts";
import { renderCover } from "../../report/evidence/cover.ts";
import { renderReport } from "../../report/overview/html/page.ts";
import { renderVerdict } from "../../report/verdict.ts";
import { endRows, historyRows, listEnds } from "../audit/rows.ts";
import { formatCsv, type Rows } from "../audit/table.ts";
import { readDoneReviews } from "../review/read-status.ts";
import { CannotAnswerError } from "../runner/failure.ts";
import { verifyHistory } from "../verify/history.ts";
import { reviewRows } from "./review-rows.ts";

export interface Asked {
  readonly dir: string;
  readonly store: Store;
  readonly branch: string;
  /** The last verified commit of the ledger. */
  readonly tip: string;
  readonly since: Date;
  readonly until: Date;
  readonly toleranceMs: number;
  readonly version: string;
}

export interface Pack {
  readonly files: readonly { readonly path: string; readonly text: string }[];
  /** The commits of the default branch and of the ledger, then. */
  readonly head: string;
  readonly ledger: string;
  readonly requests: number;
  readonly violations: number;
  /** Of access reviews that cannot be read: they are missing. */
  readonly unread: readonly Finding[];
}

/** All that the history up to `until` says, as it said it then: nothing later is read, and no clock. */
export async function readPack(asked: Asked): Promise<Pack> {
  const { store, since, until, branch, version } = asked;
  const [head, ledger] = await findTips(asked);
  const view = await readView(store, ledger, until);
  const overview = buildOverview(view, since, until);
  const verdict = await verify(asked, head, ledger);
  const page = await readWebPage(store);
  const ends = listEnds(overview.stories).filter(({ end }) => !(end.planned < since));
  const reviews = await readDoneReviews(asked.dir, branch, head);
  const done = reviews.rows.filter(({ merge }) => merge === undefined || !(merge.at < since));
  const violations = verdict.violations.length;
  const cover = { since, until, page, branch, head, ledger, violations, version };
  return {
    head,
    ledger,
    requests: overview.stories.length,
    violations,
    unread: reviews.findings,
    files: [
      { path: "README.md", text: renderCover(cover) },
      { path: "controls.md", text: renderControls() },
      { path: "ends.csv", text: toCsv(endRows(ends, until)) },
      { path: "report.html", text: renderReport(overview, { page, tip: ledger, verified: true }) },
      { path: "requests.csv", text: toCsv(historyRows(overview.stories, until)) },
      { path: "reviews.csv", text: toCsv(reviewRows(done)) },
      { path: "verify.json", text: `${JSON.stringify({ ledger, ...verdict }, null, 2)}\n` },
      { path: "verify.txt", text: renderVerdict(ledger, verdict) },
    ],
  };
}

async function findTips({ dir, store, branch, tip, until }: Asked): Promise<[string, string]> {
  const repository = await openRepository({ dir, defaultBranch: branch });
  const ledger = await findCommitAt(store, tip, until);
  const newest = await repository.defaultTip();
  const head = await (ledger === undefined
    ? findCommitAt(store, newest, until)
    : findHeadAt(store, { tip: newest, ledger, time: until }));
  if (head !== undefined && ledger !== undefined) return [head, ledger];
  throw new CannotAnswerError(
    "BEFORE_LEDGER",
    `The ${head === undefined ? branch : "ledger"} begins after ${until.toISOString()}.`,
    "Give a later --to.",
  );
}

async function readView(store: Store, ledger: string, until: Date) {
  const audit = createAudit();
  for await (const batch of eachEntriesCommit(store, { from: null, to: ledger }))
    for (const { entries } of batch) for (const entry of entries) audit.add(entry);
  return audit.view(until);
}

async function verify({ dir, store, branch, until, toleranceMs }: Asked, head: string, ledger: string) {
  const repository = await openRepository({ dir, defaultBranch: branch });
  return verifyHistory(
    { store, repository: { ...repository, defaultTip: async () => head } },
    { tip: ledger, since: null, toleranceMs, now: until },
  );
}

const toCsv = <T extends object>({ head, records, toRow }: Rows<T>): string =>
  formatCsv([head, ...records.map(toRow)]);
