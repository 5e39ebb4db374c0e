import type { Lease } from "../access/lease.ts";
import type { HoldingRecord } from "../ledger/holding-record.ts";
import type { LedgerState } from "../ledger/ledger.ts";
import type { PastEntry } from "./ledger-commit.ts";

/** What changed from one state of the ledger to the next: the keys of the changed holdings, and the paths of new refusals. */
export interface StateChange {
  readonly before: LedgerState;
  readonly after: LedgerState;
  readonly holdings: readonly string[];
  readonly refusals: readonly string[];
}

/** The entries that explain a change of the state, of a ledger that did not keep them. `at`: the commit's time. */
export function deriveEntries({ before, after, holdings, refusals }: StateChange, at: Date): PastEntry[] {
  const changed = holdings.flatMap((key): PastEntry[] => {
    const record = after.holdings.get(key);
    return record === undefined ? [] : explain(before.holdings.get(key), record, at);
  });
  const refused = refusals.flatMap((path): PastEntry[] => {
    const refusal = after.refusals.get(path);
    return refusal === undefined ? [] : [{ kind: "refused", refusal, at: refusal.at }];
  });
  const adopted = after.adoptions
    .slice(before.adoptions.length)
    .map((adoption): PastEntry => ({ kind: "adopted", adoption, at: adoption.at }));
  return [...adopted, ...changed, ...refused];
}

function explain(before: HoldingRecord | undefined, after: HoldingRecord, at: Date): PastEntry[] {
  const { principal, entitlement } = after;
  const about = { principal, entitlement };
  const known = before?.leases ?? [];
  const { confirmed, failing } = after;
  const revocations = after.revocations.slice(before?.revocations.length ?? 0);
  return [
    ...after.leases
      .slice(known.length)
      .map((lease): PastEntry => ({ kind: "intent", ...about, at, lease, ...pick(after) })),
    ...(confirmed && confirmed.at.getTime() !== before?.confirmed?.at.getTime()
      ? [{ kind: "granted" as const, ...about, ...confirmed, changed: true }]
      : []),
    ...known.flatMap((lease, index) => explainLease(lease, after.leases[index])),
    ...revocations.map((each): PastEntry => ({ kind: "revoked", ...about, ...each, sessionsEnded: 0 })),
    ...(failing && failing.at.getTime() !== before?.failing?.at.getTime()
      ? [{ kind: "failed" as const, ...about, at: failing.at, code: failing.code }]
      : []),
  ];
}

const pick = ({ ids, container, heldBefore }: HoldingRecord) => ({ ids, container, heldBefore });

/** An expiry is the revocation's, not an entry of its own. */
function explainLease(before: Lease, after: Lease | undefined): PastEntry[] {
  const { request } = before;
  const { verifiedAt, ended } = after ?? {};
  const isEnd =
    ended !== undefined && before.ended === undefined && !["expiry", "by-hand"].includes(ended.because);
  return [
    ...(verifiedAt && before.verifiedAt === undefined
      ? [{ kind: "verified" as const, request, at: verifiedAt }]
      : []),
    ...(isEnd ? [{ kind: "ended" as const, request, ...ended }] : []),
  ];
}
