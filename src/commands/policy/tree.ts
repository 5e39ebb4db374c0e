import type { Decision, Verdict } from "../../core/decision/decision.ts";
import type { Finding } from "../../core/findings/finding.ts";
import { supposedRules } from "../../core/rehearsal/supposed-rules.ts";
import { toRecord } from "../output/finding-lines.ts";

const MARK = { met: "✓", waiting: "…", failed: "✗", open: "?" } as const;

/** The rules that were judged, one a line, with what each says. Rules that are supposed to be met are left out. */
export const renderTree = ({ verdicts }: Decision): string =>
  verdicts.filter(isJudged).flatMap(renderVerdict).join("\n");

const isJudged = ({ rule }: Verdict): boolean => !supposedRules.has(rule);

function renderVerdict(verdict: Verdict): string[] {
  const line = `  ${MARK[verdict.status]} ${verdict.rule}`;
  if (verdict.status === "open") return [`${line}: not judged, because of what is wrong above`];
  if (verdict.status !== "failed") return [`${line}: ${verdict.says}`];
  return [line, ...verdict.findings.flatMap(renderFinding)];
}

const renderFinding = ({ code, message, fix, place }: Finding): string[] => [
  `      ${place === undefined ? "" : `${place.file}:${place.line}:${place.column}  `}${code}  ${message}`,
  `      fix: ${fix}`,
];

/** The same for a script, with every rule. */
export const toVerdictRecord = (verdict: Verdict) => ({
  rule: verdict.rule,
  status: verdict.status,
  supposed: supposedRules.has(verdict.rule),
  says: verdict.status === "met" || verdict.status === "waiting" ? verdict.says : null,
  findings: verdict.status === "failed" ? verdict.findings.map(toRecord) : [],
});
