import type { ChangedDecision } from "../../core/replay/replay.ts";
import type { ReplayReport } from "../../core/replay/replay-report.ts";
import { code, escapeMarkdown } from "../markdown/escape.ts";
import { describeDifference, listCaveats, sortChanges, summarizeReplay } from "./summary.ts";

/** GitHub takes 65,536 characters; the rest is for the words around the list. */
const MOST_CHARACTERS = 50_000;
const MOST_ROWS = 200;
const MOST_OF_A_REASON = 200;

/** The comment on a pull request that changes the rules: one sentence, and the list folded below. `key` is what it was made of. */
export const describeReplay = (about: ReplayReport | "failed", key: string): string =>
  `${about === "failed" ? FAILED : describe(about)}\n\n${PREFIX}${key} -->`;

const FAILED = `**Replay:** it could not be told how past requests would have been decided. Nothing waits for this. ${code("hallpass policy replay")} tells it in a clone.`;

const PREFIX = "<!-- hallpass: replay ";

/** What a comment of a replay was made of; undefined for any other comment. */
export const readReplayMark = (body: string): string | undefined =>
  new RegExp(`${PREFIX}([0-9a-f]{8,128}) -->\\s*$`, "u").exec(body)?.[1];

function describe(report: ReplayReport): string {
  const caveats = listCaveats(report).map((each) => `- ${escapeMarkdown(each)}`);
  return [
    `**Replay:** ${summarizeReplay(report)}`,
    ...(report.changes.length === 0 ? [] : [fold(sortChanges(report.changes))]),
    ...(caveats.length === 0 ? [] : [caveats.join("\n")]),
    `Each past request was decided again under the rules of the default branch, and under those of this pull request. The check does not depend on it. ${code("hallpass policy replay")} does the same in a clone; ${code("docs/policy-tools.md")} says what it supposes.`,
  ].join("\n\n");
}

function fold(changes: readonly ChangedDecision[]): string {
  const rows: string[] = [];
  let length = 0;
  for (const change of changes.slice(0, MOST_ROWS)) {
    const row = renderRow(change);
    length += row.length + 1;
    if (length > MOST_CHARACTERS) break;
    rows.push(row);
  }
  const rest = changes.length - rows.length;
  return [
    "<details><summary>The decisions that change</summary>",
    "",
    "| decided | request | then | now | why |",
    "|---|---|---|---|---|",
    ...rows,
    "",
    ...(rest > 0 ? [`And ${rest} more.`, ""] : []),
    "</details>",
  ].join("\n");
}

/** The number of a pull request is no link: a mention would show in each of them. */
const renderRow = ({ at, request, pull, subject, granted, difference, because }: ChangedDecision): string =>
  `| ${at.toISOString().slice(0, 10)} | ${code(request)} (${[...(pull > 0 ? [`#${pull}`] : []), subject].map(escapeMarkdown).join(", ")}) | ${granted ? "granted" : "refused"} | ${describeDifference(difference)} | ${because.map(({ says }) => escapeMarkdown(cut(says))).join("<br>")} |`;

const cut = (text: string): string =>
  text.length <= MOST_OF_A_REASON ? text : `${text.slice(0, MOST_OF_A_REASON)}…`;
