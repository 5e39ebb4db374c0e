import type { Report } from "./violation.ts";

/** The ledger's content, as far as the oracle reads it: its own words for the shape, compared field by field. */
interface WrittenLease {
  readonly request: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly ended?: { readonly at: Date } | undefined;
}

export interface Written {
  readonly holdings: ReadonlyMap<string, { readonly leases: readonly WrittenLease[] }>;
  readonly seen: ReadonlyMap<string, { readonly merge: string; readonly pull: number }>;
  readonly refusals: ReadonlyMap<string, unknown>;
  readonly adoptions: readonly { readonly commit: string }[];
}

/** Invariants 4 and 9: what was written stays as it was, and nothing is written twice. */
export function judgeAppend(before: Written, after: Written, report: Report): void {
  for (const [request, { merge, pull }] of before.seen) {
    const now = after.seen.get(request);
    if (now === undefined) report(9, `The ledger forgot that ${request} was used.`);
    else if (now.merge !== merge || now.pull !== pull)
      report(4, `${request} was used by #${pull} and is used again by #${now.pull}.`);
  }
  for (const path of before.refusals.keys())
    if (!after.refusals.has(path)) report(9, `The ledger forgot that ${path} was refused.`);
  for (const [index, { commit }] of before.adoptions.entries())
    if (after.adoptions[index]?.commit !== commit)
      report(9, `The ledger forgot that the rules of ${commit} were adopted.`);
  for (const [key, { leases }] of before.holdings) {
    const now = after.holdings.get(key);
    if (now === before.holdings.get(key)) continue;
    for (const [index, lease] of leases.entries()) judgeLease(key, lease, now?.leases[index], report);
  }
}

function judgeLease(
  key: string,
  before: WrittenLease,
  after: WrittenLease | undefined,
  report: Report,
): void {
  if (after?.request !== before.request) {
    report(9, `The ledger forgot the lease ${before.request} of ${key}.`);
    return;
  }
  if (
    after.startsAt.getTime() !== before.startsAt.getTime() ||
    after.endsAt.getTime() !== before.endsAt.getTime()
  )
    report(9, `The ledger moved the times of the lease ${before.request} of ${key}.`);
  if (before.ended !== undefined && after.ended?.at.getTime() !== before.ended.at.getTime())
    report(9, `The ledger changed when the lease ${before.request} of ${key} ended.`);
}
