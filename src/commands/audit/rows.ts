import { describeEntitlement } from "../../core/access/entitlement.ts";
import { nameApproval } from "../../core/access/name-approval.ts";
import { type Story, type StoryPart, timeOf } from "../../core/audit/stories.ts";
import { listAccess } from "../../core/audit/story-facts.ts";
import { describeUnused, type Unused } from "../../core/audit/unused.ts";
import type { Held } from "../../core/audit/who-can.ts";
import { formatTime } from "../../core/ledger/ledger-message.ts";
import {
  describeHolder,
  describeLateness,
  describeLayer,
  describeOutcome,
  describePolicy,
  describeUsed,
  describeWhy,
} from "../../report/words/stories.ts";
import { nameApprovers, nameSubject } from "../../report/words/story-facts.ts";
import type { Rows } from "./table.ts";

/** Who held what at a time. */
export const heldRows = (held: readonly Held[], time: Date): Rows<Held> => ({
  name: "held",
  head: ["PERSON", "ACCESS", "SINCE", "UNTIL", "REQUEST", "APPROVED BY", "POLICY", "USED"],
  records: held,
  none: `Hallpass gave nobody such access at ${formatTime(time)}.`,
  toRow: ({ subject, principal, entitlement, since, until, leases, state, overdue, heldBefore }) => {
    const notes = [
      ...(state === "unclear" ? ["its grant was under way"] : []),
      ...(overdue ? ["OVERDUE"] : []),
      ...(heldBefore ? ["held before"] : []),
    ];
    return [
      describeHolder(subject, principal),
      describeEntitlement(entitlement),
      formatTime(since),
      `${formatTime(until)}${notes.length === 0 ? "" : ` (${notes.join(", ")})`}`,
      leases.map(({ lease }) => `${lease.request} (#${lease.pull})`).join(", "),
      [...new Set(leases.map(({ lease }) => nameApproval(lease)))].join("; "),
      [...new Set(leases.map(({ lease }) => describePolicy(lease)))].join(", "),
      leases.map(({ used }) => (used === undefined ? "" : describeUsed(used))).join("; "),
    ];
  },
});

/** Every request, with what became of it. */
export const historyRows = (stories: readonly Story[], now: Date): Rows<Story> => ({
  name: "requests",
  head: ["ASKED", "PERSON", "ACCESS", "REQUEST", "APPROVED BY", "OUTCOME"],
  records: stories,
  none: "No request.",
  toRow: (story) => {
    const { request, pull } = story;
    const when = timeOf(story);
    return [
      when === undefined ? "" : formatTime(when),
      nameSubject(story),
      listAccess(story).map(describeEntitlement).join(", "),
      pull === undefined ? request : `${request} (#${pull})`,
      nameApprovers(story),
      describeOutcome(story, now),
    ];
  },
});

/** One end of one part of a request. */
export type Ended = Pick<Story, "request" | "pull"> &
  StoryPart & { readonly end: NonNullable<StoryPart["end"]> };

export const listEnds = (stories: readonly Story[]): Ended[] =>
  stories
    .flatMap(({ request, pull, parts }) =>
      parts.flatMap(({ end, ...part }): Ended[] =>
        end === undefined ? [] : [{ request, ...(pull !== undefined && { pull }), ...part, end }],
      ),
    )
    .sort((a, b) => a.end.planned.getTime() - b.end.planned.getTime());

/** Each end: planned and actual. */
export const endRows = (ends: readonly Ended[], now: Date): Rows<Ended> => ({
  name: "ends",
  head: ["PLANNED", "ENDED", "LATE", "PERSON", "ACCESS", "REQUEST", "WHY", "ENDED BY", "USED"],
  records: ends,
  none: "No access has ended.",
  toRow: ({ end, lease, principal, entitlement, request, used }) => [
    formatTime(end.planned),
    describeActual(end),
    describeLateness(end, now),
    describeHolder(lease.subject, principal),
    describeEntitlement(entitlement),
    request,
    describeWhy(end),
    describeLayer(end),
    describeUsed(used),
  ],
});

function describeActual({ actual, continued, left }: Ended["end"]): string {
  if (continued) return "went on by another request";
  if (left) return "left: it was held before";
  return actual === undefined ? "NOT YET" : formatTime(actual);
}

/** Access that ended without a known use. */
export type UnusedEnd = Ended & { readonly unused: Unused };

export const listUnused = (ends: readonly Ended[]): UnusedEnd[] =>
  ends.flatMap((each) => {
    const unused = describeUnused(each);
    return unused === undefined ? [] : [{ ...each, unused }];
  });

const UNUSED: Readonly<Record<Unused, string>> = {
  unused: "not used",
  unlogged: "cannot tell: no log was read",
  unread: "cannot tell: its log could not be read",
};

/** Access that nobody is known to have used. */
export const unusedRows = (ends: readonly UnusedEnd[]): Rows<UnusedEnd> => ({
  name: "unused",
  head: ["FROM", "ENDED", "PERSON", "ACCESS", "REQUEST", "APPROVED BY", "USED"],
  records: ends,
  none: "All access that ended was used.",
  toRow: ({ end, grantedAt, lease, principal, entitlement, request, unused }) => [
    formatTime(grantedAt ?? lease.startsAt),
    describeActual(end),
    describeHolder(lease.subject, principal),
    describeEntitlement(entitlement),
    request,
    nameApproval(lease),
    UNUSED[unused],
  ],
});
