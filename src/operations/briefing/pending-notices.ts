import { isBefore } from "date-fns/isBefore";
import { isForOwners } from "../../core/decision/briefing/deadlines.ts";
import { isForApproval } from "../../core/decision/briefing/reviewers.ts";
import type { Terms } from "../../core/decision/decision.ts";
import type { Concerned, ExpiredNotice, ReminderNotice } from "../../core/plan/notices.ts";
import { MOST_REMINDERS } from "../../core/policy/waiting-schema.ts";
import { listAwaited } from "./approval-notice.ts";
import type { Reviewed } from "./brief.ts";

/**
 * The reminder that is due of a request which waits for approval; `undefined` for every other result. Its id counts the reminders, to the
 * last: every process derives the same one, so it is sent once, and after a pause only the latest.
 */
export function describeReminder({ pull, checkResult }: Reviewed, now: Date): ReminderNotice | undefined {
  if (checkResult?.kind !== "request" || pull.draft || pull.state !== "open") return undefined;
  const { decision, briefing } = checkResult;
  const { since, remindMs, expiresAt } = briefing?.deadlines ?? {};
  const { terms, awaited } = decision;
  if (since === undefined || remindMs === undefined || terms === undefined || awaited === undefined)
    return undefined;
  const count = Math.floor((now.getTime() - since.getTime()) / remindMs);
  if (count < 1 || !isForApproval(decision)) return undefined;
  return {
    ...{ kind: "reminder", pull: pull.number, since, ...describeTerms(terms) },
    id: `reminder ${pull.head.sha} ${since.toISOString()} ${Math.min(count, MOST_REMINDERS)}`,
    concerned: { ...peopleOf(terms), approvers: listAwaited(awaited) },
    ...(expiresAt && { expiresAt }),
  };
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
