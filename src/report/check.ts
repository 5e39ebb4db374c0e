import type { Person } from "../core/access/lease.ts";
import { type CheckResult, conclude, type Unread } from "../core/decision/check-result.ts";
import type { Decision, Terms, Verdict } from "../core/decision/decision.ts";
import { grantsNotStopped } from "../core/decision/rules/in-force.ts";
import { everybodyKnown } from "../core/decision/rules/people.ts";
import { rulesRestored } from "../core/decision/rules/rule-change.ts";
import type { Finding } from "../core/findings/finding.ts";
import type { Obstacle } from "../core/plan/obstacle.ts";
import { describeDuration } from "../core/text/duration.ts";
import { describeBlocked } from "./blocked.ts";
import { code, codeProse, cutLines, escapeMarkdown, plain } from "./markdown/escape.ts";
import { describeTime } from "./messages.ts";
import { EXPLAINED } from "./refusals.ts";

export interface Annotation {
  readonly path: string;
  readonly line: number;
  readonly title: string;
  readonly message: string;
}

export interface CheckText {
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly Annotation[];
}

/** GitHub accepts 65,535 characters. */
const MAX_SUMMARY = 65_000;
/** Findings to print in full; the rest are counted. */
const MAX_FINDINGS = 50;

/** The text of the check run. Everything that a person wrote is escaped. */
export function describeCheck(checkResult: CheckResult | Unread): CheckText {
  const { title, summary, annotations } = describe(checkResult);
  return { title: plain(title), summary: cutLines(summary, MAX_SUMMARY, "More did not fit."), annotations };
}

function describe(checkResult: CheckResult | Unread): CheckText {
  if (checkResult.kind === "request" || checkResult.kind === "rules") return describeDecision(checkResult);
  if (checkResult.kind === "unread") return describeObstacle(checkResult);
  if (checkResult.kind === "revert" && checkResult.blocked !== undefined)
    return { ...describeBlocked(checkResult.blocked), annotations: [] };
  if (conclude(checkResult) === "success")
    return { ...(checkResult.kind === "revert" ? describeRemoval(checkResult) : OTHER), annotations: [] };
  return {
    title: `${count(checkResult.findings.length, "thing")} to fix`,
    summary: describeFindings(checkResult.findings),
    annotations: checkResult.findings.flatMap(annotate),
  };
}

const MAX_TITLE = 120;

function describeObstacle({ why, next }: Obstacle): CheckText {
  const title = `Waiting: ${why}`;
  return {
    title: title.length > MAX_TITLE ? `${title.slice(0, MAX_TITLE - 1)}…` : title,
    summary: `Hallpass cannot judge this yet: ${escapeMarkdown(why)}\n\n**Next:** ${escapeMarkdown(next)}`,
    annotations: [],
  };
}

const REVERT = {
  title: "A receipt: every request it removes has ended",
  summary: "The access is over; merging only tidies up.\n\n**Next:** look at what was granted, then approve.",
};

type Removal = Extract<CheckResult, { kind: "revert" }>;

/** Removing a request that was never granted cancels it: there is no access to revoke. */
function describeRemoval({ paths, ungranted, ending }: Removal): { title: string; summary: string } {
  if (ending.length > 0)
    return {
      title: "An early end: merging takes the access back",
      summary: `Merging ends ${ending.map(code).join(", ")} at once, before its time is up.\n\n**Next:** look at what is ended, then approve.`,
    };
  if (ungranted.length === 0) return REVERT;
  const others = ungranted.length < paths.length ? " Every other request it removes has ended." : "";
  return {
    title: "A removal: nothing in it is held",
    summary: `${ungranted.map((id) => `${code(id)} was never granted; merging cancels it.`).join(" ")}${others}\n\n**Next:** look at what is removed, then approve.`,
  };
}

const OTHER = {
  title: "No access is asked for",
  summary: "This pull request touches no access request. Its code owners review it as usual.",
};

const MARK = { met: "✅", waiting: "⏳", failed: "❌", open: "◻️" } as const;

/** Explains a request in ten seconds: who wants which access, what is missing, who acts next. */
function describeDecision(checkResult: Decided): CheckText {
  const { kind, decision, findings } = checkResult;
  const blocked =
    "blocked" in checkResult && checkResult.blocked !== undefined && describeBlocked(checkResult.blocked);
  return {
    title: blocked ? blocked.title : describeTitle(decision, findings),
    summary: [
      kind === "rules" ? RULES : describeAsk(decision),
      blocked ? blocked.summary : `**Next:** ${describeNext(kind, decision, findings)}`,
      describeFindings(findings),
      describeVerdicts(decision.verdicts),
    ]
      .filter((part) => part !== "")
      .join("\n\n"),
    annotations: findings.flatMap(annotate),
  };
}

type Decided = Extract<CheckResult, { kind: "request" | "rules" }>;

const RULES =
  "This changes the rules: who can get which access, and who approves it. The new rules count only when their owners approve exactly this change.";

const isRestoring = ({ verdicts }: Decision): boolean =>
  verdicts.some(({ rule }) => rule === rulesRestored.name);

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

