import { type Entitlement, entitlementKey } from "./entitlement.ts";
import { type HoldingIds, holdingKey } from "./holding.ts";
import { type EndReason, hasEnded, isLive, type Lease } from "./lease.ts";
import type { ProviderTraits } from "./ports/provider.ts";

/** What the ledger knows of one principal and entitlement. */
export interface HoldingRecord {
  readonly principal: string;
  readonly entitlement: Entitlement;
  readonly ids: HoldingIds;
  readonly container: ProviderTraits["container"];
  /** Somebody else's grant was there before ours. Set while no lease of ours is live, inherited afterwards. */
  readonly heldBefore: boolean;
  /** `undetermined`: an intent stands, its outcome is not known. */
  readonly held: "undetermined" | "yes" | "no";
  /** The last end the provider confirmed to hold until, and when it did. */
  readonly confirmed?: { readonly until: Date; readonly at: Date };
  readonly leases: readonly Lease[];
}

/** A request id is used once, for ever. */
export interface SeenRequest {
  readonly request: string;
  readonly pull: number;
  readonly blob: string;
  readonly at: Date;
}

/** `holdings` by `holdingKey`, `seen` by request id. */
export interface LedgerState {
  readonly holdings: ReadonlyMap<string, HoldingRecord>;
  readonly seen: ReadonlyMap<string, SeenRequest>;
}

/** Where a lease came from: enough to check the decision again from git and GitHub. */
export interface Proof {
  readonly head: string;
  readonly merge: string;
  readonly blob: string;
  readonly externalId: string;
}

interface About {
  readonly principal: string;
  readonly entitlement: Entitlement;
  readonly at: Date;
}

/** Accepted on the ledger before a grant is made: that push is the lock. */
export interface Intent extends About {
  readonly kind: "intent";
  readonly lease: Lease;
  readonly ids: HoldingIds;
  readonly container: ProviderTraits["container"];
  readonly heldBefore: boolean;
  readonly proof: Proof;
}

/** The provider holds it. `changed` is false when nothing had to be written. */
export interface Granted extends About {
  readonly kind: "granted";
  readonly until: Date;
  readonly changed: boolean;
}

/** The provider holds it no longer. */
export interface Revoked extends About {
  readonly kind: "revoked";
  readonly because: EndReason;
  /** When it should have ended; `at` is when it did. */
  readonly scheduled: Date;
  readonly sessionsEnded: number;
}

export type LedgerEntry = Intent | Granted | Revoked;

export const emptyLedger: LedgerState = { holdings: new Map(), seen: new Map() };

/** The state after these entries. Throws when an outcome names a holding that no intent made. */
export function applyEntries(state: LedgerState, entries: readonly LedgerEntry[]): LedgerState {
  const holdings = new Map(state.holdings);
  const seen = new Map(state.seen);
  for (const entry of entries) {
    const key = holdingKey(entry);
    const before = holdings.get(key);
    if (entry.kind === "intent") {
      holdings.set(key, recordIntent(before, entry));
      seen.set(entry.lease.request, {
        request: entry.lease.request,
        pull: entry.lease.pull,
        blob: entry.proof.blob,
        at: entry.at,
      });
    } else if (before === undefined) {
      throw new Error(`The ledger has no holding "${key}" that this ${entry.kind} entry could follow.`);
    } else {
      holdings.set(
        key,
        entry.kind === "granted" ? recordGranted(before, entry) : recordRevoked(before, entry),
      );
    }
  }
  return { holdings, seen };
}

function recordIntent(before: HoldingRecord | undefined, { lease, ids, container, heldBefore }: Intent) {
  const { principal, entitlement } = lease;
  if (before === undefined || before.held === "no") {
    const past = before?.leases ?? [];
    const held = "undetermined" as const;
    return { principal, entitlement, ids, container, heldBefore, held, leases: [...past, lease] };
  }
  const known = before.leases.some((other) => isSameLease(other, lease));
  return known ? before : { ...before, leases: [...before.leases, lease] };
}

const recordGranted = (before: HoldingRecord, { until, at }: Granted): HoldingRecord => ({
  ...before,
  held: "yes",
  confirmed: { until, at },
});

/** Ends what it is about and nothing else: a lease that was live, or not begun, when the access was taken back goes on. */
function recordRevoked(before: HoldingRecord, { at, because }: Revoked): HoldingRecord {
  const end = (lease: Lease): Lease => {
    if (lease.ended !== undefined) return lease;
    if (hasEnded(lease, at)) return { ...lease, ended: { at, because: "expiry" } };
    return because !== "expiry" && isLive(lease, at) ? { ...lease, ended: { at, because } } : lease;
  };
  const { confirmed: _, ...rest } = before;
  return { ...rest, held: "no", leases: before.leases.map(end) };
}

const isSameLease = (a: Lease, b: Lease): boolean =>
  a.request === b.request && entitlementKey(a.entitlement) === entitlementKey(b.entitlement);

/** Every lease the ledger knows, whatever became of it. */
export const listLeases = (state: LedgerState): Lease[] =>
  [...state.holdings.values()].flatMap((record) => record.leases);
