import type { Briefing } from "../../core/decision/check-result.ts";
import type { Finding } from "../../core/findings/finding.ts";
import { code, escapeMarkdown } from "../markdown/escape.ts";

/** Findings to print in full; the rest are counted. */
const MAX_FINDINGS = 50;

type Pages = Pick<Briefing, "page" | "branch">;

/** The mistakes: of each first what is wrong, then the fix, then the code and the place. `explained`: where the codes are. */
export function describeFindings(findings: readonly Finding[], explained: string, pages: Pages = {}): string {
  if (findings.length === 0) return "";
  const lines = findings.slice(0, MAX_FINDINGS).map((finding) => describeFinding(finding, pages));
  const rest = findings.length - lines.length;
  return ["### To fix", lines.join("\n"), ...(rest > 0 ? [`And ${rest} more.`] : []), explained].join("\n\n");
}

// Two spaces at the end of a line break it, in checks and in comments.
function describeFinding({ code: name, place, message, fix }: Finding, pages: Pages): string {
  const where = place === undefined ? "" : ` at ${code(`${place.file}:${place.line}:${place.column}`)}`;
  return [
    `- ❌ ${escapeMarkdown(message)}`,
    `  **Fix:** ${escapeMarkdown(fix)}`,
    `  ${code(name)}${where}${describeEditor(place, pages)}`,
  ].join("  \n");
}

/** Names that mean nothing in an address or in Markdown. Git takes others too: there is no link then. */
const PLAIN_NAME = /^[A-Za-z0-9][A-Za-z0-9._/-]*$/u;

/** A link to GitHub's editor, for a request. Others than the requester lose their approval by a commit, so it says whom it is for. */
function describeEditor(place: Finding["place"], { page, branch }: Pages): string {
  if (place === undefined || page === undefined || branch === undefined) return "";
  const isRequest = place.file.startsWith("access-requests/");
  if (!isRequest || ![place.file, branch].every((name) => PLAIN_NAME.test(name))) return "";
  return ` · [requester: edit line ${place.line}](${page}/edit/${branch}/${place.file}#L${place.line})`;
}
