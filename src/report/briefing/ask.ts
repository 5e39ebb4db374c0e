import type { AskedEntitlement, Terms } from "../../core/decision/decision.ts";
import { describeDuration } from "../../core/text/duration.ts";
import { code, escapeMarkdown } from "../markdown/escape.ts";
import { linkIssue } from "../markdown/prose.ts";
import { describeMoment } from "../markdown/time.ts";

/** Who wants what until when: one sentence where one access is asked for, which is the first line on a phone. */
export function describeAsk(terms: Terms, page: string | undefined): string {
  const { until } = terms;
  return [
    describeSentence(terms),
    ...describeTotal(terms),
    ...(until === undefined ? [] : [`It ends earlier when ${linkIssue(until, page)} is closed.`]),
  ].join("\n\n");
}

function describeSentence(terms: Terms): string {
  const [only, ...more] = terms.entitlements.map((each) => describeAccess(each, terms));
  const span = describeSpan(terms);
  if (only !== undefined && more.length === 0) return `${describeAsker(terms)} for ${only} for ${span}.`;
  return `${describeAsker(terms)} for ${span}:\n\n${[only, ...more].map((each) => `- ${each}`).join("\n")}`;
}

/** `readonly` on `orders-db/orders`, and the account where it has another name than the person. */
function describeAccess(
  { provider, resource, role, principal }: AskedEntitlement,
  { subject }: Terms,
): string {
  const isOther = principal !== undefined && principal.toLowerCase() !== subject.login.toLowerCase();
  return `${code(role)} on ${code(`${provider}/${resource}`)}${isOther ? ` (account ${code(principal)})` : ""}`;
}

function describeAsker({ subject, requester }: Terms): string {
  const receiver = `**${escapeMarkdown(subject.login)}**`;
  return requester === undefined
    ? `${receiver} asks`
    : `**${escapeMarkdown(requester.login)}** asks on behalf of ${receiver}`;
}

function describeSpan({ durationMs, start, extends: extended }: Terms): string {
  const span = describeDuration(durationMs);
  if (start !== undefined) return `**${span} from ${describeMoment(start)}**`;
  return extended === undefined
    ? `**${span} from the merge**`
    : `**${span} more**, from the end of ${code(extended)}`;
}

/** A chain of extensions may last longer than one request may: approvers see the total. */
function describeTotal({ totalMs, longestMs }: Terms): string[] {
  if (totalMs === undefined) return [];
  const limit =
    longestMs === undefined ? "" : `, more than the ${describeDuration(longestMs)} of one request`;
  return [
    `Together with the requests it extends, the access lasts **${describeDuration(totalMs)}**${limit}.`,
  ];
}
