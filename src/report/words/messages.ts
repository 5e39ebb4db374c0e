import type { Connection } from "../../core/access/connection.ts";
import type { EndReason } from "../../core/access/lease.ts";
import { ACCESS_PAGE } from "../../core/asking/pages.ts";
import type { HoldingEntry } from "../../core/ledger/ledger-entry.ts";
import type { Refusal } from "../../core/ledger/refusal.ts";
import type { WaitingNotice } from "../../core/plan/notices.ts";
import { code, codeLine, escapeMarkdown } from "../markdown/escape.ts";
import { describeTime } from "../markdown/time.ts";
import { listRefusalReasons } from "./refusals.ts";

/** Tells people that access began, ended or cannot be ended. */
export function describeEntry(entry: HoldingEntry): string {
  const what = `${code(entry.entitlement.role)} on ${code(`${entry.entitlement.provider}/${entry.entitlement.resource}`)}`;
  const who = code(entry.principal);
  if (entry.kind === "granted" && entry.invited)
    return `✉️ ${who} is **invited** to ${what} until **${describeTime(entry.until)}**, and holds it once they accept.${describeConnection(entry.connection)}`;
  if (entry.kind === "granted")
    return `🔓 ${who} holds ${what} until **${describeTime(entry.until)}**.${describeConnection(entry.connection)}`;
  if (entry.kind === "revoked" && entry.left)
    return `🔒 The lease of ${who} for ${what} ended at **${describeTime(entry.at)}** (${describeEnd(entry.because)}). ${who} had the same access before and **still holds** it: Hallpass takes back only what it gave.`;
  if (entry.kind === "revoked") {
    const sessions = entry.sessionsEnded > 0 ? ` ${entry.sessionsEnded} open session(s) were ended.` : "";
    return `🔒 ${who} no longer holds ${what} since **${describeTime(entry.at)}** (${describeEnd(entry.because)}).${sessions}`;
  }
  if (entry.kind === "failed")
    return `⚠️ ${who} **still holds** ${what} past its end: the revocation fails (${code(entry.code)}). Hallpass keeps trying, and its operators have an alert. Please do not use it; if this is not over in an hour, tell them.`;
  return `📝 ${who} is about to hold ${what}.`;
}

const describeConnection = (connection: Connection | undefined): string => {
  if (connection === undefined) return "";
  const { kind, text } = connection;
  return kind === "command" ? ` Connect with ${codeLine(text)}` : ` Connect at <${text}>`;
};

const ENDS: Readonly<Record<EndReason, string>> = {
  expiry: "its time was up",
  removal: "its request was removed",
  command: "ended by a comment",
  closed: "its issue or pull request was closed, or is gone",
  left: "left the organisation",
  policy: "policies no longer offer it",
  "by-hand": "revoked by hand",
  unproven: "the second verification failed",
};

/** The reason for an end, in words. */
export const describeEnd = (because: EndReason): string => ENDS[because];

/** A merged request waits, and why. */
export const describeWaiting = ({ because, partly }: Pick<WaitingNotice, "because" | "partly">): string =>
  `⏳ Merged, and **${partly ? "a part of it is not" : "nothing is"} granted yet**: ${escapeMarkdown(because)} ${partly ? TRIES_REST : TRIES_ALL}`;

const TRIES_REST = "Hallpass tries the rest again until the request ends.";
const TRIES_ALL =
  "Hallpass tries again every minute and needs no new request. If the access is not there in fifteen minutes, tell the operators of Hallpass about this comment.";

/** The pages where people ask again, as far as they are known. */
export interface AskingPages {
  /** Where a new file of the request's folder is written. */
  readonly editor?: string | undefined;
  /** Lists everything on offer. */
  readonly offers?: string | undefined;
}

export const describeRefusal = (
  refusal: Pick<Refusal, "codes" | "reasons">,
  { editor, offers }: AskingPages = {},
): string =>
  [
    "⛔ Merged, but **nothing was granted**:",
    listRefusalReasons(refusal),
    `**Next:** if the access is still needed, ${describeAskingAgain(editor)}. The check on that pull request says before the merge what is still wrong. The name of this file is used up.${offers === undefined ? "" : ` What you may ask for: [${ACCESS_PAGE}](${offers}).`}`,
  ].join("\n\n");

export const describeAskingAgain = (editor: string | undefined): string =>
  editor === undefined
    ? "ask again with a new file on a new branch"
    : `[ask again with a new file](${editor}) and a new name`;
