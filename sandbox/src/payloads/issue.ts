import { isPull } from "../issues.ts";
import type { Issue, PullRequest, Repository } from "../model.ts";
import type { State } from "../state.ts";
import { userPayload } from "./account.ts";
import { labelPayload } from "./label.ts";
import { associationOf, pullHtmlUrl } from "./pull.ts";
import { reactionsPayload } from "./reactions.ts";
import { htmlUrl, repositoryUrl } from "./repository.ts";
import { formatTime, nodeId } from "./schemas.ts";

/** An issue, or a pull request in the form of an issue. */
export function issuePayload(state: State, repository: Repository, issue: Issue | PullRequest) {
  const api = repositoryUrl(state, repository);
  const url = `${api}/issues/${issue.number}`;
  return {
    id: issue.id,
    node_id: nodeId("Issue", issue.id),
    url,
    repository_url: api,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: issueHtmlUrl(state, repository, issue),
    number: issue.number,
    title: issue.title,
    user: userPayload(state, issue.author),
    state: issue.state,
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: repository.comments.filter(({ issueNumber }) => issueNumber === issue.number).length,
    created_at: formatTime(issue.createdAt),
    updated_at: formatTime(issue.updatedAt),
    closed_at: issue.closedAt === undefined ? null : formatTime(issue.closedAt),
    author_association: associationOf(state, issue.author),
    active_lock_reason: null,
    body: issue.body,
    reactions: reactionsPayload(url),
    ...(isPull(issue)
      ? pullFacts(state, repository, issue)
      : {
          labels: issue.labels.map((label) => labelPayload(state, repository, label)),
          state_reason: issue.stateReason,
        }),
  };
}

/** The fields of an issue that is a pull request. */
function pullFacts(state: State, repository: Repository, pull: PullRequest) {
  const html = pullHtmlUrl(state, repository, pull);
  return {
    labels: pull.labels.map((label) => labelPayload(state, repository, label)),
    draft: pull.draft,
    pull_request: {
      url: `${repositoryUrl(state, repository)}/pulls/${pull.number}`,
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      merged_at: pull.merged === undefined ? null : formatTime(pull.merged.at),
    },
  };
}

export const issueHtmlUrl = (state: State, repository: Repository, issue: Issue | PullRequest): string =>
  isPull(issue)
    ? pullHtmlUrl(state, repository, issue)
    : `${htmlUrl(state, repository)}/issues/${issue.number}`;
