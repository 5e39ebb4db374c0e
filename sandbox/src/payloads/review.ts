import type { PullRequest, Repository, Review } from "../model.ts";
import type { State } from "../state.ts";
import { userPayload } from "./account.ts";
import { associationOf, pullHtmlUrl } from "./pull.ts";
import { repositoryUrl } from "./repository.ts";
import { formatTime, nodeId } from "./schemas.ts";

/** A review in the form of REST and webhooks; webhooks write the state in lower case. */
export function reviewPayload(state: State, repository: Repository, pull: PullRequest, review: Review) {
  const html = `${pullHtmlUrl(state, repository, pull)}#pullrequestreview-${review.id}`;
  const pullUrl = `${repositoryUrl(state, repository)}/pulls/${pull.number}`;
  return {
    id: review.id,
    node_id: nodeId("PullRequestReview", review.id),
    user: userPayload(state, review.author),
    body: review.body,
    state: review.state,
    html_url: html,
    pull_request_url: pullUrl,
    _links: { html: { href: html }, pull_request: { href: pullUrl } },
    ...(review.submittedAt === undefined ? {} : { submitted_at: formatTime(review.submittedAt) }),
    commit_id: review.commitSha,
    author_association: associationOf(state, review.author),
  };
}
