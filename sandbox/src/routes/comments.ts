import { comments, reads, requireAccess } from "../access.ts";
import type { Actor } from "../caller.ts";
import type { IssueComment } from "../comments.ts";
import { sendCommentEvent } from "../events.ts";
import { HttpError, notFound } from "../http/error.ts";
import { takePage } from "../http/pages.ts";
import { readId } from "../http/read-id.ts";
import { repositoryRoute } from "../http/route.ts";
import type { Repository } from "../model.ts";
import { commentPayload } from "../payloads/comment.ts";
import type { State } from "../state.ts";
import { requireIssue } from "./issues.ts";

const longestComment = 65_536;

export const commentRoutes = [
  repositoryRoute(
    "GET /repos/{owner}/{repo}/issues/{issue_number}/comments",
    reads("issues", "pull_requests"),
  )(({ state, caller, repository, url, path, query }) => {
    const { number } = requireIssue(state, caller, repository, path("issue_number"));
    const isWanted = changedSince(query("since"));
    const found = repository.comments.filter(
      (comment) => comment.issueNumber === number && isWanted(comment),
    );
    const { items, link } = takePage(url, found);
    return { status: 200, body: items.map((comment) => commentPayload(state, repository, comment)), link };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/issues/comments",
    reads("issues", "pull_requests"),
  )(({ state, repository, url, query }) => {
    const found = repository.comments.filter(changedSince(query("since")));
    const { items, link } = takePage(url, found);
    return { status: 200, body: items.map((comment) => commentPayload(state, repository, comment)), link };
  }),

  repositoryRoute(
    "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
    comments,
  )(({ state, repository, actor, path, body }) => {
    const issue = requireIssue(state, actor, repository, path("issue_number"));
    const now = state.clock();
    const comment: IssueComment = {
      id: state.nextId(),
      issueNumber: issue.number,
      author: actor.account,
      app: actor.kind === "installation" ? actor.app : undefined,
      createdAt: now,
      updatedAt: now,
      body: limitBody(body.text("body")),
      edits: [],
    };
    repository.comments.push(comment);
    sendCommentEvent(state, repository, actor.account, issue, comment, { action: "created" });
    return { status: 201, body: commentPayload(state, repository, comment) };
  }),

  repositoryRoute(
    "GET /repos/{owner}/{repo}/issues/comments/{comment_id}",
    reads("issues", "pull_requests"),
  )(({ state, repository, path }) => ({
    status: 200,
    body: commentPayload(state, repository, requireComment(repository, path("comment_id"))),
  })),

  repositoryRoute(
    "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}",
    comments,
  )(({ state, repository, actor, path, body }) => {
    const comment = requireComment(repository, path("comment_id"));
    requireSay(state, repository, actor, comment);
    const from = comment.body;
    comment.body = limitBody(body.text("body"));
    comment.updatedAt = state.clock();
    if (comment.body !== from) comment.edits.push(comment.updatedAt);
    const issue = requireIssue(state, actor, repository, String(comment.issueNumber));
    const changes = { body: { from } };
    sendCommentEvent(state, repository, actor.account, issue, comment, { action: "edited", changes });
    return { status: 200, body: commentPayload(state, repository, comment) };
  }),

  repositoryRoute(
    "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}",
    comments,
  )(({ state, repository, actor, path }) => {
    const comment = requireComment(repository, path("comment_id"));
    requireSay(state, repository, actor, comment);
    repository.comments.splice(repository.comments.indexOf(comment), 1);
    const issue = requireIssue(state, actor, repository, String(comment.issueNumber));
    sendCommentEvent(state, repository, actor.account, issue, comment, { action: "deleted" });
    return { status: 204 };
  }),
];

/** The author of a comment may change and delete it, and so may all accounts with write access. */
function requireSay(state: State, repository: Repository, actor: Actor, comment: IssueComment): void {
  if (comment.author.id === actor.account.id) return;
  requireAccess(state, actor, repository, { ...comments, person: "write" });
}

/** The filter of a list of comments. Throws 422 for an invalid time. */
function changedSince(text: string | undefined): (comment: IssueComment) => boolean {
  if (text === undefined) return () => true;
  const since = new Date(text);
  if (Number.isNaN(since.getTime()))
    throw new HttpError(422, "Validation Failed", { errors: ["since is not a valid time"] });
  return ({ updatedAt }) => updatedAt >= since;
}

function limitBody(text: string): string {
  if (text.trim() === "") throw new HttpError(422, "Validation Failed", { errors: ["Body can't be blank"] });
  if (text.length > longestComment) {
    throw new HttpError(422, `Body is too long (maximum is ${longestComment} characters)`);
  }
  return text;
}

function requireComment(repository: Repository, text: string): IssueComment {
  const id = readId(text);
  const comment = repository.comments.find((known) => known.id === id);
  if (comment === undefined) throw notFound();
  return comment;
}
