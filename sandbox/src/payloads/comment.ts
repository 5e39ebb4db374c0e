import type { IssueComment } from "../comments.ts";
import { findIssue } from "../issues.ts";
import type { Repository } from "../model.ts";
import type { State } from "../state.ts";
import { userPayload } from "./account.ts";
import { appPayload } from "./app.ts";
import { issueHtmlUrl } from "./issue.ts";
import { associationOf } from "./pull.ts";
import { reactionsPayload } from "./reactions.ts";
import { htmlUrl, repositoryUrl } from "./repository.ts";
import { formatTime, nodeId } from "./schemas.ts";

export function commentPayload(state: State, repository: Repository, comment: IssueComment) {
  const api = repositoryUrl(state, repository);
  const issue = findIssue(repository, comment.issueNumber);
  const page = issue === undefined ? htmlUrl(state, repository) : issueHtmlUrl(state, repository, issue);
  const url = `${api}/issues/comments/${comment.id}`;
  return {
    id: comment.id,
    node_id: nodeId("IssueComment", comment.id),
    url,
    html_url: `${page}#issuecomment-${comment.id}`,
    issue_url: `${api}/issues/${comment.issueNumber}`,
    body: comment.body,
    reactions: reactionsPayload(url),
    user: userPayload(state, comment.author),
    created_at: formatTime(comment.createdAt),
    updated_at: formatTime(comment.updatedAt),
    author_association: associationOf(state, comment.author),
    performed_via_github_app: comment.app === undefined ? null : appPayload(state, comment.app),
  };
}
