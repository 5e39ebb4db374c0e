import type { PullRequest } from "../pulls.ts";
import type { Repository } from "../repository.ts";
import type { State } from "../state.ts";
import { userPayload } from "./account.ts";
import { labelPayload } from "./label.ts";
import { associationOf, pullHtmlUrl } from "./pull.ts";
import { repositoryUrl } from "./repository.ts";
import { formatTime, nodeId } from "./schemas.ts";

/** A pull request seen as the issue it also is. */
export function issuePayload(state: State, repository: Repository, pull: PullRequest) {
  const api = repositoryUrl(state, repository);
  const url = `${api}/issues/${pull.number}`;
  const html = pullHtmlUrl(state, repository, pull);
  return {
    id: pull.id,
    node_id: nodeId("Issue", pull.id),
    url,
    repository_url: api,
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: html,
    number: pull.number,
    title: pull.title,
    user: userPayload(state, pull.author),
    labels: pull.labels.map((label) => labelPayload(state, repository, label)),
    state: pull.state,
    locked: false,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: repository.comments.filter(({ issueNumber }) => issueNumber === pull.number).length,
    created_at: formatTime(pull.createdAt),
    updated_at: formatTime(pull.updatedAt),
    closed_at: pull.closedAt === undefined ? null : formatTime(pull.closedAt),
    author_association: associationOf(state, pull.author),
    active_lock_reason: null,
    draft: pull.draft,
    body: pull.body,
    pull_request: {
      url: `${api}/pulls/${pull.number}`,
      html_url: html,
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      merged_at: pull.merged === undefined ? null : formatTime(pull.merged.at),
    },
  };
}
