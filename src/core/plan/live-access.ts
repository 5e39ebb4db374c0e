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
    for (const { subject } of isGranted(record) ? record.leases : []) {
      const key = personKey(subject.id, record.entitlement);
      const known = byPerson.get(key);
      if (known === undefined) byPerson.set(key, new Set([record]));
      else known.add(record);
    }
  return {
    ofPrincipal(principal, entitlement, now) {
      const record = holdings.get(holdingKey({ principal, entitlement }));
      return record === undefined || !isGranted(record) ? undefined : findLive(record.leases, now);
    },
    ofPerson(id, entitlement, now) {
      const own = [...(byPerson.get(personKey(id, entitlement)) ?? [])].flatMap(({ leases }) => leases);
      return findLive(
        own.filter(({ subject }) => subject.id === id),
        now,
      );
    },
  };
}

const isGranted = ({ held, confirmed }: HoldingRecord): boolean => held === "yes" && confirmed !== undefined;

const personKey = (id: number, entitlement: Entitlement): string => `${id} ${entitlementKey(entitlement)}`;

function findLive(leases: readonly Lease[], now: Date): LiveAccess | undefined {
  const live = leases.filter((each) => isLive(each, now));
  const lease = live.find(({ verifiedAt }) => verifiedAt !== undefined) ?? live[0];
  const until = heldUntil(leases, now);
  return lease === undefined || until === undefined ? undefined : { lease, until };
}
