import { isBefore } from "date-fns/isBefore";
import type { Person } from "../../core/access/lease.ts";
import { type Deadlines, isForOwners } from "../../core/decision/briefing/deadlines.ts";
import { isForApproval, MOST_ASKED } from "../../core/decision/briefing/reviewers.ts";
import type { Terms } from "../../core/decision/decision.ts";
import type { PullRequest } from "../../core/decision/github-facts.ts";
import type { Concerned, ExpiredNotice, ReminderNotice } from "../../core/plan/notices.ts";
import { MOST_REMINDERS } from "../../core/policy/waiting-schema.ts";
import { listAwaited } from "./approval-notice.ts";
import type { Reviewed } from "./brief.ts";

/** The words that are due about a request which waits for approval: that others may approve now, and the last reminder. */
export function listDue(reviewed: Reviewed, now: Date): ReminderNotice[] {
  const { pull, checkResult } = reviewed;
  if (checkResult?.kind !== "request" || pull.draft || pull.state !== "open") return [];
  const { decision, briefing } = checkResult;
  const { terms, awaited } = decision;
  const { deadlines } = briefing ?? {};
  if (deadlines === undefined || terms === undefined || awaited === undefined || !isForApproval(decision))
    return [];
  const { since, expiresAt } = deadlines;
  const about = {
    ...{ kind: "reminder" as const, pull: pull.number, since, ...describeTerms(terms) },
    concerned: { ...peopleOf(terms), approvers: listAwaited(awaited) },
    ...(expiresAt && { expiresAt }),
  };
  const fallback = listTurned(deadlines, about.concerned.approvers);
  const count = countReminders(deadlines, now);
  return [
    ...(fallback.length > 0 ? [{ ...about, id: idOf("fallback", pull, deadlines), fallback }] : []),
    ...(count > 0 ? [{ ...about, id: `${idOf("reminder", pull, deadlines)} ${count}` }] : []),
  ];
}

/** Every process derives the same id, so each notice is sent once; of reminders, after a pause, only the latest. */
const idOf = (kind: string, { head }: PullRequest, { since }: Deadlines): string =>
  `${kind} ${head.sha} ${since.toISOString()}`;

function countReminders({ since, remindMs }: Deadlines, now: Date): number {
  const count = remindMs === undefined ? 0 : Math.floor((now.getTime() - since.getTime()) / remindMs);
  return Math.min(count, MOST_REMINDERS);
}

/** Those of the fallback whose approval counts by now: the decision says so. */
const listTurned = ({ fallback }: Deadlines, approvers: readonly Person[]): Person[] =>
  (fallback?.people ?? []).filter(({ id }) => approvers.some((each) => each.id === id));

/** Those whom GitHub has not asked for a review, of the people that a notice calls. */
export function listUnasked({ pull, checkResult }: Reviewed, { fallback = [] }: ReminderNotice): Person[] {
  const { requested } = pull;
  const teams =
    checkResult?.kind === "request" ? (checkResult.briefing?.deadlines?.fallback?.teams ?? []) : [];
  if (teams.some((team) => requested?.teams.includes(team))) return [];
  return fallback.filter(({ id }) => !requested?.people.includes(id)).slice(0, MOST_ASKED);
}

/** The notice that a request has waited as long as it may, for people and nothing else; `undefined` for every other result. */
export function describeExpiry({ pull, checkResult }: Reviewed, now: Date): ExpiredNotice | undefined {
  if (checkResult?.kind !== "request" || pull.draft || pull.state !== "open") return undefined;
  const { decision, briefing } = checkResult;
  const { since, expiresAt } = briefing?.deadlines ?? {};
  const { terms } = decision;
  if (since === undefined || expiresAt === undefined || terms === undefined) return undefined;
  if (isBefore(now, expiresAt) || !isForOwners(decision)) return undefined;
  return {
    ...{ kind: "expired", pull: pull.number, since, ...describeTerms(terms) },
    id: `expired ${pull.head.sha} ${since.toISOString()}`,
    concerned: { ...peopleOf(terms), approvers: decision.awaited ? listAwaited(decision.awaited) : [] },
  };
}

const peopleOf = ({ subject, requester }: Terms): Omit<Concerned, "approvers"> => ({
  subject,
  ...(requester && { requester }),
});

const describeTerms = ({ entitlements }: Terms): Pick<ReminderNotice, "entitlements"> => ({
  entitlements: entitlements.map(({ provider, resource, role }) => ({ provider, resource, role })),
});
