import { describeEntitlement } from "../../core/access/entitlement.ts";
import { heldUntil, holdingKey, sameIds } from "../../core/access/holding.ts";
import type { Lease } from "../../core/access/lease.ts";
import { lateSeconds } from "../../core/access/traits.ts";
import type { Decision } from "../../core/decision/decision.ts";
import type { Evidence } from "../../core/decision/evidence.ts";
import type { HoldingRecord } from "../../core/ledger/holding-record.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import type { Intent, MetRule } from "../../core/ledger/ledger-entry.ts";
import { findByIds } from "../../core/ledger/ledger-index.ts";
import { grantableAt } from "../../core/plan/grantable.ts";
import { isRevocation, planChanges, timeOf } from "../../core/plan/plan.ts";
import { askProvider } from "../evidence/list.ts";
import type { Deps } from "../round/deps.ts";

type IntendDeps = Pick<Deps, "providers" | "now" | "rechecks">;

/** An approved request, with what proves it. */
export interface Proven {
  readonly evidence: Evidence;
  readonly decision: Decision;
  /** How many entitlements the request has. */
  readonly of: number;
}

/**
 * Makes the intent that goes to the ledger before a grant: the provider's immutable ids, and whether the access was held before.
 * Returns a time instead if the grant has to wait until then. Throws when the provider cannot tell.
 */
export async function intend(
  deps: IntendDeps,
  state: LedgerState,
  lease: Lease,
  { evidence, decision, of }: Proven,
): Promise<Intent | Date> {
  const { principal, entitlement } = lease;
  const { file, merge, pull } = evidence;
  const provider = deps.providers.get(entitlement.provider);
  if (provider === undefined || file === undefined || merge === undefined)
    throw new Error(`#${pull.number} was approved without a provider, a file or a merge.`);
  const [ids, traits] = await Promise.all([provider.identify(principal, entitlement), provider.traits()]);
  // Before asking the provider: a call of ours that takes effect later would count as another's grant.
  const now = deps.now();
  const knownSince = (other: HoldingRecord): Date =>
    deps.rechecks.knownSince(JSON.stringify([holdingKey(other), other.revocations.length]), now);
  const later = grantableAt(
    state,
    { principal, entitlement, ids },
    { lateSeconds: lateSeconds(traits), now, knownSince },
  );
  if (later !== undefined) return later;
  const record = state.holdings.get(holdingKey(lease));
  const ours = record !== undefined && (record.held !== "no" || isLeased(record, now));
  return {
    kind: "intent",
    principal,
    entitlement,
    at: now,
    lease,
    ids,
    container: traits.container,
    heldBefore: ours
      ? record.heldBefore
      : await isHeldByOthers(deps, state, now, { principal, entitlement, ids }),
    proof: {
      head: pull.head.sha,
      merge: merge.commit,
      blob: file.blob,
      externalId: merge.checkExpected,
      codeowners: decision.on.codeowners,
      reviews: decision.reviews,
      met: listMet(decision),
    },
    of,
  };
}

const listMet = ({ verdicts }: Decision): MetRule[] =>
  verdicts.flatMap((verdict) =>
    verdict.status === "met" ? [{ rule: verdict.rule, says: verdict.says }] : [],
  );

/**
 * True if one of these expired leases had to wait for an earlier end of the same access when it began: then it was not merged too late.
 * False if the provider cannot identify the access.
 */
export async function hadToWait(
  deps: IntendDeps,
  state: LedgerState,
  leases: readonly Lease[],
): Promise<boolean> {
  const waits = await Promise.all(
    leases.map(async ({ principal, entitlement, startsAt }) => {
      const provider = deps.providers.get(entitlement.provider);
      const found = provider && Promise.all([provider.identify(principal, entitlement), provider.traits()]);
      const [ids, traits] = (await found?.catch(() => undefined)) ?? [];
      if (ids === undefined || traits === undefined) return false;
      const times = { lateSeconds: lateSeconds(traits), now: startsAt, knownSince: () => startsAt };
      return grantableAt(state, { principal, entitlement, ids }, times) !== undefined;
    }),
  );
  return waits.includes(true);
}

/** Revoked access is granted again while a lease is live, and another replica may have done so. */
const isLeased = (record: HoldingRecord, now: Date): boolean =>
  heldUntil(record.leases, timeOf(record, now)) !== undefined;

type Wanted = Pick<Intent, "principal" | "entitlement" | "ids">;

/** True if another's grant gives the access. Throws while a late call of ours is in effect there, because that is revoked first. */
async function isHeldByOthers(
  { providers }: Pick<Deps, "providers">,
  state: LedgerState,
  now: Date,
  { principal, entitlement, ids }: Wanted,
): Promise<boolean> {
  const { provider } = entitlement;
  const listing = await askProvider(provider, [entitlement], providers);
  // Plan only these holdings: a plan of all would be made once per grant.
  const holdings = new Map(findByIds(state.holdings, ids));
  const { changes } = planChanges({ ...state, holdings }, new Map([[provider, listing]]), now);
  if (changes.some((change) => isRevocation(change) && sameIds(change.holding.ids, ids)))
    throw new Error(
      `A late call gave ${JSON.stringify(principal)} ${describeEntitlement(entitlement)} again after its end. Hallpass revokes that first, and then grants.`,
    );
  return listing.grants.some((grant) => grant.origin !== "ours" && sameIds(grant.ids, ids));
}
