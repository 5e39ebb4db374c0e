import { isEndCommand } from "./comment-command.ts";
import type { OpenRequest } from "./early-end.ts";
import type { Evidence } from "./evidence.ts";
import type { Comment } from "./github-facts.ts";
import type { Person } from "./lease.ts";
import { classifyPull } from "./pull-kind.ts";
import { ownersApproved } from "./rules/approval.ts";
import { listWrongCommit } from "./rules/merge.ts";
import { isAsPinned } from "./rules/repository.ts";

/** Who may end it without asking anybody. */
const isEnder = ({ subject, approvers }: OpenRequest, { id }: Person): boolean =>
  [subject, ...approvers].some((person) => person.id === id);

/** Who ended it by a comment on its pull request, as written and not changed since; undefined when nobody did. */
export function findCommander(request: OpenRequest, comments: readonly Comment[]): Person | undefined {
  const author = comments.find(
    ({ number, author, body, edited, at }) =>
      number === request.seen.pull &&
      at >= request.since &&
      author.type === "User" &&
      !edited &&
      isEndCommand(body) &&
      isEnder(request, author),
  )?.author;
  return author && { id: author.id, login: author.login };
}

/**
 * Who ended it by removing its file: whoever opened the merged pull request that did, when they may, or an owner of the file
 * approved it. undefined when the removal is not verified: then it ends nothing.
 */
export function findRemover(request: OpenRequest, evidence: Evidence): Person | undefined {
  const { merge, pull, changes } = evidence;
  const isSound =
    merge !== undefined &&
    isAsPinned(evidence) &&
    classifyPull(changes) === "receipt" &&
    listWrongCommit(merge, pull).length === 0 &&
    merge.changes.some(({ path, status }) => path === request.path && status === "removed");
  return isSound && mayRemove(request, evidence)
    ? { id: pull.author.id, login: pull.author.login }
    : undefined;
}

/** May this pull request end it early? */
export const mayRemove = (request: OpenRequest, evidence: Evidence): boolean =>
  (evidence.pull.author.type === "User" && isEnder(request, evidence.pull.author)) ||
  ownersApproved(evidence, [request.path]);
