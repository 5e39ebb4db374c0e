import type { Person } from "../access/lease.ts";
import type { Story } from "../audit/stories.ts";
import { takePercentile } from "../plan/lag.ts";

/** An approval within this time was hardly read. */
export const HASTY_MS = 10_000;

/** What one person approved. */
export interface Lead {
  readonly lead: Person;
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
export function listLeads(stories: readonly Story[]): Lead[] {
  const leads = new Map<number, { lead: Person; approvals: number; times: number[] }>();
  for (const story of stories)
    for (const { lead, tookMs } of listApprovals(story)) {
      const known = leads.get(lead.id) ?? { lead, approvals: 0, times: [] };
      known.approvals++;
      if (tookMs !== undefined) known.times.push(tookMs);
      leads.set(lead.id, known);
    }
  return [...leads.values()]
    .map(({ lead, approvals, times }) => ({ lead, approvals, ...summarize(times) }))
    .toSorted((a, b) => b.approvals - a.approvals || (a.lead.login < b.lead.login ? -1 : 1));
}

export interface Approval {
  readonly lead: Person;
  readonly tookMs?: number;
}

/** Old ledgers name the approvers without their reviews. */
export function listApprovals({ parts: [first], record }: Story): Approval[] {
  if (first === undefined) return (record?.approved?.approvers ?? []).map((lead) => ({ lead }));
  const reviews = first.proof?.reviews;
  if (reviews === undefined) return first.lease.approvers.map((lead) => ({ lead }));
  const asked = record?.asked?.at;
  return reviews.map(({ reviewer, at }) => ({
    lead: reviewer,
    ...(asked !== undefined && { tookMs: Math.max(0, at.getTime() - asked.getTime()) }),
  }));
}

function summarize(times: readonly number[]): Pick<Lead, "decided"> {
  const sorted = times.toSorted((a, b) => a - b);
  const [fastestMs, slowestMs] = [sorted[0], sorted.at(-1)];
  const medianMs = takePercentile(sorted, 50);
  if (fastestMs === undefined || slowestMs === undefined || medianMs === undefined) return {};
  const hasty = sorted.filter((time) => time < HASTY_MS).length;
  return { decided: { medianMs, fastestMs, slowestMs, hasty } };
}
