import { min, subDays } from "date-fns";
import { isEndCommand } from "./comment-command.ts";
import type { Evidence } from "./evidence.ts";
import type { Comment } from "./github-facts.ts";
import { type EndReason, hasEnded, type Lease, type Person } from "./lease.ts";
import { type LedgerState, listLeases, type SeenRequest } from "./ledger.ts";
import type { Ended } from "./ledger-entry.ts";
import { classifyPull } from "./pull-kind.ts";
import { requestPath } from "./request.ts";
import { ownersApproved } from "./rules/approval.ts";
import { listWrongCommit } from "./rules/merge.ts";
import { isAsPinned } from "./rules/repository.ts";

/** What was said between the merge and the beginning counts too, however long stops or a later start kept it from beginning. */
const DAYS_BEFORE = 32;

/** A request that gives access, or will: what may be ended early. */
export interface OpenRequest {
  readonly seen: SeenRequest;
  readonly path: string;
  readonly subject: Person;
  readonly approvers: readonly Person[];
  /** At least one; none has ended. */
  readonly leases: readonly [Lease, ...Lease[]];
  /** Since when there is something to end. */
  readonly since: Date;
}

export function listOpenRequests(state: LedgerState, now: Date): OpenRequest[] {
  const byRequest = new Map<string, [Lease, ...Lease[]]>();
  for (const lease of listLeases(state).filter((each) => !hasEnded(each, now))) {
    const known = byRequest.get(lease.request);
    if (known === undefined) byRequest.set(lease.request, [lease]);
    else known.push(lease);
  }
  return [...byRequest].flatMap(([request, leases]) => {
    const seen = state.seen.get(request);
    const [{ subject, approvers }] = leases;
    if (seen === undefined) return [];
    const begun = min([seen.at, ...leases.map(({ startsAt }) => startsAt)]);
    const since = subDays(begun, DAYS_BEFORE);
    return [{ seen, path: requestPath(request), subject, approvers, leases, since }];
  });
}

/** Who may end it without asking anybody. */
export const isEnder = ({ subject, approvers }: OpenRequest, { id }: Person): boolean =>
  [subject, ...approvers].some((person) => person.id === id);

/** Who ended it by a comment on its pull request, as written and not changed since; undefined when nobody did. */
export const findCommander = (request: OpenRequest, comments: readonly Comment[]): Person | undefined =>
  comments.find(
    ({ number, author, body, edited, at }) =>
      number === request.seen.pull &&
      at >= request.since &&
      author.type === "User" &&
      !edited &&
      isEndCommand(body) &&
      isEnder(request, author),
  )?.author;

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

/** The end of a request, and of those that were to carry on from it. */
export function endEarly(
  state: LedgerState,
  request: string,
  { because, by, at }: { readonly because: EndReason; readonly by?: Person; readonly at: Date },
): Ended[] {
  const following = listLeases(state).filter(
    (lease) => lease.extends === request && !hasEnded(lease, at) && lease.startsAt > at,
  );
  const ended: Ended = { kind: "ended", request, because, ...(by && { by }), at };
  const requests = new Set(following.map((lease) => lease.request));
  return [
    ended,
    ...[...requests].flatMap((next) => endEarly(state, next, { because, ...(by && { by }), at })),
  ];
}
