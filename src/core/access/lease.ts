import type { UseRecord } from "./activity.ts";
import type { Basis } from "./basis.ts";
import type { Entitlement } from "./entitlement.ts";

/** A GitHub account: decided on by `id`, shown by `login`. */
export interface Person {
  readonly id: number;
  readonly login: string;
}

/** Why a lease is over. */
export const END_REASONS = [
  /** Its planned end. */
  "expiry",
  /** Its file was removed from the default branch by a verified pull request. */
  "removal",
  /** Its subject or an approver ended it with a comment. */
  "command",
  /** The issue or pull request it was for was closed. */
  "closed",
  /** Its subject left the organisation, or was suspended. */
  "left",
  /** The policies no longer allow it. */
  "policy",
  /** The grant was removed at the provider by hand. */
  "by-hand",
  /** The second verification, after the grant, failed. */
  "unproven",
] as const;

export type EndReason = (typeof END_REASONS)[number];

/** The version of a policy that was applied: `git show COMMIT:policies/…` shows it. */
export interface AppliedPolicy {
  readonly name: string;
  readonly blob: string;
  /** The commit of the default branch whose rules applied. */
  readonly commit: string;
}

/** The right of a subject to hold one entitlement, from one request in git. */
export interface Lease {
  /** `<team>/<name>`; with the entitlement it names the lease, once and for ever. */
  readonly request: string;
  readonly entitlement: Entitlement;
  /** The subject's account at the provider, from the identity map, frozen at the intent. */
  readonly principal: string;
  readonly subject: Person;
  /** The author of the pull request, if it is not the subject. */
  readonly requester?: Person;
  readonly approvers: readonly Person[];
  /** Set where no owner had to approve it before it was granted. */
  readonly basis?: Basis;
  /** Those who could have approved it, where nobody had to: they may end it. */
  readonly owners?: readonly Person[];
  /** The policy that was applied; absent in leases from before it was recorded. */
  readonly policy?: AppliedPolicy;
  readonly pull: number;
  readonly reason: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** The request that this one extends: it begins where that one's lease ends. */
  readonly extends?: string;
  /** The issue or pull request of the access repository whose closing ends it. */
  readonly until?: number;
  /** When the second verification, after the grant, succeeded. */
  readonly verifiedAt?: Date;
  /** Set once the lease has ended; `by` is the person who ended it early. */
  readonly ended?: { readonly at: Date; readonly because: EndReason; readonly by?: Person };
  /** How it was used, once the provider's log was read after its end. Absent: not read yet, or there is no log. */
  readonly used?: UseRecord;
}

/** What took access away. An early end and a removal by hand say so themselves: see `EndReason`. */
export const END_LAYERS = [
  /** It was gone when Hallpass came: the provider's own timer ended it, or a reaper did. */
  "gone",
  /** The server's timer. */
  "server",
  /** A scheduled run of `hallpass once`. */
  "once",
] as const;

export type EndLayer = (typeof END_LAYERS)[number];

// Runs for every holding in every round, so it avoids the copies that date-fns makes. Comparisons with an invalid date are false, as there.

/** `startsAt` is inside, `endsAt` is outside. */
export const isLive = (lease: Lease, now: Date): boolean =>
  lease.ended === undefined && !(now < lease.startsAt) && now < lease.endsAt;

/** When it ended, or its planned end. */
export const endOf = (lease: Lease): Date => lease.ended?.at ?? lease.endsAt;

/** True if it ended for another reason than its planned end. */
export const wasEndedEarly = ({ ended }: Lease): boolean => ended !== undefined && ended.because !== "expiry";

export const hasEnded = (lease: Lease, now: Date): boolean =>
  lease.ended !== undefined || !(now < lease.endsAt);
