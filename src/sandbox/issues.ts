import type { Account } from "./accounts.ts";
import { findPull, type PullRequest } from "./pulls.ts";
import type { Repository } from "./repository.ts";
import type { State } from "./state.ts";

/** Why an issue is as it is; GitHub has no reason for one that was never closed. */
export const stateReasons = ["completed", "not_planned", "reopened"] as const;
export type StateReason = (typeof stateReasons)[number];

/** An issue that is no pull request. Both count from one row of numbers. */
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
  /** Every closing and opening again, oldest first. */
  readonly turns: Turn[];
}

/** An issue or a pull request was closed, or opened again. */
export interface Turn {
  readonly id: number;
  readonly kind: "closed" | "reopened";
  readonly by: Account;
  readonly at: Date;
}

/** The issue or pull request of that number. */
export const findIssue = (repository: Repository, number: number): Issue | PullRequest | undefined =>
  findPull(repository, number) ?? repository.issues.find((issue) => issue.number === number);

export const isPull = (issue: Issue | PullRequest): issue is PullRequest => "reviews" in issue;

export const nextNumber = ({ pulls, issues }: Repository): number =>
  Math.max(0, ...[...pulls, ...issues].map(({ number }) => number)) + 1;

/** Remembers when an issue or a pull request was closed or opened again, and by whom. */
export function noteTurn(state: State, by: Account, issue: Issue | PullRequest, kind: Turn["kind"]): void {
  const at = state.clock();
  issue.turns.push({ id: state.nextId(), kind, by, at });
  issue.closedAt = kind === "closed" ? at : undefined;
  issue.updatedAt = at;
}
