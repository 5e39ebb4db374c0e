/** What a replay of the history can find wrong. */
export const VIOLATIONS = {
  /** A commit of the ledger is not signed by its key, is a merge, or does not continue the line. */
  LEDGER_UNTRUSTED: "the ledger's line",
  /** The files of a ledger commit are not what its entries make of the commit before. */
  STATE_FORGED: "the ledger's state",
  /** A page for people does not say what the entries and the state say. */
  PAGE_FORGED: "the page for people",
  /** An entry cannot follow what is on record. */
  ENTRY_IMPOSSIBLE: "the order of entries",
  /** An entry is from after its own commit. */
  ENTRY_FROM_FUTURE: "the time of an entry",
  /** A commit that the ledger acted on, whose rules counted, or that a checkpoint names, is not on the default branch. */
  BRANCH_REWRITTEN: "the default branch",
  /** A merge by Hallpass, or a checkpoint, names a commit of the ledger that is not on it any more. */
  LEDGER_REWRITTEN: "the ledger's branch",
  /** A commit that no entry records names a commit of the ledger that is not on it. */
  LEDGER_CLAIMED: "a claim on the default branch",
  /** The ledger's commits, or a merge and its grant, are in another order than their times. */
  TIME_REVERSED: "the order of times",
  MERGE_MISSING: "the merge",
  /** GitHub's keys were given, and none of them signed the merge. */
  MERGE_UNSIGNED: "GitHub's signature of the merge",
  CONTENT_CHANGED: "the reviewed content",
  TERMS_CHANGED: "the lease",
  POLICY_CHANGED: "the policy",
  POLICY_EXCEEDED: "the policy's limits",
  /** A person was given access that the settings keep apart from other access of theirs. */
  DUTIES_JOINED: "the separation of duties",
  RULES_NOT_ADOPTED: "the rules",
  TOO_FEW_APPROVALS: "the number of approvals",
  APPROVER_NOT_OWNER: "the approver's team",
  APPROVER_BARRED: "the approver",
  REVIEW_MISMATCH: "the reviews",
  RECEIPT_MISMATCH: "the review after the end",
  /** Access was revoked later than it should have been, or is held still. */
  RAN_OVER: "the end",
  /** A merged request has no entry. */
  UNRECORDED: "the record of a request",
} as const;

export type ViolationCode = keyof typeof VIOLATIONS;

export interface Violation {
  readonly code: ViolationCode;
  readonly says: string;
  /** The commit where it shows: of the ledger, or of the default branch. */
  readonly commit?: string;
  readonly request?: string;
}

/** What this clone cannot prove, and why. */
export interface Unproven {
  readonly what: string;
  readonly why: string;
  /** How many times. */
  readonly count: number;
}
