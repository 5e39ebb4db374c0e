import { isAfter } from "date-fns/isAfter";
import { type HoldingRecord, type Revocation, wasLeft } from "../ledger/holding-record.ts";
import type { HeldState } from "../ledger/ledger.ts";

/** How late access was revoked: actual end minus planned end. */
export interface Lag {
  readonly count: number;
  /** Percentiles by nearest rank, so each is a measured value; null without measurements. */
  readonly milliseconds: { readonly p50: number; readonly p95: number; readonly max: number } | null;
  /** Counts of the revocations left out of the numbers above, because their time says nothing about lateness. */
  readonly apart: Apart;
}

export interface Apart {
  /** Removed at the provider by hand before its end. */
  readonly byHand: number;
  /** The access existed before ours: nothing was removed. */
  readonly left: number;
  /** Revoked once more, because it had reappeared after a revocation. */
  readonly again: number;
}

export interface ProviderLag extends Lag {
  readonly provider: string;
}

export interface LagReport {
  /** Absent: from the first entry of the ledger on. */
  readonly since?: Date;
  readonly until: Date;
  readonly all: Lag;
  /** By name; those with a revocation in this time. */
  readonly providers: readonly ProviderLag[];
}

/** Measures the revocations from `since` to `until`, both included. */
export function measureLag(state: HeldState, since: Date | undefined, until: Date): LagReport {
  const samples = [...state.holdings.values()]
    .flatMap(listSamples)
    .filter(({ at }) => !isAfter(at, until) && (since === undefined || !isAfter(since, at)));
  const providers = [...new Set(samples.map(({ provider }) => provider))].toSorted();
  return {
    ...(since && { since }),
    until,
    all: summarize(samples),
    providers: providers.map((provider) => ({
      provider,
      ...summarize(samples.filter((sample) => sample.provider === provider)),
    })),
  };
}

interface Sample {
  readonly provider: string;
  readonly at: Date;
  readonly counts: "in" | keyof Apart;
  readonly lateMilliseconds: number;
}

const listSamples = (record: HoldingRecord): Sample[] =>
  record.revocations.map((revocation, index) => ({
    provider: record.entitlement.provider,
    at: revocation.at,
    counts: classify(revocation, record.revocations.slice(0, index), record),
    // A clock that was set back would give a negative lag.
    lateMilliseconds: Math.max(0, revocation.at.getTime() - revocation.scheduled.getTime()),
  }));

/** Early ends count like planned ones: their planned time is the time of the `ended` entry. Only a removal by hand is apart. */
function classify(
  revocation: Revocation,
  earlier: readonly Revocation[],
  record: HoldingRecord,
): Sample["counts"] {
  const { scheduled, because } = revocation;
  const known = earlier.flatMap((each) => [each.scheduled.getTime(), each.at.getTime()]);
  if (known.includes(scheduled.getTime())) return "again";
  if (because === "by-hand") return "byHand";
  return wasLeft(revocation, record) ? "left" : "in";
}

function summarize(samples: readonly Sample[]): Lag {
  const count = (counts: Sample["counts"]) => samples.filter((sample) => sample.counts === counts).length;
  const late = samples
    .flatMap(({ counts, lateMilliseconds }) => (counts === "in" ? [lateMilliseconds] : []))
    .toSorted((a, b) => a - b);
  const [p50, p95, max] = [50, 95, 100].map((percent) => takePercentile(late, percent));
  return {
    count: late.length,
    milliseconds: p50 === undefined || p95 === undefined || max === undefined ? null : { p50, p95, max },
    apart: { byHand: count("byHand"), left: count("left"), again: count("again") },
  };
}

/** Nearest rank: the smallest value that at least this percentage of the values do not exceed. Undefined without values. */
export const takePercentile = (sorted: readonly number[], percent: number): number | undefined =>
  sorted[Math.ceil((sorted.length * percent) / 100) - 1];
