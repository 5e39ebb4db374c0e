import type { Entitlement } from "../entitlement.ts";
import type { Finding } from "../finding.ts";
import type { Holding, HoldingIds } from "../holding.ts";
import type { Power } from "../power.ts";

export interface ProviderTraits {
  /** `separate`: our grant can be told from anybody else's. `shared`: it cannot, so what was held before is never touched. */
  readonly container: "separate" | "shared";
  /** How a grant ends when nobody acts. */
  readonly nativeExpiry: "enforced" | "removed" | "timer" | "none";
  /** What becomes of a session that is open when the grant is revoked. */
  readonly sessions: "ended" | "survive";
  /** Seconds until a listing shows what was just written. */
  readonly consistencySeconds: number;
  /** Seconds after which a call is given up; its effect may still land. */
  readonly deadlineSeconds: number;
}

/** For how long after it was made a call may still take effect, and that not show in a listing. */
export const lateSeconds = ({ deadlineSeconds, consistencySeconds }: ProviderTraits): number =>
  2 * deadlineSeconds + consistencySeconds;

/** What a provider says is held now. */
export interface Grant {
  readonly principal: string;
  readonly entitlement: Entitlement;
  readonly ids: HoldingIds;
  readonly origin: "ours" | "standing" | "unknown";
  /** Who made it, by the provider's name for them, and since when it is held: where the provider tells. */
  readonly grantedBy?: string;
  readonly since?: Date;
}

/** What a provider did. `changed` is false when the state was already as asked. */
export interface Receipt {
  readonly changed: boolean;
  readonly sessionsEnded: number;
}

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
