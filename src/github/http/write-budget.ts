import type { Octokit } from "@octokit/rest";
import { PausedError } from "./limits.ts";

/**
 * The order in which writes use GitHub's limits: "deciding" for all that decides or ends access, "answer" for what a person waits for,
 * "cosmetic" for what GitHub or the check shows in another way too.
 */
export type Rank = "deciding" | "answer" | "cosmetic";

/** A call's `request` option. A write without it is "deciding". */
export const ranked = (rank: Rank): { readonly request: { readonly rank: Rank } } => ({ request: { rank } });

interface Window {
  readonly ms: number;
  /** A write of this rank is made while fewer writes than this were made within the window. */
  readonly most: Readonly<Record<Exclude<Rank, "deciding">, number>>;
}

/**
 * "In general, no more than 80 content-generating requests per minute and no more than 500 content-generating requests per hour are allowed"
 * (GitHub, "Rate limits for the REST API"). It does not list those requests: POST and PUT count here.
 */
export const WRITES_PER_MINUTE = 80;
const HOURLY = 500 / 80;

/** What others leave is for writes that decide: three quarters of each minute. An hour has room for what a full minute held back. */
const listWindows = (perMinute: number): readonly Window[] => [
  { ms: 60_000, most: shares(perMinute, 0.25, 0.15) },
  { ms: 3_600_000, most: shares(perMinute * HOURLY, 0.7, 0.4) },
];

const shares = (all: number, answer: number, cosmetic: number): Window["most"] => ({
  answer: Math.max(1, Math.floor(all * answer)),
  cosmetic: Math.max(1, Math.floor(all * cosmetic)),
});

/** Counts the writes of one caller, and tells which still fit. */
export interface WriteBudget {
  /** Counts a write that is made now, or answers when there is room for it again; writes that decide always fit. */
  take(rank: Rank, now: Date): Date | undefined;
}

const MOST_AHEAD_MS = 60_000;

export function createWriteBudget(perMinute = WRITES_PER_MINUTE): WriteBudget {
  const windows = listWindows(perMinute);
  const longest = Math.max(...windows.map(({ ms }) => ms));
  let made: number[] = [];
  return {
    take(rank, now) {
      const at = now.getTime();
      // A time far after now is of a clock that was set back since.
      made = made.filter((each) => each > at - longest && each <= at + MOST_AHEAD_MS);
      const fits = rank === "deciding" ? [] : windows.flatMap((window) => findRoom(window, rank, made, at));
      if (fits.length > 0) return new Date(Math.max(...fits));
      made.push(at);
      return undefined;
    },
  };
}

/** The time when the window has room, where it has none now. */
function findRoom(
  { ms, most }: Window,
  rank: Exclude<Rank, "deciding">,
  made: readonly number[],
  at: number,
): number[] {
  const recent = made.filter((each) => each > at - ms);
  const leaving = recent[recent.length - most[rank]];
  return leaving === undefined ? [] : [leaving + ms];
}

/** The write was not made: the rest of GitHub's limit is for writes that come first. Make it again later. */
class HeldBackError extends PausedError {
  override readonly message: string;

  constructor(until: Date, now: Date) {
    super(until, now);
    this.message = `Hallpass keeps GitHub's limit for checks and merges; it makes this call after ${until.toISOString()}.`;
  }
}

/** Holds writes back that others come before. Never holds back a read, or a write that decides. */
export function keepBudget(octokit: Octokit, budget: WriteBudget, now: () => Date): void {
  octokit.hook.before("request", ({ method, url, request }) => {
    if ((method !== "POST" && method !== "PUT") || url === "/graphql") return;
    const time = now();
    const until = budget.take(readRank(request), time);
    if (until !== undefined) throw new HeldBackError(until, time);
  });
}

const readRank = (request: unknown): Rank => {
  const rank = typeof request === "object" && request !== null && "rank" in request ? request.rank : "";
  return rank === "answer" || rank === "cosmetic" ? rank : "deciding";
};
