import type { Person } from "../access/lease.ts";
import type { Policy } from "../files/policy.ts";
import { parseRequestPath } from "../files/request.ts";
import type { LedgerState } from "../ledger/ledger.ts";
import { leasesOf } from "../ledger/ledger.ts";
import { holdsForReviews, listHolders } from "./unreviewed.ts";

/** A removed request whose removal counts as a review of its access only if somebody else than its holders approves. */
export interface ReviewedRemoval {
  readonly id: string;
  readonly path: string;
  readonly holders: readonly Person[];
}

/** Those among these paths that gave access in an emergency, or in folders where requests wait for overdue reviews. */
export const listToReview = (
  paths: readonly string[],
  { holdings }: Pick<LedgerState, "holdings">,
  policies: readonly Policy[],
): ReviewedRemoval[] =>
  paths.flatMap((path) => {
    const place = parseRequestPath(path);
    if (place === undefined) return [];
    const leases = leasesOf(holdings, place.id);
    const isEmergency = leases.some(({ basis }) => basis === "break-glass");
    if (!isEmergency && !holdsForReviews(policies, place.team)) return [];
    const holders = leases.flatMap(listHolders);
    return holders.length === 0 ? [] : [{ id: place.id, path, holders }];
  });
