import type { Person } from "../access/lease.ts";
import type { Story } from "../audit/stories.ts";
import { approversOf } from "../audit/story-facts.ts";
import { takePercentile } from "../plan/lag.ts";

/** An approval within this time was hardly read. */
export const HASTY_MS = 10_000;

/** What one person approved. */
export interface ApproverRecord {
  readonly approver: Person;
  readonly approvals: number;
  /** From Hallpass's first look at the request to the review; absent where no time is on record. */
  readonly decided?: {
    readonly medianMs: number;
    readonly fastestMs: number;
    readonly slowestMs: number;
    /** So many took less than ten seconds: hardly enough to read them. */
    readonly hasty: number;
  };
}

/** The people whose reviews counted, the busiest first. */
export function listApprovers(stories: readonly Story[]): ApproverRecord[] {
  const approvers = new Map<number, { approver: Person; approvals: number; times: number[] }>();
  for (const story of stories)
    for (const { approver, tookMs } of listApprovals(story)) {
      const known = approvers.get(approver.id) ?? { approver, approvals: 0, times: [] };
      known.approvals++;
      if (tookMs !== undefined) known.times.push(tookMs);
      approvers.set(approver.id, known);
    }
  return [...approvers.values()]
    .map(({ approver, approvals, times }) => ({ approver, approvals, ...summarize(times) }))
    .toSorted((a, b) => b.approvals - a.approvals || (a.approver.login < b.approver.login ? -1 : 1));
}

export interface Approval {
  readonly approver: Person;
  readonly tookMs?: number;
}

/** Old ledgers name the approvers without their reviews. */
export function listApprovals(story: Story): Approval[] {
  const {
    parts: [first],
    record,
  } = story;
  const reviews = first?.proof?.reviews;
  if (reviews === undefined) return approversOf(story).map((approver) => ({ approver }));
  const asked = record?.asked?.at;
  return reviews.map(({ reviewer, at }) => ({
    approver: reviewer,
    ...(asked !== undefined && { tookMs: Math.max(0, at.getTime() - asked.getTime()) }),
  }));
}

function summarize(times: readonly number[]): Pick<ApproverRecord, "decided"> {
  const sorted = times.toSorted((a, b) => a - b);
  const [fastestMs, slowestMs] = [sorted[0], sorted.at(-1)];
  const medianMs = takePercentile(sorted, 50);
  if (fastestMs === undefined || slowestMs === undefined || medianMs === undefined) return {};
  const hasty = sorted.filter((time) => time < HASTY_MS).length;
  return { decided: { medianMs, fastestMs, slowestMs, hasty } };
}
