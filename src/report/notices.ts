import type { Notice, OverlapNotice } from "../core/plan/notices.ts";
import { code } from "./markdown/escape.ts";
import { describeEntry, describeRefusal, describeTime, describeWaiting } from "./messages.ts";

/** The text of a notice, in Markdown. */
export function describeNotice(notice: Notice): string {
  if (notice.kind === "waiting") return describeWaiting(notice);
  if (notice.kind === "overlap") return describeOverlap(notice);
  if (notice.kind === "approval") return "The request waits for approval: see the check.";
  const { entry } = notice;
  return entry.kind === "refused" ? describeRefusal(entry.refusal.codes) : describeEntry(entry);
}

/** A request began or ended, and changes nothing while others hold the same. */
function describeOverlap({ change, principal, entitlement, endsAt, until, others }: OverlapNotice): string {
  const what = `${code(entitlement.role)} on ${code(`${entitlement.provider}/${entitlement.resource}`)}`;
  const by = others.map((pull) => `#${pull}`).join(", ");
  return change === "began"
    ? `ℹ️ ${code(principal)} already holds ${what} until **${describeTime(until)}**, through ${by}. This request, until **${describeTime(endsAt)}**, changes nothing unless that access ends earlier.`
    : `☑️ This request has ended. ${code(principal)} **still holds** ${what} until **${describeTime(until)}**, through ${by}. To end that too, comment \`/hallpass end\` there.`;
}
