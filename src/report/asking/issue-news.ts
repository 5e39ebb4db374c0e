import type { IssueNews } from "../../core/asking/issue-news.ts";
import type { Finding } from "../../core/findings/finding.ts";
import { escapeMarkdown } from "../markdown/escape.ts";

/** What the person who asked is told in the issue, in Markdown. `form`: the page to ask anew. */
export function describeNews(news: IssueNews, form: string): string {
  if (news.kind === "opened")
    return `📝 Hallpass opened #${news.pull} for this, and you count as the person who asks. Its check says who may approve it. What becomes of it is told here too.\n\nTo end the access early, or to withdraw the request, **close this issue**, or comment \`/hallpass end\` here. Do not edit it: an edited issue asks for nothing.`;
  if (news.kind === "closed")
    return `⛔ #${news.pull} was closed, and not merged: nothing is granted. If the access is still needed, [ask anew](${form}).`;
  if (news.kind === "withdrawn")
    return `☑️ You asked to end this. The issue is closed: access through #${news.pull} ends within a minute, and none begins.`;
  if (news.kind === "waits")
    return `⏳ Hallpass could not open the pull request yet: ${escapeMarkdown(news.why)}\n\n**Next:** ${escapeMarkdown(news.next)} It tries again by itself, and answers here.`;
  const what =
    news.kind === "unusable"
      ? `⛔ Hallpass cannot ask with this issue: ${escapeMarkdown(news.problem)}.`
      : ["⛔ Nobody can approve this as it is:", "", ...news.findings.map(describeFinding)].join("\n");
  return `${what}\n\nAn edit does not count, because others may edit issues too. So this one is closed; [ask anew](${form}).`;
}

/** Said on the pull request, for its approvers. */
export const describeWithdrawal = (issue: number): string =>
  `☑️ Issue #${issue}, which asks for this, was closed: the request is withdrawn, and nothing is granted. Whoever still needs the access asks anew.`;

const describeFinding = ({ message, fix }: Finding): string =>
  `- ${escapeMarkdown(message)} ${escapeMarkdown(fix)}`;
