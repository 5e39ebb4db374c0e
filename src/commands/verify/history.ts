import type { LedgerCommit } from "../../core/audit/ledger-commit.ts";
import { type AuditView, createAudit } from "../../core/audit/stories.ts";
import { parseRequestPath } from "../../core/files/request.ts";
import type { Intent } from "../../core/ledger/ledger-entry.ts";
import type { Repository } from "../../core/ports/repository.ts";
import { judgeEnds } from "../../core/verify/judge-ends.ts";
import { judgeGrant } from "../../core/verify/judge-grant.ts";
import type { Unproven, Violation } from "../../core/verify/violation.ts";
import { eachLineCommit, type LineCommit } from "../../git/past/default-line.ts";
import { replayLedger } from "../../git/past/replay.ts";
import type { Store } from "../../git/process/store.ts";
import { gatherGrant } from "./gather.ts";

export interface Clone {
  readonly store: Store;
  readonly repository: Repository;
}

export interface Verifying {
  /** The last commit of the ledger whose line is verified. */
  readonly tip: string;
  /** Everything up to this commit was verified before; null: nothing. */
  readonly since: string | null;
  /** An end may be later than planned by this much. */
  readonly toleranceMs: number;
  readonly now: Date;
}

export interface HistoryReport {
  readonly commits: number;
  readonly grants: number;
  readonly ends: number;
  readonly violations: readonly Violation[];
  readonly unproven: readonly Unproven[];
}

/** Merged requests that are younger than this may wait for their entry. */
const WAITING_MS = 60 * 60 * 1000;

/** An entry's time may be ahead of its commit's by this much: clocks are corrected. */
const CLOCK_MS = 5 * 60 * 1000;

/** Replays the ledger, and compares it with the default branch in both directions. */
export async function verifyHistory(
  clone: Clone,
  { tip, since, toleranceMs, now }: Verifying,
): Promise<HistoryReport> {
  const line = await readLine(clone);
  const found: Violation[] = [];
  const counts = { commits: 0, grants: 0, derived: 0, reviews: 0, heads: 0, rules: 0 };
  const audit = createAudit();
  const ledger = new Set<string>();
  let isKnown = since !== null;
  for await (const { commit, before, violations } of replayLedger(clone.store, { from: null, to: tip })) {
    ledger.add(commit.sha);
    for (const entry of commit.entries) audit.add(entry);
    if (!isKnown) {
      counts.commits++;
      if (commit.derived) counts.derived++;
      found.push(...violations, ...judgeCommit(commit, line));
      for (const entry of listProven(commit)) {
        counts.grants++;
        const facts = await gatherGrant(clone.repository, line, entry);
        counts.reviews += entry.proof.reviews?.length ?? 0;
        if (facts.reviewed === undefined) counts.heads++;
        if (facts.rules === undefined) counts.rules++;
        found.push(...judgeGrant(entry, facts, before).map((each) => ({ ...each, commit: commit.sha })));
      }
    }
    if (commit.sha === since) isKnown = false;
  }
  const view = audit.view(now);
  const ends = view.stories.flatMap(({ parts }) => parts.filter(({ end }) => end !== undefined));
  return {
    ...{ commits: counts.commits, grants: counts.grants, ends: ends.length },
    violations: [
      ...found,
      ...judgeLedgerNames(line, ledger),
      ...judgeEnds(view.stories, toleranceMs, now),
      ...judgeRecord(line, view, now),
    ],
    unproven: listUnproven(counts),
  };
}

async function readLine({ store, repository }: Clone): Promise<ReadonlyMap<string, LineCommit>> {
  const line = new Map<string, LineCommit>();
  for await (const commit of eachLineCommit(store, await repository.defaultTip()))
    line.set(commit.sha, commit);
  return line;
}

const listProven = ({ entries }: LedgerCommit): Intent[] =>
  entries.filter((entry): entry is Intent => entry.kind === "intent" && entry.proof !== undefined);

function judgeCommit(
  { sha, at, defaultCommit, entries }: LedgerCommit,
  line: ReadonlyMap<string, LineCommit>,
): Violation[] {
  const late = entries.filter((entry) => entry.at.getTime() > at.getTime() + CLOCK_MS);
  return [
    ...(defaultCommit !== undefined && !line.has(defaultCommit)
      ? [
          {
            code: "BRANCH_REWRITTEN" as const,
            says: `the App acted on ${defaultCommit}, which is not on the default branch any more`,
            commit: sha,
          },
        ]
      : []),
    ...late.map(({ kind, at: time }) => ({
      code: "ENTRY_FROM_FUTURE" as const,
      says: `${kind} at ${time.toISOString()} is from after its commit at ${at.toISOString()}`,
      commit: sha,
    })),
  ];
}

/** Merges by Hallpass name the ledger's tip of then. */
const judgeLedgerNames = (line: ReadonlyMap<string, LineCommit>, ledger: ReadonlySet<string>): Violation[] =>
  [...line.values()].flatMap(({ sha, ledger: named, author }) =>
    named === undefined || ledger.has(named)
      ? []
      : [
          {
            code: "LEDGER_REWRITTEN" as const,
            says: `it names the ledger's commit ${named}, which is not on the ledger (by ${author})`,
            commit: sha,
          },
        ],
  );

/** Every request that the default branch ever got has an entry, or is young. */
function judgeRecord(line: ReadonlyMap<string, LineCommit>, { stories }: AuditView, now: Date): Violation[] {
  const decided = stories.filter(
    ({ parts, refusal, record }) =>
      parts.length > 0 || refusal !== undefined || record?.approved !== undefined,
  );
  const known = new Set(decided.flatMap(({ path, refusal }) => [path, ...(refusal ? [refusal.path] : [])]));
  return [...line.values()].flatMap(({ sha, at, added }) =>
    now.getTime() - at.getTime() < WAITING_MS
      ? []
      : added
          .filter((path) => parseRequestPath(path) !== undefined && !known.has(path))
          .map((path) => ({
            code: "UNRECORDED" as const,
            says: `${path} was merged, and the ledger tells nothing of it`,
            commit: sha,
          })),
  );
}

interface Counts {
  readonly derived: number;
  readonly reviews: number;
  readonly heads: number;
  readonly rules: number;
}

function listUnproven({ derived, reviews, heads, rules }: Counts): Unproven[] {
  const all: Unproven[] = [
    {
      what: "what commits of format 1 did, and by which proof",
      why: "they hold no entries",
      count: derived,
    },
    {
      what: "that reviews exist at GitHub as the ledger names them",
      why: "git holds no reviews; ask GitHub by their ids",
      count: reviews,
    },
    {
      what: "that the reviewed commit holds what was merged",
      why: "this clone does not have it: git fetch origin '+refs/pull/*/head:refs/pull/*/head'",
      count: heads,
    },
    {
      what: "that the policy allowed it, and its owners approved it",
      why: "the lease names no policy, or this clone does not have its commit",
      count: rules,
    },
  ];
  return all.filter(({ count }) => count > 0);
}
