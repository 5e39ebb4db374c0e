import type { Account, Role } from "./accounts.ts";
import type { CheckRun } from "./checks.ts";
import type { IssueComment } from "./comments.ts";
import type { Store } from "./git/run.ts";
import type { PullRequest } from "./pulls.ts";
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

/** What the sandbox knows about a repository besides its git objects and refs. */
export interface Repository {
  readonly id: number;
  readonly name: string;
  readonly private: boolean;
  readonly defaultBranch: string;
  readonly createdAt: Date;
  readonly store: Store;
  /** Roles by team id and by account id. */
  readonly teams: Map<number, Role>;
  readonly collaborators: Map<number, Role>;
  readonly rulesets: readonly Ruleset[];
  readonly pulls: PullRequest[];
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
