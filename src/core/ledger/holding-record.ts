import { max } from "date-fns/max";
import type { Entitlement } from "../access/entitlement.ts";
import type { HoldingIds } from "../access/holding.ts";
import type { Lease } from "../access/lease.ts";
import type { ProviderTraits } from "../access/traits.ts";
import type { Revoked } from "./ledger-entry.ts";

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
  /** Every time it was taken back, oldest first: when it should have ended, and when it did. */
  readonly revocations: readonly Revocation[];
  /** Set while it cannot be taken back: since when that is tried, and what was said of it last. */
  readonly failing?: { readonly since: Date; readonly at: Date; readonly code: string };
}

export type Revocation = Pick<Revoked, "scheduled" | "at" | "because" | "left">;

/** What a revocation does not tell, its holding does: the same for all that are old enough not to. */
export const wasLeft = ({ left }: Revocation, { container, heldBefore }: HoldingRecord): boolean =>
  left ?? (container === "shared" && heldBefore);

/** When it was over at the latest: not before its end, whoever's clock was behind, unless somebody took it back by hand. */
export const overSince = ({ at, scheduled, because }: Revocation): Date =>
  because === "by-hand" ? at : max([at, scheduled]);
