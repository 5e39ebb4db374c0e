import type { Connection } from "../../core/access/connection.ts";
import { describeEntitlement } from "../../core/access/entitlement.ts";
import type { AppliedPolicy, EndReason, Person } from "../../core/access/lease.ts";
import { ACCESS_PAGE } from "../../core/asking/pages.ts";
import type { CheckResult } from "../../core/decision/check-result.ts";
import type { HoldingEntry } from "../../core/ledger/ledger-entry.ts";
import type { Refusal } from "../../core/ledger/refusal.ts";
import type { WaitingNotice } from "../../core/plan/notices.ts";
import { describeDuration } from "../../core/text/duration.ts";

import { code, codeLine, escapeMarkdown, plain } from "../markdown/escape.ts";
import { describeTime } from "../markdown/time.ts";
import { listRefusalReasons } from "./refusals.ts";

export interface CommitMessage {
  readonly title: string;
  readonly body: string;
}

/** The message of the squash commit, for people: Hallpass never reads it. GitHub acts on mentions and "fixes #7" in it, so they are escaped. */
export function describeMerge(checkResult: CheckResult, ledgerTip: string | null): CommitMessage {
  const { title, body } = describeCommit(checkResult, ledgerTip);
  return { title: plain(title), body: body.split("\n").map(plain).join("\n") };
}

function describeCommit(checkResult: CheckResult, ledgerTip: string | null): CommitMessage {
  const ledger = `Hallpass-Ledger: ${ledgerTip ?? "none"}`;
  if (checkResult.kind === "revert")
    return {
      title: `Remove ${checkResult.ungranted.length > 0 ? "requests" : "ended"}: ${checkResult.paths.map(requestName).join(", ")}`,
      body: ledger,
    };
  const terms = checkResult.kind === "request" ? checkResult.decision.terms : undefined;
  if (checkResult.kind !== "request" || terms === undefined)
    throw new Error("Only requests and reverts are merged by the app.");
  const what = terms.entitlements.map(describeEntitlement).join(", ");
  return {
    title: `${terms.subject.login}: ${what} for ${describeDuration(terms.durationMs)}`,
    body: [
      `Hallpass-Request: ${terms.id}`,
      `Hallpass-Subject: ${describePerson(terms.subject)}`,
      ...checkResult.decision.approvers.map((person) => `Hallpass-Approved-By: ${describePerson(person)}`),
      ...describePolicies(terms.entitlements.flatMap(({ applied }) => applied ?? [])),
      ledger,
    ].join("\n"),
  };
}

/** The applied policies with their blobs, and the commit of the rules. */
const describePolicies = (applied: readonly AppliedPolicy[]): string[] => [
  ...new Set([
    ...applied.map(({ name, blob }) => `Hallpass-Policy: ${name} (${blob})`),
    ...applied.map(({ commit }) => `Hallpass-Rules: ${commit}`),
  ]),
];

const describePerson = ({ login, id }: Person): string => `${login} (${id})`;

const requestName = (path: string): string => path.replace(/^access-requests\//u, "").replace(/\.yaml$/u, "");

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
