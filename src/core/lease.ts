import { isBefore } from "date-fns";
import type { Entitlement } from "./entitlement.ts";

/** A GitHub account: decided on by `id`, shown by `login`. */
export interface Person {
  readonly id: number;
  readonly login: string;
}

/** `unproven`: verified once more after the grant, it did not hold. */
export type EndReason = "expiry" | "removal" | "by-hand" | "unproven";

/** What git says a subject may hold, of one entitlement, by one request. */
export interface Lease {
  /** `<team>/<name>`; with the entitlement it names the lease, once and for ever. */
  readonly request: string;
  readonly entitlement: Entitlement;
  /** The subject's account at the provider, from the identity map, frozen at the intent. */
  readonly principal: string;
  readonly subject: Person;
  /** Who asked, when it was not the subject. */
  readonly requester?: Person;
  readonly approvers: readonly Person[];
  readonly pull: number;
  readonly reason: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** When it was found to hold once more, after the grant. */
  readonly verifiedAt?: Date;
  /** Set once the lease has ended. */
  readonly ended?: { readonly at: Date; readonly because: EndReason };
}

/** `startsAt` is inside, `endsAt` is outside. */
export const isLive = (lease: Lease, now: Date): boolean =>
  lease.ended === undefined && !isBefore(now, lease.startsAt) && isBefore(now, lease.endsAt);

export const hasEnded = (lease: Lease, now: Date): boolean =>
  lease.ended !== undefined || !isBefore(now, lease.endsAt);
