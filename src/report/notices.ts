import type { Person } from "../core/access/lease.ts";
import type {
  AccessNotice,
  EndingNotice,
  ExpiredNotice,
  Notice,
  OverlapNotice,
  ReminderNotice,
  ReviewNotice,
} from "../core/plan/notices.ts";
import { code, escapeMarkdown } from "./markdown/escape.ts";
import { describeTime } from "./markdown/time.ts";
import { describeEntry, describeRefusal, describeWaiting } from "./words/messages.ts";

/** The page of GitHub where the file of a new request is written, in the folder of an earlier one. */
export type EditorFor = (path: string) => string | undefined;

/** The text of a notice, in Markdown. `offers`: the page that lists everything on offer. */
export function describeNotice(
  notice: Notice,
  editorFor: EditorFor = () => undefined,
  offers?: string,
): string {
  if (notice.kind === "waiting") return describeWaiting(notice);
  if (notice.kind === "overlap") return describeOverlap(notice);
  if (notice.kind === "approval") return "The request waits for approval: see the check.";
  if (notice.kind === "alert") return `An operator must look: ${code(notice.code)}.`;
  if (notice.kind === "digest") return `Without a review on ${notice.day}: ${notice.access.length}.`;
  if (notice.kind === "ending") return describeEnding(notice);
  if (notice.kind === "review") return describeReview(notice);
  if (notice.kind === "reminder") return describeReminder(notice);
  if (notice.kind === "expired") return describeExpired(notice);
  const { entry } = notice;
  return entry.kind === "refused"
    ? describeRefusal(entry.refusal, { editor: editorFor(entry.refusal.path), offers })
    : [...(notice.emergency ? [describeEmergency(notice)] : []), describeEntry(entry)].join("\n\n");
}

/** People whom one comment calls: the ledger names no more than these anyway. */
const MOST_CALLED = 50;

/** Calls the owners by name. A mention sends them GitHub's own notice. */
function describeEmergency({ concerned }: AccessNotice): string {
  const owners = (concerned?.approvers ?? [])
    .slice(0, MOST_CALLED)
    .flatMap(({ login }) => (/^[A-Za-z0-9-]+$/u.test(login) ? [`@${login}`] : []));
  return `🚨 **Break-glass: granted without an approval.** ${owners.join(" ") || "An owner"}: look at it now. \`/hallpass end\` on a line of its own ends it. Once it has ended, review the pull request that removes its file: until then this person has no second emergency.`;
}

/** A request began or ended, and changes nothing while others hold the same. */
function describeOverlap({ change, principal, entitlement, endsAt, until, others }: OverlapNotice): string {
  const what = `${code(entitlement.role)} on ${code(`${entitlement.provider}/${entitlement.resource}`)}`;
  const by = others.map((pull) => `#${pull}`).join(", ");
  return change === "began"
    ? `ℹ️ ${code(principal)} already holds ${what} until **${describeTime(until)}**, through ${by}. This request, until **${describeTime(endsAt)}**, changes nothing unless that access ends earlier.`
    : `☑️ This request has ended. ${code(principal)} **still holds** ${what} until **${describeTime(until)}**, through ${by}. To end that too, comment \`/hallpass end\` there.`;
}

/** The first line says all that a phone shows of it. The command stands in a block of its own, which GitHub lets people copy with one touch. */
function describeEnding({ pull, concerned, access, endsAt, extendBy }: EndingNotice): string {
  const what = access
    .map(
      ({ entitlement: { provider, resource, role } }) =>
        `${code(role)} on ${code(`${provider}/${resource}`)}`,
    )
    .join(", ");
  return [
    `⏰ The access of **${escapeMarkdown(concerned.subject.login)}** ends at **${describeTime(endsAt)}**: ${what}.`,
    `Longer? Write this as a new comment on #${pull}. It needs an approval of its own, so ask now:`,
    `\`\`\`\n/hallpass extend ${extendBy}\n\`\`\``,
    "Done? Do nothing: it ends by itself. To end it now, comment `/hallpass end` there.",
  ].join("\n\n");
}

/** Requests in one reminder; the pull request lists all. */
const MOST_NAMED = 10;

/** Names who may review, without a mention: GitHub has asked the owners already. */
function describeReview({ requests, dueAt, owners, holds }: ReviewNotice): string {
  const named = requests.slice(0, MOST_NAMED).map(code).join(", ");
  const more = requests.length > MOST_NAMED ? ` and ${requests.length - MOST_NAMED} more` : "";
  const who = owners.length === 0 ? "An owner of the files" : `A member of ${owners.map(code).join(" or ")}`;
  return [
    `⏰ The review of ended access is **overdue** since **${describeTime(dueAt)}**: ${named}${more}.`,
    `${who} reads what was granted, then approves this pull request. That changes no access.`,
    ...(holds
      ? [
          "Until then the team's requests wait. The approval of a person who held or asked for the access does not count.",
        ]
      : []),
  ].join("\n\n");
}

/** Names who may approve, without a mention: their reviews are requested. */
function describeReminder({ concerned: { approvers }, since, expiresAt, fallback }: ReminderNotice): string {
  const waits = `This request has waited for approval **since ${describeTime(since)}**.`;
  return [
    fallback === undefined
      ? `⏰ ${waits}`
      : `📣 ${waits} **From now on, ${listNames(fallback)} can approve it too.**`,
    `**Who can approve:** ${listNames(approvers)}. Files changed → Review changes → Approve.`,
    ...(expiresAt
      ? [`Hallpass closes it at **${describeTime(expiresAt)}** if it is not approved by then.`]
      : []),
  ].join("\n\n");
}

function listNames(people: readonly Person[]): string {
  const shown = people.slice(0, MOST_NAMED).map(({ login }) => escapeMarkdown(login));
  const rest = people.length - shown.length;
  return [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(", ");
}

function describeExpired({ since }: ExpiredNotice): string {
  return [
    `⌛ **Closed: this request was not approved in time.** It has waited since **${describeTime(since)}**, and its policy lets it wait no longer. Nothing was granted.`,
    "Still needed? Reopen this pull request: its time begins anew. Or ask again as you did, with a new request.",
  ].join("\n\n");
}
