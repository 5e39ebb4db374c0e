import type { Evidence } from "../core/evidence.ts";
import { holdingKey, sameIds } from "../core/holding.ts";
import type { Lease } from "../core/lease.ts";
import type { LedgerState } from "../core/ledger.ts";
import type { Intent } from "../core/ledger-entry.ts";
import type { Deps } from "./deps.ts";

type Needs = Pick<Deps, "providers" | "now">;

/**
 * What is written to the ledger before a lease is granted: the provider's immutable ids, and whether the same was held before.
 * Throws when the provider cannot say.
 */
export async function intend(
  deps: Needs,
  state: LedgerState,
  lease: Lease,
  evidence: Evidence,
): Promise<Intent> {
  const { principal, entitlement } = lease;
  const { file, merge, pull } = evidence;
  const provider = deps.providers.get(entitlement.provider);
  if (provider === undefined || file === undefined || merge === undefined)
    throw new Error(`#${pull.number} was approved without a provider, a file or a merge.`);
  const [ids, { container }, grants] = await Promise.all([
    provider.identify(principal, entitlement),
    provider.traits(),
    provider.listGrants([entitlement]),
  ]);
  const record = state.holdings.get(holdingKey(lease));
  const ours = record !== undefined && record.held !== "no";
  const { head } = pull;
  return {
    kind: "intent",
    principal,
    entitlement,
    at: deps.now(),
    lease,
    ids,
    container,
    heldBefore: ours
      ? record.heldBefore
      : grants.some((grant) => grant.origin !== "ours" && sameIds(grant.ids, ids)),
    proof: { head: head.sha, merge: merge.commit, blob: file.blob, externalId: merge.checkExpected },
  };
}
