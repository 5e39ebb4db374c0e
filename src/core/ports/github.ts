import type { Person } from "../lease.ts";
import type { LedgerEntry } from "../ledger.ts";
import type { Opinion } from "../opinion.ts";

export interface PullRequest {
  readonly number: number;
  readonly title: string;
  readonly state: "open" | "closed";
  readonly draft: boolean;
  readonly author: Person & { readonly type: "User" | "Bot" };
  readonly head: { readonly sha: string; readonly ref: string; readonly repositoryId: number };
  readonly base: { readonly ref: string; readonly repositoryId: number };
  /** Set when GitHub calls it merged; no proof of review (DESIGN section 5). */
  readonly merged?: { readonly at: Date; readonly commit: string };
}

export interface Review {
  readonly reviewer: Person & { readonly type: "User" | "Bot" };
  readonly state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED" | "PENDING";
  /** The head the reviewer saw. */
  readonly commit: string | undefined;
  readonly submittedAt: Date;
}

export interface Team {
  readonly id: number;
  readonly slug: string;
  readonly members: readonly Person[];
}

export interface RepositoryFacts {
  readonly id: number;
  readonly defaultBranch: string;
  readonly private: boolean;
}

/** The one check run `hallpass/decision` of a head. */
export interface Check {
  readonly head: string;
  /** Binds the check to content, rules and people: see `bindingOf`. */
  readonly externalId: string;
  readonly opinion: Opinion;
}

/** What only GitHub knows. Throws `GitHubError` when it cannot be read; a truncated answer is an error. */
export interface GitHub {
  readRepository(): Promise<RepositoryFacts>;
  listOpenPulls(): Promise<number[]>;
  readPull(number: number): Promise<PullRequest>;
  /** Numbers of the pull requests GitHub associates with a commit of the default branch. */
  listPullsOf(commit: string): Promise<number[]>;
  /** Oldest first. */
  listReviews(pull: number): Promise<Review[]>;
  /** undefined when no such team can be seen. */
  readTeam(slug: string): Promise<Team | undefined>;
  /** The app's own latest check on this head, whatever else carries the name. */
  readCheck(head: string): Promise<{ externalId: string; passed: boolean } | undefined>;
  /** Creates the app's check on this head, or changes it when it is already there. Writes nothing when nothing differs. */
  writeCheck(check: Check): Promise<void>;
  /** Squash with `sha`; "refused" when GitHub says no (moved head, missing review): the next event reviews again. */
  merge(
    pull: number,
    head: string,
    opinion: Opinion,
    ledgerTip: string | null,
  ): Promise<"merged" | "refused">;
  /** Tells people what became of their access. */
  announce(pull: number, entries: readonly LedgerEntry[]): Promise<void>;
  /** Tells people that a merged request grants nothing, and why. */
  announceRefusal(pull: number, codes: readonly string[]): Promise<void>;
}
