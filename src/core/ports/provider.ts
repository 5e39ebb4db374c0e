import type { Entitlement } from "../access/entitlement.ts";
import type { Grant, Receipt } from "../access/grant.ts";
import type { Holding, HoldingIds } from "../access/holding.ts";
import type { Power } from "../access/power.ts";
import type { ProviderTraits } from "../access/traits.ts";
import type { Finding } from "../findings/finding.ts";

/**
 * A system that gives access and takes it back. It never decides; it carries out.
 * Every method throws `ProviderError` when the outside world fails, and never returns part of an answer.
 */
export interface Provider {
  readonly name: string;
  /** Asked of the provider where they depend on it (a server's version). */
  traits(): Promise<ProviderTraits>;
  /** What cannot be right, seen without a network. Runs at review. */
  check(entitlement: Entitlement): Finding[];
  /** What of power over Hallpass an entitlement gives, seen without a network. Absent = this provider has none to give. */
  powers?(entitlement: Entitlement): readonly Power[];
  /** The immutable names behind a principal and an entitlement. Throws when either does not exist. */
  identify(principal: string, entitlement: Entitlement): Promise<HoldingIds>;
  /** Who holds these now, ours or not. */
  listGrants(entitlements: readonly Entitlement[]): Promise<Grant[]>;
  /** Makes it held until `holding.until` (longer or shorter than before). Idempotent. Throws when `ids` no longer match. */
  hold(holding: Holding): Promise<Receipt>;
  /** Takes ours back by recorded ids and ends live sessions where it can. Gone already is success. */
  revoke(holding: Holding): Promise<Receipt>;
  /**
   * All access that can be seen there, whoever gave it and whether or not anybody may ask for it. Throws midway rather than
   * ending early. Absent = this provider cannot tell.
   */
  inventory?(): AsyncIterable<Grant>;
  /**
   * Removes what is left of a grant that somebody took back by hand: the planted timer, and sessions that outlived it. They may give it
   * again, which must not end then. Absent = nothing is ever left.
   */
  forget?(holding: Holding): Promise<void>;
  /**
   * What an administrator runs there to take back what somebody else gave, in the provider's own language, without a network.
   * Absent = this provider has no such language.
   */
  describeRemoval?(grant: Pick<Grant, "principal" | "entitlement" | "grantedBy">): string;
  /** Can these credentials do the work, and no more? What is wrong with them; only `hallpass doctor` and the attester ask. */
  diagnose?(): Promise<Finding[]>;
  /** Releases connections. The provider is not used afterwards. */
  close(): Promise<void>;
}
