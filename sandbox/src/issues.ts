import type { Account } from "./accounts.ts";
import type { Issue, PullRequest, Repository, Turn } from "./model.ts";
import { findPull } from "./pulls.ts";
import type { State } from "./state.ts";

/** The issue or pull request with this number. */
export const findIssue = (repository: Repository, number: number): Issue | PullRequest | undefined =>
  findPull(repository, number) ?? repository.issues.find((issue) => issue.number === number);

export const isPull = (issue: Issue | PullRequest): issue is PullRequest => "reviews" in issue;

export const nextNumber = ({ pulls, issues }: Repository): number =>
  Math.max(0, ...[...pulls, ...issues].map(({ number }) => number)) + 1;

/** Records who closed or reopened an issue or a pull request, and when. */
export function noteTurn(state: State, by: Account, issue: Issue | PullRequest, kind: Turn["kind"]): void {
  const at = state.clock();
  issue.turns.push({ id: state.nextId(), kind, by, at });
  issue.closedAt = kind === "closed" ? at : undefined;
  issue.updatedAt = at;
}
