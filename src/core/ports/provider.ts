import type { Activity } from "../access/activity.ts";
import type { Connection } from "../access/connection.ts";
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
  /**
   * The system keeps nothing: the ledger alone says who holds what, and others ask Hallpass. So nothing is compared with a listing. Absent = the
   * system keeps its grants.
   */
  readonly byLease?: true;
  /** May ask the provider, where the traits depend on the version of its server. */
  traits(): Promise<ProviderTraits>;
  /** Mistakes in the entitlement that can be found without a network. Runs at review. */
  check(entitlement: Entitlement): Finding[];
  /** The power over Hallpass that an entitlement gives, found without a network. Absent = this provider gives none. */
  powers?(entitlement: Entitlement): readonly Power[];
  /** The immutable names behind a principal and an entitlement. Throws when either does not exist. */
  identify(principal: string, entitlement: Entitlement): Promise<HoldingIds>;
  /** All grants of these entitlements that exist now, ours and others. */
  listGrants(entitlements: readonly Entitlement[]): Promise<Grant[]>;
  /** Grants until `holding.until`, or moves the end of an existing grant there. Idempotent. Throws when `ids` no longer match. */
  hold(holding: Holding): Promise<Receipt>;
  /** Revokes our grant by its recorded ids, and ends live sessions where it can. Succeeds if the grant is already gone. */
  revoke(holding: Holding): Promise<Receipt>;
  /**
   * All grants at the provider, also those made by others and those no policy offers. Throws midway rather than ending early. Absent =
   * this provider cannot list them.
   */
  inventory?(): AsyncIterable<Grant>;
  /**
   * After a removal by hand, removes what is left of our grant: its timer and open sessions. Otherwise the timer would end a grant that an
   * administrator makes later. Absent = nothing is ever left.
   */
  forget?(holding: Holding): Promise<void>;
  /**
   * The command that an administrator runs at the provider to remove a grant that is not ours. Works without a network. Absent = the
   * provider has no command language.
   */
  describeRemoval?(grant: Pick<Grant, "principal" | "entitlement" | "grantedBy">): string;
  /**
   * How the principal uses the access, for the comment on a grant and for `hallpass status`. Works without a network. Absent = there is
   * nothing to type or open.
   */
  connect?(access: Pick<Holding, "principal" | "entitlement">): Connection | undefined;
  /**
   * What a holder may do with it, as at most a dozen short phrases for approvers (`toPhrases`), the widest first: `SELECT on 12 tables: orders,
   * refunds and 10 more`. Each completes "It may …". Reads the system's catalogue with the rights that the adapter needs anyway, and changes
   * nothing; `undefined` where the catalogue does not tell. Absent = the system cannot tell cheaply.
   */
  listAbilities?(entitlement: Entitlement): Promise<readonly string[] | undefined>;
  /**
   * The principal's actions with the access, from a time to its end, oldest first, at most a thousand. An empty list says that there were
   * none; `undefined`, that this server does not tell. Absent = Hallpass can read no log of the provider. `signal`: nobody waits for the answer
   * any more; whatever is read stops then.
   */
  activity?(holding: Holding, from: Date, signal?: AbortSignal): Promise<Activity[] | undefined>;
  /** The mistakes of these credentials: missing or excessive rights. Called only by `hallpass doctor` and the installation monitor. */
  diagnose?(): Promise<Finding[]>;
  /** Releases connections. The provider is not used afterwards. */
  close(): Promise<void>;
}
