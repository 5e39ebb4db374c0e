import type { Account, Role } from "./accounts.ts";
import type { CheckRun } from "./checks.ts";
import type { IssueComment } from "./comments.ts";
import type { Store } from "./git/run.ts";
import type { Issue } from "./issues.ts";
import type { Protection } from "./protection.ts";
import type { PullRequest } from "./pulls.ts";
import type { RuleSuite } from "./rules/suite.ts";
import type { Ruleset } from "./seed.ts";

/** One change of a branch and who made it, as `GET …/activity` lists it. */
export interface Activity {
  readonly id: number;
  readonly ref: string;
  readonly before: string;
  readonly after: string;
  readonly at: Date;
  readonly kind: "push" | "force_push" | "branch_deletion" | "branch_creation" | "pr_merge";
  readonly actor: Account;
}

/** The ways to merge that the repository's settings leave open; rulesets may close more. */
export interface MergeSettings {
  squash: boolean;
  merge: boolean;
  rebase: boolean;
}

/** A label of a repository; issues and pull requests name it by its id. */
export interface Label {
  readonly id: number;
  readonly name: string;
  readonly color: string;
  readonly description: string;
}

/** A ruleset and when it came and changed. */
export interface KeptRuleset extends Ruleset {
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** What the sandbox knows about a repository besides its git objects and refs. */
export interface Repository {
  readonly id: number;
  /** The organisation, or the person a fork belongs to. */
  readonly owner: Account;
  name: string;
  /** What it was called before: those names lead here as long as nothing else has them. */
  readonly formerNames: string[];
  private: boolean;
  /** An archived repository takes no changes. */
  archived: boolean;
  defaultBranch: string;
  readonly merging: MergeSettings;
  /** Whether people may fork it though it is private; a public one they always may. */
  allowForking: boolean;
  /** What this was forked from. */
  readonly parent: Repository | undefined;
  readonly forks: Repository[];
  topics: readonly string[];
  readonly labels: Label[];
  readonly createdAt: Date;
  readonly store: Store;
  /** Roles by team id and by account id. */
  readonly teams: Map<number, Role>;
  readonly collaborators: Map<number, Role>;
  rulesets: readonly KeptRuleset[];
  /** The older protection by branch. */
  readonly protections: Map<string, Protection>;
  /** What the rules said of each change of a ref they guard, oldest first. */
  readonly ruleSuites: RuleSuite[];
  /** The commits that GitHub made, and so signed itself. */
  readonly signed: Set<string>;
  readonly pulls: PullRequest[];
  /** Those that are no pull request. */
  readonly issues: Issue[];
  readonly checkRuns: CheckRun[];
  readonly comments: IssueComment[];
  /** Oldest first. */
  readonly activities: Activity[];
  /** Runs the work when all earlier work on this repository is done: two writers never interleave. */
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>;
}

/** A queue of one: each piece of work starts when the one before has ended, whether well or not. */
export function takeTurns(): Repository["exclusively"] {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work, work);
    last = turn.catch(() => {});
    return turn;
  };
}
