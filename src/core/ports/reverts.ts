import type { Refusal } from "../ledger/refusal.ts";
import type { EndedRequest } from "../plan/revert.ts";

/** A pull request that removes requests which have ended, or were refused. */
export interface RevertPull {
  readonly number: number;
  readonly branch: string;
  /** Where a person reads it. */
  readonly url: string;
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
  /** What it removes, and why. */
  readonly about:
    | {
        readonly kind: "ended";
        readonly team: string;
        readonly requests: readonly EndedRequest[];
        readonly now: Date;
      }
    | { readonly kind: "refused"; readonly refusal: Refusal };
}

/** Where revert PRs are found and opened. Throws when GitHub or git fails; never an empty answer for a failed read. */
export interface Reverts {
  /** Open ones of this repository into `base`, whoever opened them. */
  listOpen(base: string): Promise<RevertPull[]>;
  /** Open or closed. */
  find(branch: string): Promise<RevertPull | undefined>;
  /**
   * Puts the removal on a new branch. One that is there already is left as it is. Resolves to the name of a branch that is in the way:
   * it holds anything else, or git cannot have both.
   */
  push(removal: Removal): Promise<string | undefined>;
  open(pull: NewRevert): Promise<RevertPull>;
}
