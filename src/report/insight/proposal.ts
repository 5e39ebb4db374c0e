import type { Change } from "../../core/insight/changes/change.ts";
import { fitSubject } from "../../core/text/subject.ts";
import { escapeMarkdown, plain } from "../markdown/escape.ts";

/** Of the pull request and its commit. */
export function renderTitle([first, ...others]: readonly Change[]): string {
  const rest = others.length > 0 ? `, and ${others.length} more` : "";
  return fitSubject(plain(first?.title ?? ""), rest);
}

/** The text of the pull request: what was seen, what the change does not do, and that people judge. */
export function renderProposal(
  changes: readonly Change[],
  { since, until }: { readonly since: Date; readonly until: Date },
): string {
  const day = (time: Date): string => time.toISOString().slice(0, 10);
  return [
    `\`hallpass insight\` read the ledger from ${day(since)} to ${day(until)}:`,
    "",
    ...changes.flatMap(({ title, says, besides }) => [
      `- **${escapeMarkdown(title)}.** ${escapeMarkdown(says)}${besides === undefined ? "" : ` ${escapeMarkdown(besides)}`}`,
    ]),
    "",
    "It is a hint from the past, and nothing is decided by it: approve it if it is right, and close it if it is not.",
    "",
  ].join("\n");
}
