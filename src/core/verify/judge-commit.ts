import type { LedgerCommit, PastEntry } from "../audit/ledger-commit.ts";
import { judgeReceipt } from "./judge-receipt.ts";
import { CLOCK_MS } from "./judge-times.ts";
import type { Line } from "./line-commit.ts";
import type { Violation } from "./violation.ts";

/**
 * Judges what a commit of the ledger says of itself: the commit it acted on, those whose rules counted, its times, and the merges of
 * receipts.
 */
export const judgeCommit = (commit: LedgerCommit, line: Line): Violation[] => [
  ...judgeBasis(commit, line),
  ...judgeRulesCommits(commit, line),
  ...judgeTimes(commit),
  ...judgeReceipts(commit, line),
];

const judgeReceipts = ({ sha, entries }: LedgerCommit, line: Line): Violation[] =>
  entries.flatMap((entry) =>
    entry.kind === "receipt"
      ? judgeReceipt(entry.receipt, line.get(entry.receipt.merge)).map((each) => ({ ...each, commit: sha }))
      : [],
  );

const judgeBasis = ({ sha, defaultCommit }: LedgerCommit, line: Line): Violation[] =>
  defaultCommit === undefined || line.has(defaultCommit)
    ? []
    : [
        {
          code: "BRANCH_REWRITTEN",
          says: `the App acted on ${defaultCommit}, which is not on the default branch any more`,
          commit: sha,
        },
      ];

/** Rules of another line are somebody's own: a pull request's head is in the clone, too. */
const judgeRulesCommits = ({ sha, entries }: LedgerCommit, line: Line): Violation[] =>
  [...new Set(entries.flatMap(rulesOf))]
    .filter((commit) => !line.has(commit))
    .map((commit) => ({
      code: "BRANCH_REWRITTEN",
      says: `the rules of ${commit} counted, which is not on the default branch`,
      commit: sha,
    }));

const rulesOf = (entry: PastEntry): string[] =>
  entry.kind === "intent" && entry.lease.policy !== undefined ? [entry.lease.policy.commit] : [];

const judgeTimes = ({ sha, at, entries }: LedgerCommit): Violation[] =>
  entries
    .filter((entry) => entry.at.getTime() > at.getTime() + CLOCK_MS)
    .map(({ kind, at: time }) => ({
      code: "ENTRY_FROM_FUTURE",
      says: `${kind} at ${time.toISOString()} is from after its commit at ${at.toISOString()}`,
      commit: sha,
    }));
