import { min } from "date-fns/min";
import { type Entitlement, entitlementKey } from "../access/entitlement.ts";
import { heldUntil, holdingKey } from "../access/holding.ts";
import { isLive, type Lease } from "../access/lease.ts";
import type { HoldingRecord } from "../ledger/holding-record.ts";
import type { HeldState } from "../ledger/ledger.ts";

/** Access that may be used now, and one of the leases that give it: a verified one if there is any. */
export interface LiveAccess {
  readonly lease: Lease;
  readonly until: Date;
}

/** Answers whether access is live, in one state of the ledger. */
export interface LiveAccessIndex {
  /** The access of a principal, by the name in the identity map. */
  ofPrincipal(principal: string, entitlement: Entitlement, now: Date): LiveAccess | undefined;
  /** The access of a GitHub account, by its id. */
  ofPerson(id: number, entitlement: Entitlement, now: Date): LiveAccess | undefined;
}

/**
 * Indexes a state for many questions. Access is live while the ledger confirms its grant and, at the moment of the question, one of its leases
 * has begun and not ended.
 */
export function indexLiveAccess({ holdings }: HeldState): LiveAccessIndex {
  const byPerson = new Map<string, Set<HoldingRecord>>();
  for (const record of holdings.values())
    for (const { subject } of record.held === "yes" ? record.leases : []) {
      const key = personKey(subject.id, record.entitlement);
      const known = byPerson.get(key);
      if (known === undefined) byPerson.set(key, new Set([record]));
      else known.add(record);
    }
  return {
    ofPrincipal(principal, entitlement, now) {
      const record = holdings.get(holdingKey({ principal, entitlement }));
      return record === undefined ? undefined : findLive(record, record.leases, now);
    },
    ofPerson(id, entitlement, now) {
      for (const record of byPerson.get(personKey(id, entitlement)) ?? []) {
        const own = record.leases.filter(({ subject }) => subject.id === id);
        const found = findLive(record, own, now);
        if (found !== undefined) return found;
      }
      return undefined;
    },
  };
}

const personKey = (id: number, entitlement: Entitlement): string => `${id} ${entitlementKey(entitlement)}`;

/** Until the end that the provider confirmed: a lease that carries on has no grant before its own is confirmed. */
function findLive(
  { held, confirmed }: HoldingRecord,
  leases: readonly Lease[],
  now: Date,
): LiveAccess | undefined {
  if (held !== "yes" || confirmed === undefined || !(now < confirmed.until)) return undefined;
  const live = leases.filter((each) => isLive(each, now));
  const lease = live.find(({ verifiedAt }) => verifiedAt !== undefined) ?? live[0];
  const until = heldUntil(leases, now);
  if (lease === undefined || until === undefined) return undefined;
  return { lease, until: min([until, confirmed.until]) };
}
