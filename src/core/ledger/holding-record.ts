import { max } from "date-fns/max";
import type { Connection } from "../access/connection.ts";
import type { Entitlement } from "../access/entitlement.ts";
import type { HoldingIds } from "../access/holding.ts";
import { hasEnded, type Lease } from "../access/lease.ts";
import type { ProviderTraits } from "../access/traits.ts";
import type { Revoked } from "./ledger-entry.ts";

/** The ledger's state of one principal and entitlement. */
export interface HoldingRecord {
  readonly principal: string;
  readonly entitlement: Entitlement;
  readonly ids: HoldingIds;
  readonly container: ProviderTraits["container"];
  /** The access existed before ours. Read when a first lease is recorded; later leases of an unrevoked holding keep the value. */
  readonly heldBefore: boolean;
  /** `undetermined`: an intent is recorded, its outcome is not. */
  readonly held: "undetermined" | "yes" | "no";
  /** The end the provider last confirmed, when it confirmed it, and how the person uses the access. */
  readonly confirmed?: { readonly until: Date; readonly at: Date; readonly connection?: Connection };
  readonly leases: readonly Lease[];
  /** All revocations, oldest first, each with its planned and its actual time. */
  readonly revocations: readonly Revocation[];
  /** Set while revocations fail: time of the first failure, time and code of the last. */
  readonly failing?: { readonly since: Date; readonly at: Date; readonly code: string };
}

export type Revocation = Pick<Revoked, "scheduled" | "at" | "because" | "left">;

/**
 * How far a lease is, by the ledger. `planned`: before its start. `pending`: an intent without an outcome. `held`: the provider granted the
 * holding, but not yet to the end of this lease, as after an extension. `confirmed`: it did. `ended`: also where the revocation is late.
 */
export type LeaseStage = "planned" | "pending" | "held" | "confirmed" | "ended";

/** Texts, labels and answers have words of their own for it; this is the only place that judges. */
export function judgeLease({ held, confirmed }: HoldingRecord, lease: Lease, now: Date): LeaseStage {
  if (hasEnded(lease, now)) return "ended";
  if (now < lease.startsAt) return "planned";
  if (held !== "yes") return "pending";
  return confirmed === undefined || confirmed.until < lease.endsAt ? "held" : "confirmed";
}

/** True if the access existed before ours, so nothing was removed. Old ledger entries lack `left`; for these the holding decides. */
export const wasLeft = ({ left }: Revocation, { container, heldBefore }: HoldingRecord): boolean =>
  left ?? (container === "shared" && heldBefore);

/**
 * The time a revocation counts from: the later of its planned and its actual time, because the recording clock may be behind. A removal
 * by hand may precede the planned end, so its own time counts.
 */
export const overSince = ({ at, scheduled, because }: Revocation): Date =>
  because === "by-hand" ? at : max([at, scheduled]);
