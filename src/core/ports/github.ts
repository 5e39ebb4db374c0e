import type { Person } from "../access/lease.ts";
import type { Team } from "../access/team.ts";
import type { BranchMove } from "../decision/branch-moves.ts";
import type { CheckResult, Unread } from "../decision/check-result.ts";
import type {
  Account,
  Comment,
  PullCommit,
  PullRequest,
  RepositoryFacts,
  Review,
  Task,
  Turns,
} from "../decision/github-facts.ts";
import type { Commit } from "../files/file-change.ts";
import type { Finding } from "../findings/finding.ts";

/** The check run `hallpass/decision` of a pull request's head. Pull requests with the same head have one each. */
export interface Check {
  readonly head: string;
  readonly pull: number;
  /** The pull request's number, a colon, and the hash of `bindingOf`, which binds the check to content, rules and people; "unread" where these are unknown, "blocked" and a hash of both where GitHub refuses to merge. */
  readonly externalId: string;
  readonly checkResult: CheckResult | Unread;
}

export type MergeResult = "merged" | "moved" | { readonly refused: string };

/** Facts that only GitHub has, and the writes to it. Throws `GitHubError` when GitHub cannot be read; a truncated answer is an error. */
export interface GitHub {
  readRepository(): Promise<RepositoryFacts>;
  listOpenPulls(): Promise<number[]>;
  /** undefined if there is no such pull request, also if an issue has the number. */
  readPull(number: number): Promise<PullRequest | undefined>;
  /** Numbers of the pull requests GitHub associates with a commit of the default branch. */
  listPullsOf(commit: string): Promise<number[]>;
  /** Pull requests merged since then, among the hundred changed last. For notices only, never for decisions. */
  listMergedSince(since: Date): Promise<number[]>;
  /** Paths that a pull request adds, as GitHub lists them. For notices only, never for decisions. */
  listAddedPaths(pull: number): Promise<string[]>;
  /** Of an open or closed pull request, at most 250: GitHub lists no more. */
  listCommits(pull: number): Promise<PullCommit[]>;
  /**
   * Every change of a branch of this name, oldest first, also of branches that are gone. undefined when the log cannot be read.
   * Throws when it has more entries than are worth reading.
   */
  listMoves(branch: string): Promise<BranchMove[] | undefined>;
  /** A commit and the nearest before it, of any branch, gone or not; undefined when GitHub does not show it. */
  listHistory(commit: string): Promise<Pick<Commit, "sha" | "parents">[] | undefined>;
  /** The blob of a file at a commit; undefined if GitHub shows no such file. */
  findBlob(commit: string, path: string): Promise<string | undefined>;
  readTurns(pull: number): Promise<Turns>;
  /** The account with this login now; undefined when there is none. */
  readAccount(login: string): Promise<Account | undefined>;
  /** Is that account still there, not suspended, and a member of the organisation? */
  isActive(person: Person): Promise<boolean>;
  /** undefined when no issue and no pull request of that number can be seen. */
  readTask(number: number): Promise<Task | undefined>;
  /** Comments on issues and pull requests written or changed since then, of people that are still there; with a number, on that one. */
  listComments(since: Date, number?: number): Promise<Comment[]>;
  /** undefined when it is gone, or its author is. */
  readComment(comment: number): Promise<Comment | undefined>;
  /** GitHub's errors about CODEOWNERS at a commit: syntax, and teams that do not exist or may not write. */
  listOwnersErrors(commit: string): Promise<Finding[]>;
  /** Oldest first. */
  listReviews(pull: number): Promise<Review[]>;
  /** undefined when no such team can be seen. */
  readTeam(slug: string): Promise<Team | undefined>;
  /**
   * The role of a team in the access repository, its own or one of a team above: none, read, triage, write, maintain, admin, or the
   * organisation's own.
   */
  readTeamRole(id: number): Promise<string>;
  /** The app's own latest check on this head with exactly this `externalId`. Checks of other apps with the same name do not count. */
  readCheck(head: string, externalId: string): Promise<{ passed: boolean } | undefined>;
  /** Creates the app's check of this pull request on this head, or changes it. Writes nothing when GitHub shows the same. */
  writeCheck(check: Check): Promise<void>;
  /**
   * Squash-merges exactly `head`. "moved": the head has changed since, and the next event reviews it. Throws, for a retry, when GitHub
   * refuses for reasons that pass by themselves.
   */
  merge(pull: number, head: string, checkResult: CheckResult, ledgerTip: string | null): Promise<MergeResult>;
}
