/** What the harness asked for, and when it was approved, merged and ended. Times are milliseconds. */
export interface Asked {
  readonly pull: number;
  readonly login: string;
  readonly seconds: number;
  readonly approved: boolean;
  readonly mergedAt?: number;
  /** When an approver wrote `/hallpass end`. */
  readonly endedAt?: number;
}

/** What was seen at the provider: she has the role, and could read with it. */
export interface Sample {
  readonly login: string;
  readonly at: number;
  readonly held: boolean;
  readonly used: boolean;
}

/** From when to when something did not work; without `to`, to the end. */
export interface Trouble {
  readonly what: "app" | "github" | "postgres";
  readonly from: number;
  readonly to?: number;
}

export interface Violation {
  readonly at: number;
  readonly says: string;
}

/** The promise: no use past the end plus this, while the app runs and reaches the provider. */
const MAX_LATE_MS = 60_000;
/** A comment is read from GitHub, which is asked at most a minute later again. */
const MAX_LATE_COMMAND_MS = 120_000;
/** GitHub tells whole seconds. */
const ROUNDING_MS = 1_000;

/** Every sample that no approved request explains. */
export function judge(
  asked: readonly Asked[],
  samples: readonly Sample[],
  troubles: readonly Trouble[],
): Violation[] {
  return samples
    .filter(({ held, used }) => held || used)
    .flatMap((sample) => judgeSample(sample, asked, troubles));
}

function judgeSample(
  { login, at, used }: Sample,
  asked: readonly Asked[],
  troubles: readonly Trouble[],
): Violation[] {
  const what = used ? `${login} reads` : `${login} has the role`;
  const begun = asked.filter(
    (each) =>
      each.login === login &&
      each.approved &&
      each.mergedAt !== undefined &&
      each.mergedAt - ROUNDING_MS <= at,
  );
  if (begun.length === 0) return [{ at, says: `${what}, and nothing that was approved has begun` }];
  if (begun.some((each) => at <= excusedUntil(each, troubles))) return [];
  const ends = begun.map((each) => new Date(endOf(each)).toISOString()).toSorted();
  return [{ at, says: `${what}, and the last end was at ${ends.at(-1)}` }];
}

const endOf = ({ mergedAt = 0, seconds, endedAt = Number.POSITIVE_INFINITY }: Asked): number =>
  Math.min(mergedAt + seconds * 1000, endedAt);

function excusedUntil({ mergedAt = 0, seconds, endedAt }: Asked, troubles: readonly Trouble[]): number {
  const byClock = calmAfter(
    mergedAt + seconds * 1000 + ROUNDING_MS,
    MAX_LATE_MS,
    troubles.filter(({ what }) => what !== "github"),
  );
  if (endedAt === undefined) return byClock;
  return Math.min(byClock, calmAfter(Math.max(endedAt, mergedAt), MAX_LATE_COMMAND_MS, troubles));
}

/** The first moment by which nothing has been wrong for so long, since `start` at the earliest. */
export function calmAfter(start: number, milliseconds: number, troubles: readonly Trouble[]): number {
  let since = start;
  for (const { from, to = Number.POSITIVE_INFINITY } of troubles.toSorted((a, b) => a.from - b.from)) {
    if (from >= since + milliseconds) break;
    since = Math.max(since, to);
  }
  return since + milliseconds;
}
