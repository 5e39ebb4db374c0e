import type { Deadlines } from "../../core/decision/briefing/deadlines.ts";
import { isForApproval } from "../../core/decision/briefing/reviewers.ts";
import type { CheckResult } from "../../core/decision/check-result.ts";
import type { AwaitedApprovals } from "../../core/decision/rules/approval.ts";
import { escapeMarkdown } from "../markdown/escape.ts";
import { describeProse } from "../markdown/prose.ts";
import { describeTime } from "../markdown/time.ts";
import { describeApprovers } from "./approvers.ts";
import { describeAsk } from "./ask.ts";
import { describeGives } from "./gives.ts";
import { describeOutlook } from "./outlook.ts";
import { describeUnusual } from "./unusual.ts";

type Request = Extract<CheckResult, { kind: "request" }>;

/** A screen of a phone. The whole text is in the file. */
const LONGEST_REASON = 600;
const MOST_NAMED = 12;

/** As a quote: in letters that look bold, a reason could pass for what Hallpass says. */
function quoteReason(reason: string, page: string | undefined): string {
  const letters = [...reason];
  const isLong = letters.length > LONGEST_REASON;
  const shown = isLong ? `${letters.slice(0, LONGEST_REASON).join("")}…` : reason;
  return `> **Why:** ${describeProse(shown, page)}${isLong ? " (the rest is in the file)" : ""}`;
}

/** Names whom the policy lets approve later, unless they may already. */
function describeWaiting({ fallback, expiresAt }: Deadlines, { groups }: AwaitedApprovals): string[] {
  const able = new Set(groups.flatMap(({ people }) => people.map(({ id }) => id)));
  const late = (fallback?.people ?? []).filter(({ id }) => !able.has(id)).slice(0, MOST_NAMED);
  const names = late.map(({ login }) => escapeMarkdown(login)).join(", ");
  const says = [
    ...(fallback && late.length > 0
      ? [`from **${describeTime(fallback.from)}** on, ${names} can approve too.`]
      : []),
    ...(expiresAt ? [`Hallpass closes this at **${describeTime(expiresAt)}**.`] : []),
  ];
  return says.length === 0 ? [] : [`**Without approval:** ${says.join(" ")}`];
}

/**
 * What an approver reads, in this order, in the check and in the comment: who wants what until when; why; what that gives; what is unusual;
 * who may approve; what happens then. While no approval is waited for, `step` stands right after the first: it is what people do next.
 */
export function describeRequest({ decision, briefing, findings, blocked }: Request, step: string): string {
  const { terms, awaited } = decision;
  const { unusual = [], abilities = [], merges = true, page, deadlines } = briefing ?? {};
  if (terms === undefined) return step;
  const isObstructed = blocked !== undefined || findings.length > 0;
  const approvers =
    !isObstructed && awaited !== undefined && isForApproval(decision)
      ? [
          describeApprovers(awaited),
          `**On approval:** ${describeOutlook(terms, merges)}`,
          ...(deadlines ? describeWaiting(deadlines, awaited) : []),
        ]
      : undefined;
  return [
    describeAsk(terms, page),
    ...(approvers === undefined ? [step] : []),
    quoteReason(terms.reason, page),
    describeGives(terms, abilities),
    describeUnusual(unusual, terms, page),
    ...(approvers ?? []),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}
