import type { UseRecord } from "../access/activity.ts";
import type { Connection } from "../access/connection.ts";
import type { Entitlement } from "../access/entitlement.ts";
import type { HoldingIds } from "../access/holding.ts";
import type { EndLayer, EndReason, Lease, Person } from "../access/lease.ts";
import type { CountedReview } from "../access/review.ts";
import type { ProviderTraits } from "../access/traits.ts";
import type { Adoption } from "./adoption.ts";
import type { ApprovedRequest, AskedRequest } from "./asked-request.ts";
import type { ReceiptRecord } from "./receipt-record.ts";
import type { Refusal } from "./refusal.ts";

/** The origin of a lease: enough to check the decision again from git and GitHub. */
export interface Proof {
  readonly head: string;
  readonly merge: string;
  readonly blob: string;
  readonly externalId: string;
  /** The CODEOWNERS file that applied. This, `reviews` and `met` are absent in old entries. */
  readonly codeowners?: string;
  readonly reviews?: readonly CountedReview[];
  /** Each rule of the decision, with the reason why it was met. */
  readonly met?: readonly MetRule[];
}

export interface MetRule {
  readonly rule: string;
  readonly says: string;
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
  /** How many entitlements the request has. Absent in old entries. */
  readonly of?: number;
}

/** The provider holds it. `changed` is false when nothing had to be written. */
export interface Granted extends About {
  readonly kind: "granted";
  readonly until: Date;
  readonly changed: boolean;
  /** How the person uses it. Absent where there is nothing to type or open, and in old entries. */
  readonly connection?: Connection;
  /** The person is invited, and holds it once they accept. */
  readonly invited?: boolean;
}

/** The provider holds it no longer. */
export interface Revoked extends About {
  readonly kind: "revoked";
  readonly because: EndReason;
  /** When it should have ended; `at` is when it did. */
  readonly scheduled: Date;
  readonly sessionsEnded: number;
  /** True if the access existed before ours, so nothing was removed. Absent in old entries: see `wasLeft`. */
  readonly left?: boolean;
  /** What took it away. Absent in old entries, and where nothing was removed. */
  readonly layer?: EndLayer;
}

/** The request was verified once more after its grant, and still holds. */
export interface Verified {
  readonly kind: "verified";
  readonly request: string;
  readonly at: Date;
}

/** Ends every lease of the request now, before its planned end. The access is revoked next. */
export interface Ended {
  readonly kind: "ended";
  readonly request: string;
  readonly because: EndReason;
  /** The person who ended it early. */
  readonly by?: Person;
  readonly at: Date;
}

/** A revocation failed, so ended access is still held. It is retried. */
export interface Failed extends About {
  readonly kind: "failed";
  /** A fixed word for what went wrong; details are in the private log. */
  readonly code: string;
}

/** A merged request that grants nothing, for good. */
export interface Refused {
  readonly kind: "refused";
  readonly refusal: Refusal;
  readonly at: Date;
}

/** Rules that count from now on. */
export interface Adopted {
  readonly kind: "adopted";
  readonly adoption: Adoption;
  readonly at: Date;
}

/** The members of an approving team, as GitHub lists them now. */
export interface Observed {
  readonly kind: "observed";
  readonly team: { readonly id: number; readonly slug: string };
  readonly members: readonly Person[];
  /** Of its child teams, and not of the team itself. Absent: none. */
  readonly childMembers?: readonly Person[];
  /** The first look of this installation, which finds people whose membership counts as old. */
  readonly first: boolean;
  readonly at: Date;
}

/** A pull request asks for access. */
export interface Asked {
  readonly kind: "asked";
  readonly asked: AskedRequest;
  readonly at: Date;
}

/** A merged request is approved, and its start is yet to come. */
export interface Approved {
  readonly kind: "approved";
  readonly approved: ApprovedRequest;
  readonly at: Date;
}

/** A pull request that asked for access was closed without a merge. */
export interface Closed {
  readonly kind: "closed";
  readonly pull: number;
  /** Codes of what stood in its way then. */
  readonly codes: readonly string[];
  readonly at: Date;
}

/** A pull request that removed requests was merged. */
export interface ReceiptMerged {
  readonly kind: "receipt";
  readonly receipt: ReceiptRecord;
  readonly at: Date;
}

/** How a lease that has ended was used, by the provider's log. `at`: when it was read. */
export interface Used extends About {
  readonly kind: "used";
  readonly request: string;
  readonly use: UseRecord;
}

/** About one holding. */
export type HoldingEntry = Intent | Granted | Revoked | Failed;

/** About one pull request. */
export type PullEntry = Asked | Approved | Closed;

export type LedgerEntry =
  | HoldingEntry
  | Verified
  | Ended
  | Refused
  | Adopted
  | Observed
  | PullEntry
  | ReceiptMerged
  | Used;

/** The entries that a process journals locally first, because the ledger may be out of reach when they happen. */
export type JournalEntry = HoldingEntry | Ended;

export const isHoldingEntry = (entry: LedgerEntry): entry is HoldingEntry =>
  ["intent", "granted", "revoked", "failed"].includes(entry.kind);
