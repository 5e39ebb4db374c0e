import type { LedgerCommit } from "../audit/ledger-commit.ts";
import { createAudit } from "../audit/stories.ts";
import type { LedgerState } from "../ledger/ledger.ts";
import type { Intent } from "../ledger/ledger-entry.ts";
import { judgeCommit } from "./judge-commit.ts";
import { judgeEnds } from "./judge-ends.ts";
import { judgeGrant, type ProvenGrant } from "./judge-grant.ts";
import { countUnreviewed, judgeLedgerNames, judgeRecord } from "./judge-line.ts";
import { judgeOmission } from "./judge-omission.ts";
import { createReviewers, type OwnedReceipt } from "./judge-reviewers.ts";
import { createSignatures } from "./judge-signature.ts";
import { createTimes } from "./judge-times.ts";
import type { Line } from "./line-commit.ts";
import { createTally } from "./tally.ts";
import type { Unproven, Violation } from "./violation.ts";

/** One commit of the ledger, played again. */
export interface PlayedCommit {
  readonly commit: LedgerCommit;
  /** The state before it. */
  readonly before: LedgerState;
  /** Where its files are not what its entries make of that state. */
  readonly violations: readonly Violation[];
}

export interface HistoryReport {
  readonly commits: number;
  readonly grants: number;
  readonly ends: number;
  readonly violations: readonly Violation[];
  readonly unproven: readonly Unproven[];
}

export interface Judging {
  readonly line: Line;
  /** An end may be later than planned by this much. */
  readonly toleranceMs: number;
  readonly now: Date;
}

/** Judges a whole history. Its commits are to be given in the ledger's order, each once. */
export function createVerdict({ line, toleranceMs, now }: Judging) {
  const found: Violation[] = [];
  const tally = createTally();
  const audit = createAudit();
  const ledger = new Set<string>();
  const signatures = createSignatures(line);
  const times = createTimes(line);
  const reviewers = createReviewers(now);
  const play = (commit: LedgerCommit, isKnown: boolean): Violation[] => {
    const { sha, entries } = commit;
    ledger.add(sha);
    for (const entry of entries) {
      audit.add(entry);
      reviewers.note(entry);
    }
    return [
      ...[...entries.flatMap(judgeOmission), ...times.judge(commit, isKnown)].map((each) => ({
        ...each,
        commit: sha,
      })),
      ...entries.flatMap((entry) => signatures.judge(entry, isKnown)),
    ];
  };
  return {
    /** A commit that was verified before. */
    skip(commit: LedgerCommit): void {
      play(commit, true);
    },
    add(
      { commit, before, violations }: PlayedCommit,
      grants: readonly ProvenGrant[],
      receipts: readonly OwnedReceipt[],
    ): void {
      reviewers.add(commit.sha, receipts);
      tally.add(commit, grants, before);
      found.push(...violations, ...play(commit, false), ...judgeCommit(commit, line));
      for (const { intent, facts } of grants)
        found.push(...judgeGrant(intent, facts, before).map((each) => ({ ...each, commit: commit.sha })));
    },
    /** To be called once, after the last commit. */
    finish(): HistoryReport {
      const { stories } = audit.view(now);
      const ends = stories.flatMap(({ parts }) => parts.filter(({ end }) => end !== undefined));
      const record = judgeRecord(line, stories, now);
      return {
        ...tally.counts(),
        ends: ends.length,
        violations: [
          ...found,
          ...reviewers.judge(),
          ...judgeLedgerNames(line, ledger, signatures.merges),
          ...judgeEnds(stories, toleranceMs, now),
          ...record.violations,
        ],
        unproven: tally.listUnproven({
          withdrawn: record.withdrawn,
          unsigned: signatures.countUnknown(),
          stepped: times.countSteps(),
          unreviewed: countUnreviewed(line, stories),
        }),
      };
    },
  };
}

/** The intents of a commit that name their proof. */
export const listProven = ({ entries }: LedgerCommit): Intent[] =>
  entries.filter((entry): entry is Intent => entry.kind === "intent" && entry.proof !== undefined);
