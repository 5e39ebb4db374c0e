import type { Person } from "../access/lease.ts";
import { classifyPull } from "../files/pull-kind.ts";
import { isEndCommand } from "./comment-command.ts";
import { isInTime, type OpenRequest } from "./early-end.ts";
import type { Evidence } from "./evidence.ts";
import type { Comment } from "./github-facts.ts";
import { findApprovingOwner } from "./rules/approval.ts";
import { listWrongCommit } from "./rules/merge.ts";
import { isAsPinned } from "./rules/repository.ts";

/** Who may end it without asking anybody. */
export const listEnders = ({ subject, approvers }: OpenRequest): readonly Person[] => [subject, ...approvers];

const isEnder = (request: OpenRequest, { id }: Person): boolean =>
  listEnders(request).some((person) => person.id === id);

/** Who ended it by a comment on its pull request, as written and not changed since; undefined when nobody did. */
export function findCommander(request: OpenRequest, comments: readonly Comment[]): Person | undefined {
  const author = comments.find(
    ({ number, author, body, edited, at }) =>
      number === request.seen.pull &&
      isInTime(request, at) &&
      author.type === "User" &&
      !edited &&
      isEndCommand(body) &&
      isEnder(request, author),
  )?.author;
  return author && { id: author.id, login: author.login };
}

/** Who ended it by removing its file; undefined when the removal is not verified, or nobody who may stands for it: then it ends nothing. */
export function findRemover(request: OpenRequest, evidence: Evidence): Person | undefined {
  const { merge, pull, changes } = evidence;
  const isSound =
    merge !== undefined &&
    isInTime(request, merge.at) &&
    isAsPinned(evidence) &&
    classifyPull(changes) === "revert" &&
    listWrongCommit(merge, pull).length === 0 &&
    merge.changes.some(({ path, status }) => path === request.path && status === "removed");
  return isSound ? findSpeaker(request, evidence) : undefined;
}

/** May this pull request end it early? */
export const mayRemove = (request: OpenRequest, evidence: Evidence): boolean =>
  findSpeaker(request, evidence) !== undefined;

/**
 * Whose word a removal is: of whoever opened it, when they and everybody who pushed to its branch may end the request; otherwise of
 * an owner of the file, who approved exactly this.
 */
function findSpeaker(request: OpenRequest, evidence: Evidence): Person | undefined {
  const { pull, pushers } = evidence;
  const { id, login, type } = pull.author;
  const isOwn =
    type === "User" &&
    pushers !== undefined &&
    [pull.author, ...pushers].every((person) => isEnder(request, person));
  return isOwn ? { id, login } : findApprovingOwner(evidence, request.path);
}
