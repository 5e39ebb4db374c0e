import type { Entitlement } from "../../core/access/entitlement.ts";
import type { Holding } from "../../core/access/holding.ts";
import type { Power } from "../../core/access/power.ts";
import type { Provider } from "../../core/ports/provider.ts";
import type { Abilities } from "../../providers/adapter/abilities.ts";

/**
 * What the suite needs of a provider: the means to look at it and change it from outside. The suite runs a case where the fields it needs are
 * there, and reports the others as not claimed. An object of functions: the suite copies it, and calls them without `this`.
 */
export interface Fixture {
  readonly provider: Provider;
  readonly entitlement: Entitlement;
  /** Two principals that hold nothing, and all that exist with a name that is an attack on the system's language. */
  readonly principals: {
    readonly first: string;
    readonly second: string;
    readonly hostile: string | readonly string[];
  };
  /** An entitlement with a resource, and one with a role, that exist nowhere. */
  readonly unknown?: { readonly resource: Entitlement; readonly role: Entitlement };
  /** A principal that does not exist. */
  readonly missing?: string;
  /** A principal that holds the entitlement without Hallpass. */
  readonly standing?: string;
  /** Makes the provider's system fail from now on, or work again. */
  fail?(isFailing: boolean): void;
  /** The end of what the suite holds. Absent = in a hundred years, so that nothing ends by itself while the suite runs. */
  readonly until?: Date;
  close(): Promise<void>;

  /** What the adapter claims. */
  readonly abilities?: Abilities;
  /** Entitlements and the power over Hallpass that each gives: at least one that gives some, and one that gives none if there is one. */
  readonly powers?: readonly { readonly entitlement: Entitlement; readonly gives: readonly Power[] }[];
  /** What the adapter tells approvers of the entitlement (`listAbilities`), as the system has it when the suite begins. */
  readonly told?: readonly string[];
  /** An administrator gives or takes the entitlement by hand, at the system itself, beside whatever Hallpass does at that moment. */
  readonly byHand?: {
    give(principal: string): Promise<void>;
    take(principal: string): Promise<void>;
  };
  /** Whether the principal can use the access now, tried at the system as the person would: a login, a query, a bind. */
  canUse?(principal: string): Promise<boolean>;
  /** A session that the principal opens while holding the access. */
  openSession?(principal: string): Promise<Session>;
  /** Disturbs each following call to the system, or none. For `slow`, give the provider a deadline of a second or two. */
  disturb?(disturbance: Disturbance | undefined): void;
  /** Resolves once nothing that was slow can take effect any more: it would disturb the next case. Absent = at once. */
  landed?(): Promise<void>;
  /** The disturbances that `disturb` can make. Absent = all. */
  readonly disturbances?: readonly Disturbance[];
  /**
   * Lets the system pass the end of the holding with no call of ours: by its own clock, or by `hold` with an end a second away and waiting.
   */
  expire?(holding: Holding): Promise<void>;
  /**
   * Deletes the account, or the role or resource, at the system. The suite does this last: to the second principal, then to the entitlement.
   */
  readonly drop?: { principal(principal: string): Promise<void>; entitlement(): Promise<void> };
  /** Another administrator removes the mark by which the adapter knows the principal's grant. */
  stripMark?(principal: string): Promise<void>;
  /** A provider of the same system whose configuration no longer names the entitlement. The suite closes it. */
  openUnmapped?(): Provider;
  /** Values that no error may contain: passwords, tokens, keys. */
  readonly secrets?: readonly string[];
  /** What a holder does to keep the access or to stop its end, each with all that the access gives. Runs while the principal holds it. */
  readonly hostile?: readonly HostilePlay[];
  /** Repeats a random test that failed. Absent = a new one each time; a failure names it. */
  readonly seed?: number;
}

/** What a test of an adapter must bring; the rest where the system can do it. */
export interface ProviderFixture extends Fixture {
  readonly unknown: { readonly resource: Entitlement; readonly role: Entitlement };
  readonly missing: string;
  readonly standing: string;
  fail(isFailing: boolean): void;
}

export interface Session {
  isAlive(): Promise<boolean>;
  close(): Promise<void>;
}

export interface HostilePlay {
  /** The row of the threat table: `HH1` to `HH6`. */
  readonly id: string;
  /** Completes "a holder who …": "keeps her own row locked". */
  readonly does: string;
  play(principal: string): Promise<void>;
  /** What the holder keeps beyond the access, as the adapter's page says: other people's grants, jobs, objects. Absent = nothing. */
  readonly survives?: string;
  /** Puts right what would disturb the next case. Runs after the access has ended, also after a failure. */
  clean?(principal: string): Promise<void>;
}

/**
 * `lost-answer`: the system does what it is asked, and the answer never arrives. `fails-after`: it does what it is asked and answers with a
 * server error. `throttled`: it answers 429 with `Retry-After: 7`, or its own way to say so. `partial`: a listing breaks off after its first
 * page. `slow`: the answer comes after the deadline, the effect later still.
 */
export type Disturbance = "lost-answer" | "fails-after" | "throttled" | "partial" | "slow";
