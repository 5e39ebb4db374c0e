import type { LeaseUse } from "../access/activity.ts";
import type { Lease } from "../access/lease.ts";
import type { Refusal } from "../ledger/refusal.ts";
import type { EndedRequest } from "../plan/revert.ts";

/** A pull request that removes ended or refused requests. */
export interface RevertPull {
  readonly number: number;
  readonly branch: string;
  /** Its web page. */
  readonly url: string;
}

/** A pull request from a branch that a revert PR would have. */
export interface FoundPull extends RevertPull {
  readonly isOpen: boolean;
  /** GitHub says that an app opened it. No person can pass for one, and the scheduled Action has an app of its own. */
  readonly isByBot: boolean;
}

/** The commit of a revert PR: the default branch at `from` without these files. */
export interface Removal {
  readonly branch: string;
  readonly from: string;
  readonly paths: readonly string[];
  readonly message: string;
  readonly at: Date;
}

export interface NewRevert {
  readonly branch: string;
  readonly base: string;
  /** The requests it removes, and the reason. */
  readonly about:
    | {
        readonly kind: "ended";
        readonly team: string;
        readonly requests: readonly EndedRequest[];
        /** How their leases were used, as far as it could be read. */
        readonly uses: ReadonlyMap<Lease, LeaseUse>;
        readonly now: Date;
      }
    | { readonly kind: "refused"; readonly refusal: Refusal };
}

/** Finds and opens revert PRs. Throws if GitHub or git fails; a failed read never returns an empty list. */
export interface Reverts {
  /** The open ones of this repository into `base` that an app opened: anybody with write access can take a name first. */
  listOpen(base: string): Promise<RevertPull[]>;
  /** All from this branch of this repository, open or closed, by any author; the newest first. */
  find(branch: string): Promise<readonly FoundPull[]>;
  /**
   * Puts the removal on a new branch; an existing branch with the same removal stays as it is. Resolves to the name of a conflicting
   * branch, if any: one with other content, or one whose name git cannot have beside this one.
   */
  push(removal: Removal): Promise<string | undefined>;
  open(pull: NewRevert): Promise<RevertPull>;
}
