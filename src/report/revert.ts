import { differenceInSeconds } from "date-fns/differenceInSeconds";
import { type LeaseUse, MOST_ACTIVITY } from "../core/access/activity.ts";
import { describeEntitlement } from "../core/access/entitlement.ts";
import type { Lease, Person } from "../core/access/lease.ts";
import type { EndedRequest } from "../core/plan/revert.ts";
import { describeSeconds } from "../core/text/duration.ts";
import { code, codeProse, cutLines, escapeMarkdown, plain } from "./markdown/escape.ts";
import { describeTime } from "./markdown/time.ts";
import { describeEnd } from "./words/messages.ts";

/** GitHub refuses bodies over 65,536 characters. */
const MAX_BODY = 60_000;
/** Distinct actions that one lease shows. */
const MAX_ACTIONS = 5;

/** How each lease was used; a lease that is missing here could not be asked about. */
export type Uses = ReadonlyMap<Lease, LeaseUse>;

/** Title and Markdown body of a revert PR, as lists, which a phone can show. Everything a person wrote is escaped. */
export function describeRevertPull(
  team: string,
  requests: readonly EndedRequest[],
  now: Date,
  uses: Uses = new Map(),
): { title: string; body: string } {
  const count = requests.length === 1 ? "1 ended request" : `${requests.length} ended requests`;
  const intro = `This access has ended. Merging removes the ${requests.length === 1 ? "request" : "requests"} from the default branch; your review is the post-access review. No access changes.`;
  const blocks = takeFitting(
    requests.map((request) => describeRequest(request, now, uses)),
    MAX_BODY - intro.length,
  );
  const body = [intro, ...blocks, ...describeRest(blocks.length, requests.length)].join("\n\n");
  return { title: plain(`Remove ${count} of ${team}`), body };
}

/** The first blocks that fit, at least one. A first one that is too long by itself is cut. */
function takeFitting([first, ...more]: readonly string[], limit: number): string[] {
  if (first === undefined) return [];
  const taken = [cutLines(first, limit, "More about this request is on the ledger.")];
  let length = first.length;
  for (const block of more) {
    length += block.length + 2;
    if (length > limit) break;
    taken.push(block);
  }
  return taken;
}

const describeRest = (shown: number, all: number): string[] =>
  shown === all
    ? []
    : [
        `**${shown} of ${all} requests are described here.** Merging removes all ${all}: the page *Files changed* shows the other ${all - shown}, and the ledger says who held what.`,
      ];

function describeRequest({ id, leases }: EndedRequest, now: Date, uses: Uses): string {
  const [first] = leases;
  return [
    `### ${escapeMarkdown(id)}${first === undefined ? "" : ` (#${first.pull})`}`,
    ...(first === undefined ? [] : [`Reason: ${codeProse(first.reason)}`, ""]),
    ...leases.map((lease) => describeLease(lease, now, uses.get(lease) ?? { kind: "unread" })),
  ].join("\n");
}

function describeLease(lease: Lease, now: Date, use: LeaseUse): string {
  const { subject, requester, principal, entitlement, startsAt, endsAt, approvers } = lease;
  const asked = requester === undefined ? "" : `, asked for by ${name(requester)}`;
  return [
    `- **${name(subject)}** as ${code(principal)}${asked}: ${code(describeEntitlement(entitlement))}`,
    `  - granted: ${describeTime(startsAt)}, until ${describeTime(endsAt)}`,
    `  - used: ${describeUse(use, entitlement.provider)}`,
    `  - ended: ${describeEnding(lease)}`,
    `  - late: ${describeLateness(lease, now)}`,
    `  - approved by: ${approvers.map(name).join(", ") || "nobody"}`,
  ].join("\n");
}

const name = ({ login }: Person): string => escapeMarkdown(login);

function describeEnding({ ended }: Lease): string {
  if (ended === undefined) return "held on for another request";
  const by = ended.by === undefined ? "" : `, by ${name(ended.by)}`;
  return `${describeTime(ended.at)}, ${describeEnd(ended.because)}${by}`;
}

/** What the provider's log says of the use. */
export function describeUse(use: LeaseUse, provider: string): string {
  if (use.kind === "no log") return `cannot tell: Hallpass reads no log of ${code(provider)}`;
  if (use.kind === "unread") return `cannot tell: the log of ${code(provider)} could not be read`;
  const [first] = use.activity;
  const last = use.activity.at(-1);
  if (first === undefined || last === undefined)
    return `not used: the log of ${code(provider)} shows no action`;
  const { length } = use.activity;
  const count =
    length >= MOST_ACTIVITY
      ? `${length} actions or more`
      : `${length} ${length === 1 ? "action" : "actions"}`;
  return `${count}, from ${describeTime(first.at)} to ${describeTime(last.at)}: ${listActions(use.activity.map(({ action }) => action))}`;
}

function listActions(actions: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const action of actions) counts.set(action, (counts.get(action) ?? 0) + 1);
  const most = [...counts].sort(([, a], [, b]) => b - a);
  const shown = most
    .slice(0, MAX_ACTIONS)
    .map(([action, times]) => `${code(action)}${times === 1 ? "" : ` ${times}×`}`);
  const others = most.length - shown.length;
  return [...shown, ...(others === 0 ? [] : [`and ${others} other kinds`])].join(", ");
}

/** The time from a lease's planned end to its observed end. */
export function describeLateness({ ended, endsAt }: Lease, now: Date): string {
  if (ended === undefined) return "no";
  if (ended.because !== "expiry") return `no: ${describeEnd(ended.because)}`;
  const at = ended.at > now ? now : ended.at;
  return describeSeconds(Math.max(0, differenceInSeconds(at, endsAt)));
}
