import type { EndLayer, Lease, Person } from "../../core/access/lease.ts";
import type { PartEnd, Story, StoryPart } from "../../core/audit/stories.ts";
import { outcomeOf } from "../../core/audit/stories.ts";
import { formatTime } from "../../core/ledger/ledger-message.ts";
import { describeDuration } from "../../core/text/duration.ts";
import { describeEnd } from "./messages.ts";

/** The login, and the account at the provider where its name is another. */
export const describeHolder = ({ login }: Person, principal: string): string =>
  login === principal ? login : `${login} (${principal})`;

export const listLogins = (people: readonly Person[]): string => people.map(({ login }) => login).join(", ");

export const describePolicy = ({ policy }: Lease): string =>
  policy === undefined ? "not recorded" : `${policy.name} (${policy.blob.slice(0, 12)})`;

export const describeWhy = ({ because, by }: Pick<PartEnd, "because" | "by">): string =>
  by === undefined ? describeEnd(because) : `${describeEnd(because)}, by ${by.login}`;

/** How it was used, by the provider's log: counts, never contents. */
export function describeUsed(used: StoryPart["used"]): string {
  if (used === undefined || used.kind === "unread") return "cannot tell";
  const { count, more, first, last } = used;
  if (first === undefined || last === undefined) return "not used";
  const often = `${count} ${count === 1 ? "action" : "actions"}${more ? " or more" : ""}`;
  return `${often}, ${formatTime(first)} to ${formatTime(last)}`;
}

const LAYERS: Readonly<Record<EndLayer, string>> = {
  gone: "gone before: the provider or a reaper",
  server: "the server",
  once: "a scheduled run",
};

/** What took it away. */
export function describeLayer({ layer, because, actual, left }: PartEnd): string {
  if (actual === undefined || left) return "";
  if (because === "by-hand") return "by hand";
  return layer === undefined ? "not recorded" : LAYERS[layer];
}

/** How late it ended; "" where that is no question. */
export function describeLateness({ planned, actual, continued, left }: PartEnd, now: Date): string {
  if (continued === true || left === true) return "";
  const late = (actual ?? now).getTime() - planned.getTime();
  if (late < 1000) return "on time";
  return `${describeDuration(late)} late`;
}

/** `held until …`, `ended …, reviewed by …`, `refused: CODE`. */
export const describeOutcome = (story: Story, now: Date): string =>
  [describeFate(story, now), ...(story.receipt ? [describeReview(story.receipt)] : [])].join(", ");

/** The review after the end. */
export function describeReview({ reviews, at }: NonNullable<Story["receipt"]>): string {
  const by = listLogins(reviews.map(({ reviewer }) => reviewer));
  return by === "" ? "removed without a review" : `reviewed by ${by} on ${formatTime(at).slice(0, 10)}`;
}

function describeFate(story: Story, now: Date): string {
  const { refusal, parts, record } = story;
  if (parts.length === 0) {
    if (refusal !== undefined) return `refused: ${refusal.codes.join(", ")}`;
    if (record?.closed !== undefined) return ["closed without a merge", ...record.closed.codes].join(": ");
    return record?.approved === undefined
      ? "asked"
      : `approved, from ${formatTime(record.approved.startsAt)}`;
  }
  const outcome = outcomeOf(story);
  const last = parts.toSorted((a, b) => a.lease.endsAt.getTime() - b.lease.endsAt.getTime()).at(-1);
  if (last === undefined || outcome === "granting") return outcome;
  return outcome === "ended" ? `ended ${formatTime(endTime(last))}` : describeHeld(last, now);
}

const endTime = ({ end, lease }: StoryPart): Date => end?.actual ?? end?.planned ?? lease.endsAt;

const describeHeld = ({ end, lease }: StoryPart, now: Date): string =>
  end === undefined
    ? `held until ${formatTime(lease.endsAt)}`
    : `OVERDUE since ${formatTime(end.planned)}, ${describeLateness(end, now)}`;