const listNames = (people: readonly Person[]): string =>
  people.map(({ login }) => login).join(", ") || "nobody";

function describeTitle(decision: Decision, findings: readonly Finding[]): string {
  if (decision.status === "approved" && isRestoring(decision)) return "It restores the rules in force";
  if (decision.status === "approved") return `Approved by ${listNames(decision.approvers)}`;
  const waiting = findWaiting(decision);
  if (waiting !== undefined) return waiting.brief;
  return `${count(findings.length, "thing")} to fix`;
}

function describeAsk({ terms }: Decision): string {
  if (terms === undefined) return "";
  const asked = terms.entitlements.map((entitlement) => `- ${describeAsked(entitlement)}`);
  return [
    `${describeAsker(terms)} for **${describeDuration(terms.durationMs)}**, starting ${describeBeginning(terms)}:`,
    asked.join("\n"),
    ...describeTotal(terms),
    ...(terms.until === undefined ? [] : [`It ends earlier when #${terms.until} is closed.`]),
    `Reason: ${codeProse(terms.reason)}`,
  ].join("\n\n");
}

/** A chain of extensions may last longer than one request may: print the total. */
function describeTotal({ totalMs, longestMs }: Terms): string[] {
  if (totalMs === undefined) return [];
  const limit =
    longestMs === undefined ? "" : `, more than the ${describeDuration(longestMs)} of one request`;
  return [
    `Together with the requests it extends, the access lasts **${describeDuration(totalMs)}**${limit}.`,
  ];
}

function describeBeginning({ start, extends: extended }: Terms): string {
  if (start !== undefined) return `at **${describeTime(start)}**`;
  return extended === undefined ? "at the merge" : `at the end of ${code(extended)}`;
}

function describeAsker({ subject, requester }: Terms): string {
  const receiver = `**${escapeMarkdown(subject.login)}**`;
  return requester === undefined
    ? `${receiver} asks`
    : `**${escapeMarkdown(requester.login)}** asks on behalf of ${receiver}`;
}

function describeAsked({
  provider,
  resource,
  role,
  policy,
  principal,
}: Terms["entitlements"][number]): string {
  const account = principal === undefined ? "" : `, as ${code(principal)}`;
  const by = policy === undefined ? "" : ` (policy ${code(policy)})`;
  return `${code(role)} on ${code(`${provider}/${resource}`)}${account}${by}`;
}

function describeNext(kind: Decided["kind"], decision: Decision, findings: readonly Finding[]): string {
  if (decision.status === "approved")
    return kind === "rules"
      ? `merge it. ${isRestoring(decision) ? "Grants then resume" : "The new rules count from then on"}.`
      : "nothing to do. The access starts when this is merged.";
  const stopped = decision.verdicts.find(
    ({ rule, status }) => status === "waiting" && [grantsNotStopped.name, everybodyKnown.name].includes(rule),
  );
  if (stopped?.status === "waiting") return `wait. ${escapeMarkdown(stopped.says)}`;
  const waiting = findWaiting(decision);
  if (waiting === undefined)
    return `correct the ${count(findings.length, "thing")} below: edit the ${kind === "rules" ? "files" : "file"} on the same branch. Nothing is granted.`;
  return `${escapeMarkdown(waiting.says)} To approve, open “Files changed”, then “Review changes” → “Approve”. Other approvals do not count.`;
}

/** The rule that a decision waits for; `undefined` when it does not wait or has other findings. */
function findWaiting({ status, verdicts }: Decision) {
  if (status !== "waiting") return undefined;
  return verdicts.find((verdict) => verdict.status === "waiting");
}

function describeFindings(findings: readonly Finding[]): string {
  if (findings.length === 0) return "";
  const lines = findings.slice(0, MAX_FINDINGS).map(({ code: name, place, message, fix }) => {
    const where = place === undefined ? "" : ` at ${code(`${place.file}:${place.line}:${place.column}`)}`;
    return `- ❌ ${code(name)}${where}: ${escapeMarkdown(message)}\n  **Fix:** ${escapeMarkdown(fix)}`;
  });
  const rest = findings.length - lines.length;
  return ["### To fix", lines.join("\n"), ...(rest > 0 ? [`And ${rest} more.`] : []), EXPLAINED].join("\n\n");
}

function describeVerdicts(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(
    (verdict) => `| ${MARK[verdict.status]} | ${verdict.rule} | ${describeVerdict(verdict)} |`,
  );
  return [
    "<details><summary>Every rule</summary>",
    "",
    "| | Rule | |",
    "|---|---|---|",
    ...rows,
    "",
    "</details>",
  ].join("\n");
}

function describeVerdict(verdict: Verdict): string {
  if (verdict.status === "open") return "not judged yet";
  if (verdict.status === "failed")
    return [...new Set(verdict.findings.map((finding) => code(finding.code)))].join(" ");
  return escapeMarkdown(verdict.says);
}

const annotate = ({ place, code: title, message, fix }: Finding): Annotation[] =>
  place === undefined
    ? []
    : [{ path: place.file, line: place.line, title, message: `${plain(message)}\n${plain(fix)}` }];
