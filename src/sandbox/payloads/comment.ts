import type { IssueComment } from "../comments.ts";
import type { Repository } from "../repository.ts";
import type { State } from "../state.ts";
import { userPayload } from "./account.ts";
import { appPayload } from "./app.ts";
import { associationOf } from "./pull.ts";
import { htmlUrl, repositoryUrl } from "./repository.ts";
import { formatTime, nodeId } from "./schemas.ts";

export function commentPayload(state: State, repository: Repository, comment: IssueComment) {
  const api = repositoryUrl(state, repository);
  return {
    id: comment.id,
    node_id: nodeId("IssueComment", comment.id),
    url: `${api}/issues/comments/${comment.id}`,
    html_url: `${htmlUrl(state, repository)}/pull/${comment.issueNumber}#issuecomment-${comment.id}`,
    issue_url: `${api}/issues/${comment.issueNumber}`,
    body: comment.body,
    user: userPayload(state, comment.author),
    created_at: formatTime(comment.createdAt),
    updated_at: formatTime(comment.updatedAt),
    author_association: associationOf(state, comment.author),
    performed_via_github_app: comment.app === undefined ? null : appPayload(state, comment.app),
  };
}
