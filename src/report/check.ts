import type { Person } from "../core/access/lease.ts";
import { ACCESS_PAGE } from "../core/asking/pages.ts";
import { isForApproval } from "../core/decision/briefing/reviewers.ts";
import { type CheckResult, conclude, isToReview, type Unread } from "../core/decision/check-result.ts";
import type { Decision, Verdict } from "../core/decision/decision.ts";
import type { Finding } from "../core/findings/finding.ts";
import type { Obstacle } from "../core/plan/obstacle.ts";
import { describeReviewLines, describeReviewMerge } from "./briefing/access-review.ts";
import { describeApprovers } from "./briefing/approvers.ts";
import { describeRequest } from "./briefing/briefing.ts";
import { describeFindings } from "./briefing/findings.ts";
import { describeNext, findWaiting, isRestoring } from "./briefing/next.ts";
import { code, cutLines, escapeMarkdown, plain } from "./markdown/escape.ts";
import { describeBlocked } from "./words/blocked.ts";
import { EXPLAINED } from "./words/refusals.ts";

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
/** The text of the check run. Everything that a person wrote is escaped. */
export function describeCheck(checkResult: CheckResult | Unread): CheckText {
  const { title, summary, annotations } = describe(checkResult);
  return { title: plain(title), summary: cutLines(summary, MAX_SUMMARY, "More did not fit."), annotations };
}

function describe(checkResult: CheckResult | Unread): CheckText {
  if (
    checkResult.kind === "rules" &&
    conclude(checkResult) === "waiting" &&
    checkResult.decision.status === "approved"
  )
    return { ...UNAPPROVED, annotations: [] };
  if ("decision" in checkResult) return describeDecision(checkResult);
  if (checkResult.kind === "unread") return describeObstacle(checkResult);
  if (checkResult.kind === "revert" && checkResult.blocked !== undefined)
    return { ...describeBlocked(checkResult.blocked), annotations: [] };
  if (checkResult.kind === "revert" && checkResult.findings.length === 0 && isToReview(checkResult))
    return { ...describeToReview(checkResult), annotations: [] };
  if (checkResult.unapproved && checkResult.findings.length === 0) return { ...UNAPPROVED, annotations: [] };
  if (conclude(checkResult) === "success")
    return { ...(checkResult.kind === "revert" ? describeRemoval(checkResult) : OTHER), annotations: [] };
  return {
    title: `${count(checkResult.findings.length, "thing")} to fix`,
    summary: describeFindings(checkResult.findings, EXPLAINED),
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

/** The policy asks for the review, so it must not be given by those whose access it is about. */
function describeToReview({ unreviewed, ending }: Removal): { title: string; summary: string } {
  const sooner = ending.length > 0 ? " To end access at once, comment `/hallpass end` on its request." : "";
  return {
    title: "Waiting for the review after the access",
    summary: `${unreviewed.map(code).join(", ")}: the review has to come from an owner who neither held nor asked for that access. It was an emergency, or a policy of this folder asks for that.\n\n**Next:** such an owner looks at what was granted, then approves.${sooner}`,
  };
}

const OTHER = {
  title: "No access is asked for",
  summary: "This pull request touches no access request. Its code owners review it as usual.",
};

const UNAPPROVED = {
  title: "Waiting for an owner's review",
  summary:
    "Here this check alone makes sure that owners review what is merged.\n\n**Next:** a code owner of each file, another person than its author, approves; where a file has none, an owner of `policies/` does.",
};

const MARK = { met: "✅", waiting: "⏳", failed: "❌", open: "◻️" } as const;

/** Explains a request in ten seconds. The order of its parts is in `describeRequest`. */
function describeDecision(checkResult: Decided): CheckText {
  const { kind, decision, findings } = checkResult;
  const blocked =
    kind === "request" && checkResult.blocked !== undefined
      ? describeBlocked(checkResult.blocked)
      : undefined;
  const pages = kind === "request" ? checkResult.briefing : undefined;
  const offers =
    pages?.offers === undefined ? "" : ` What you may ask for: [${ACCESS_PAGE}](${pages.offers}).`;
  const toFix = describeFindings(findings, `${EXPLAINED}${offers}`, pages);
  return {
    title: blocked?.title ?? describeTitle(decision, findings),
    summary: [
      ...(kind === "rules" ? [describeRules(decision, findings), toFix] : []),
      ...(kind === "review" ? [...describeReview(checkResult), toFix] : []),
      ...(kind === "request" ? [describeRequest(checkResult, describeStep(checkResult, toFix))] : []),
      describeVerdicts(decision.verdicts),
    ]
      .filter((part) => part !== "")
      .join("\n\n"),
    annotations: findings.flatMap(annotate),
  };
}

function describeStep({ blocked, decision, briefing, findings }: RequestResult, toFix: string): string {
  const fix = `correct the ${count(findings.length, "thing")} below: edit the file on the same branch.`;
  const next = describeNext(decision, fix, briefing?.merges);
  const step = blocked === undefined ? next : describeBlocked(blocked).summary;
  return toFix === "" ? step : `${step}\n\n${toFix}`;
}

function describeRules(decision: Decision, findings: readonly Finding[]): string {
  const fix = `correct the ${count(findings.length, "thing")} below: edit the files on the same branch.`;
  const awaited = isForApproval(decision) ? decision.awaited : undefined;
  const next = awaited === undefined ? describeNext(decision, fix) : describeApprovers(awaited);
  return `${RULES}\n\n${next}`;
}

function describeReview({ decision, findings, review }: ReviewResult): string[] {
  const fix = `correct the ${count(findings.length, "thing")} below: edit the file on the same branch.`;
  const awaited = isForApproval(decision) ? decision.awaited : undefined;
  const next = awaited === undefined ? describeNext(decision, fix) : describeApprovers(awaited);
  const step = decision.status === "approved" ? describeReviewMerge(decision, review) : next;
  return [step, describeReviewLines(review)];
}

type ReviewResult = Extract<CheckResult, { kind: "review" }>;
type RequestResult = Extract<CheckResult, { kind: "request" }>;
type Decided = Extract<CheckResult, { kind: "request" | "rules" | "review" }>;

const RULES =
  "This changes the rules: who can get which access, and who approves it. The new rules count only when their owners approve exactly this change.";

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

const listNames = (people: readonly Person[]): string =>
  people.map(({ login }) => login).join(", ") || "nobody";

function describeTitle(decision: Decision, findings: readonly Finding[]): string {
  if (decision.status === "approved" && isRestoring(decision)) return "It restores the rules in force";
  if (decision.basis === "break-glass") return "An emergency: granted without an approval";
  if (decision.basis === "automatic") return "Approved by its policy, without a review";
  if (decision.status === "approved") return `Approved by ${listNames(decision.approvers)}`;
  const waiting = findWaiting(decision);
  if (waiting !== undefined) return waiting.brief;
  return `${count(findings.length, "thing")} to fix`;
}

/** A list and no table: a table is wider than a phone. */
function describeVerdicts(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(
    (verdict) => `- ${MARK[verdict.status]} **${verdict.rule}:** ${describeVerdict(verdict)}`,
  );
  return ["<details><summary>Every rule</summary>", "", ...rows, "", "</details>"].join("\n");
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
