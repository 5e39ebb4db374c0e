import type { Account, App, Role, Team } from "./accounts.ts";
import type { CheckRun } from "./checks.ts";
import type { IssueComment } from "./comments.ts";
import type { RefMove } from "./git/refs.ts";
import type { Store } from "./git/run.ts";
import type { Rule, Ruleset } from "./seed.ts";

/** One change of a branch and its author, as `GET …/activity` lists it. */
export interface Activity {
  readonly id: number;
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  readonly at: Date;
  readonly kind: "push" | "force_push" | "branch_deletion" | "branch_creation" | "pr_merge";
  readonly actor: Account;
}

/** The ways to merge that the repository's settings allow. Rulesets may forbid more. */
export interface MergeSettings {
  squash: boolean;
  merge: boolean;
  rebase: boolean;
}

/** A label of a repository. Issues and pull requests refer to it by id. */
export interface Label {
  readonly id: number;
  readonly name: string;
  readonly color: string;
  readonly description: string;
}

/** A ruleset and the times of its creation and last change. */
export interface KeptRuleset extends Ruleset {
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** The sandbox's data about a repository, apart from its git objects and refs. */
export interface Repository {
  readonly id: number;
  /** The organisation, or the person who owns a fork. */
  readonly owner: Account;
  name: string;
  /** Former names. They lead here until another repository uses them. */
  readonly formerNames: string[];
  private: boolean;
  /** An archived repository is read-only. */
  archived: boolean;
  defaultBranch: string;
  readonly merging: MergeSettings;
  /** True if people may fork a private repository. Public ones can always be forked. */
  allowForking: boolean;
  /** The repository that this one was forked from. */
  readonly parent: Repository | undefined;
  readonly forks: Repository[];
  topics: readonly string[];
  readonly labels: Label[];
  readonly createdAt: Date;
  readonly store: Store;
  /** Roles by team id and by account id. */
  readonly teams: Map<number, Role>;
  readonly collaborators: Map<number, Role>;
  readonly invitations: RepositoryInvitation[];
  rulesets: readonly KeptRuleset[];
  /** Classic protection, by branch. */
  readonly protections: Map<string, Protection>;
  /** The verdicts of the rules on each change of a guarded ref, oldest first. */
  readonly ruleSuites: RuleSuite[];
  /** The commits that GitHub made, and signed itself. */
  readonly signed: Set<string>;
  readonly pulls: PullRequest[];
  /** The issues that are not pull requests. */
  readonly issues: Issue[];
  readonly checkRuns: CheckRun[];
  readonly comments: IssueComment[];
  /** Oldest first. */
  readonly activities: Activity[];
  /** Runs the work after all earlier work on this repository, so that writers never interleave. */
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Somebody outside the organisation was asked to become a collaborator, and has not answered. */
export interface RepositoryInvitation {
  readonly id: number;
  readonly account: Account;
  readonly inviter: Account;
  readonly role: Role;
  readonly createdAt: Date;
}

/** A proposal to bring one branch into another, of the same repository or from a fork of it. */
export interface PullRequest {
  readonly id: number;
  readonly number: number;
  readonly author: Account;
  readonly headBranch: string;
  /** The owner of the branch: the part before the colon of the head's label. */
  readonly headOwner: Account;
  /** The repository of the head branch; undefined once that fork is deleted. */
  headRepository: Repository | undefined;
  labels: Label[];
  readonly createdAt: Date;
  readonly reviews: Review[];
  baseBranch: string;
  title: string;
  body: string | null;
  draft: boolean;
  state: "open" | "closed";
  headSha: string;
  /** The tip of the base branch at the last opening, push, merge or closing. */
  baseSha: string;
  /** The last pusher of the head. The id is newer than those of all earlier reviews. */
  lastPush: { readonly id: number; readonly by: Account };
  /** All changes of its base branch, oldest first. */
  readonly retargets: { readonly id: number; readonly by: Account; readonly at: Date }[];
  /** All closings, merges included, and reopenings, oldest first. */
  readonly turns: Turn[];
  updatedAt: Date;
  closedAt: Date | undefined;
  merged: { readonly sha: string; readonly at: Date; readonly by: Account } | undefined;
  requestedPeople: Account[];
  requestedTeams: Team[];
  /** True once a merge was refused for a temporary reason. */
  refusedOnce: boolean;
}

/** The reason for an issue's state. GitHub has none for an issue that was never closed. */
export const stateReasons = ["completed", "not_planned", "reopened"] as const;
export type StateReason = (typeof stateReasons)[number];

/** An issue that is not a pull request. Both share one series of numbers. */
export interface Issue {
  readonly id: number;
  readonly number: number;
  readonly author: Account;
  readonly createdAt: Date;
  title: string;
  body: string | null;
  state: "open" | "closed";
  stateReason: StateReason | null;
  updatedAt: Date;
  closedAt: Date | undefined;
  labels: readonly Label[];
  /** The times at which its text was changed, oldest first. */
  readonly edits: Date[];
  /** All closings and reopenings, oldest first. */
  readonly turns: Turn[];
}

/** The closing or reopening of an issue or a pull request. */
export interface Turn {
  readonly id: number;
  readonly kind: "closed" | "reopened";
  readonly by: Account;
  readonly at: Date;
}

export type ReviewState = "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED" | "PENDING";

/** A review of a pull request as it stood at `commitSha`. */
export interface Review {
  readonly id: number;
  readonly author: Account;
  /** The app behind a bot's review. */
  readonly app: App | undefined;
  readonly commitSha: string;
  body: string;
  /** Undefined while the review is pending: only its author sees it then. */
  submittedAt: Date | undefined;
  state: ReviewState;
  dismissal: Dismissal | undefined;
}

/** How a review lost its effect. */
export interface Dismissal {
  readonly id: number;
  readonly by: Account;
  readonly at: Date;
  readonly was: "approved" | "changes_requested";
  readonly message: string | null;
}

export type SuiteResult = "pass" | "fail" | "bypass";

/** The verdict of one rule on one change. */
export interface RuleEvaluation {
  readonly ruleset: Ruleset;
  readonly type: Rule["type"];
  readonly violations: readonly string[];
}

/** The verdict of the rules on a change of a ref, and the actor who bypassed them: an entry of "rule insights". */
export interface RuleSuite extends RefMove {
  readonly id: number;
  readonly actor: Account;
  readonly at: Date;
  readonly result: SuiteResult;
  /** The verdict if the rulesets in evaluate mode were enforced; undefined without such rulesets. */
  readonly evaluationResult: SuiteResult | undefined;
  readonly evaluations: readonly RuleEvaluation[];
}

/** The classic protection of one branch. It applies together with rulesets, and the lists of each leave out the other. */
export interface Protection {
  readonly pullRequest: Extract<Rule, { type: "pull_request" }>["parameters"] | undefined;
  readonly checks: Extract<Rule, { type: "required_status_checks" }>["parameters"] | undefined;
  readonly enforceAdmins: boolean;
  readonly linearHistory: boolean;
  readonly forcePushes: boolean;
  readonly deletions: boolean;
  signatures: boolean;
}
