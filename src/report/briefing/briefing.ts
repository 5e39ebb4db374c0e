import { isForApproval } from "../../core/decision/briefing/reviewers.ts";
import type { CheckResult } from "../../core/decision/check-result.ts";
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

/** As a quote: in letters that look bold, a reason could pass for what Hallpass says. */
function quoteReason(reason: string, page: string | undefined): string {
  const letters = [...reason];
  const isLong = letters.length > LONGEST_REASON;
  const shown = isLong ? `${letters.slice(0, LONGEST_REASON).join("")}…` : reason;
  return `> **Why:** ${describeProse(shown, page)}${isLong ? " (the rest is in the file)" : ""}`;
}

const describeExpiry = (at: Date): string =>
  `**Without approval:** Hallpass closes this at **${describeTime(at)}**.`;

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
          ...(deadlines?.expiresAt ? [describeExpiry(deadlines.expiresAt)] : []),
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
