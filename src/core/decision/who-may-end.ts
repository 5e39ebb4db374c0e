import type { Person } from "../access/lease.ts";
import { classifyPull } from "../files/pull-kind.ts";
import { isEndCommand } from "./comment-command.ts";
import { isInTime, type OpenRequest } from "./early-end.ts";
import type { Evidence } from "./evidence.ts";
import type { Comment } from "./github-facts.ts";
import { findApprovingOwner } from "./rules/approval.ts";
import { listWrongCommit } from "./rules/merge.ts";
import { isAsPinned } from "./rules/repository.ts";

/** The people who may end it alone: its subject, its approvers, and where it needed none, those who could have approved it. */
export const listWhoMayEnd = ({
  subject,
  approvers,
  owners = [],
}: Pick<OpenRequest, "subject" | "approvers" | "owners">): readonly Person[] => [
  subject,
  ...approvers,
  ...owners,
];

const mayEnd = (request: OpenRequest, { id }: Person): boolean =>
  listWhoMayEnd(request).some((person) => person.id === id);

/** The first subject or approver who ended the request by an unedited comment on its pull request, in its time; undefined without one. */
export function findCommander(request: OpenRequest, comments: readonly Comment[]): Person | undefined {
  const author = comments.find(
    ({ number, author, body, edited, at }) =>
      number === request.seen.pull &&
      isInTime(request, at) &&
      author.type === "User" &&
      !edited &&
      isEndCommand(body) &&
      mayEnd(request, author),
  )?.author;
  return author && { id: author.id, login: author.login };
}

/**
 * The person who ended the request by a verified removal of its file. undefined: the removal is not verified, or no entitled person
 * opened or approved it, so it ends nothing.
 */
export function findRemover(request: OpenRequest, evidence: Evidence): Person | undefined {
  const { merge } = evidence;
  const isSound =
    merge !== undefined && isInTime(request, merge.at) && listRemovedBy(evidence).includes(request.path);
  return isSound ? findSpeaker(request, evidence) : undefined;
}

/** The paths that a merged pull request removed; none where it did anything else, or its merge is not what was reviewed. */
export function listRemovedBy(evidence: Evidence): string[] {
  const { merge, pull, changes } = evidence;
  const isSound =
    merge !== undefined &&
    isAsPinned(evidence) &&
    classifyPull(changes) === "revert" &&
    listWrongCommit(merge, pull).length === 0;
  return isSound ? merge.changes.filter(({ status }) => status === "removed").map(({ path }) => path) : [];
}

/** May this pull request end it early? */
export const mayRemove = (request: OpenRequest, evidence: Evidence): boolean =>
  findSpeaker(request, evidence) !== undefined;

/**
 * The person a removal is attributed to. The author of the pull request, if the author and all pushers may end the request; otherwise an
 * owner of the file who approved exactly this head; otherwise undefined.
 */
function findSpeaker(request: OpenRequest, evidence: Evidence): Person | undefined {
  const { pull, pushers } = evidence;
  const { id, login, type } = pull.author;
  const isOwn =
    type === "User" &&
    pushers !== undefined &&
    [pull.author, ...pushers].every((person) => mayEnd(request, person));
  return isOwn ? { id, login } : findApprovingOwner(evidence, request.path);
}
