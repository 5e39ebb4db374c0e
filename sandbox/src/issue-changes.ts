import type { Account } from "./accounts.ts";
import { sendIssueEvent } from "./events.ts";
import { nextNumber, noteTurn } from "./issues.ts";
import type { Issue, Repository, StateReason, Turn } from "./model.ts";
import type { State } from "./state.ts";

export function openIssue(
  state: State,
  repository: Repository,
  author: Account,
  { title, body, labels }: Pick<Issue, "title" | "body" | "labels">,
): Issue {
  const now = state.clock();
  const issue: Issue = {
    id: state.nextId(),
    number: nextNumber(repository),
    author,
    title,
    body,
    state: "open",
    stateReason: null,
    createdAt: now,
    updatedAt: now,
    closedAt: undefined,
    labels,
    edits: [],
    turns: [],
  };
  repository.issues.push(issue);
  sendIssueEvent(state, repository, author, issue, { action: "opened" });
  return issue;
}

/** Closes or reopens an issue. */
export function turnIssue(
  state: State,
  repository: Repository,
  actor: Account,
  issue: Issue,
  kind: Turn["kind"],
  reason: StateReason | undefined,
): void {
  issue.state = kind === "closed" ? "closed" : "open";
  issue.stateReason = kind === "closed" ? (reason ?? "completed") : "reopened";
  noteTurn(state, actor, issue, kind);
  sendIssueEvent(state, repository, actor, issue, { action: kind });
}
