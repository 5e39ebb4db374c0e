import { type Decision, decide, listFindings } from "../../core/decision/decision.ts";
import type { Evidence } from "../../core/decision/evidence.ts";
import { earlierAccessReviewed } from "../../core/decision/rules/earlier-reviews.ts";
import { isAsPinned } from "../../core/decision/rules/repository.ts";
import { isError } from "../../core/findings/finding.ts";
import type { RefusalReason } from "../../core/ledger/refusal.ts";
import { maskSecrets } from "../../core/text/secrets.ts";
import { HISTORY_REWRITTEN } from "../evidence/rewritten.ts";

/**
 * Judges a merged request, also while grants are stopped or it is held back: a refusal must not depend on when that passes. undefined when the
 * installation is in a state that the judgement itself depends on: then the request waits.
 */
export function judgeMerged(evidence: Evidence): Decision | undefined {
  const isSound =
    evidence.rules.adopted &&
    isReadable(evidence) &&
    isAsPinned(evidence) &&
    !evidence.stops.some(({ code }) => code === HISTORY_REWRITTEN);
  return isSound ? decide({ ...evidence, stops: [], unreviewed: [] }) : undefined;
}

/** Why an approved request gives nothing yet, if its policy lets it wait for overdue reviews of earlier access. */
export function findHold(evidence: Evidence): string | undefined {
  if (evidence.unreviewed.length === 0) return undefined;
  const verdict = decide(evidence).verdicts.find(({ rule }) => rule === earlierAccessReviewed.name);
  if (verdict?.status === "met") return undefined;
  return verdict?.status === "waiting" ? verdict.says : "A review of earlier access cannot be judged.";
}

/** For example, GitHub cannot read CODEOWNERS while it names a team that was renamed. */
const isReadable = ({ rules, ownersErrors }: Evidence): boolean =>
  ![...rules.findings, ...ownersErrors].some(isError);

/** The codes of everything that keeps a request from being approved. */
export const listCodes = (decision: Decision): string[] => {
  const codes = listFindings(decision).map(({ code }) => code);
  return codes.length > 0 ? [...new Set(codes)] : ["NOT_APPROVED"];
};

/** A comment that people read on a phone. */
const MOST_REASONS = 10;
const LONGEST_REASON = 500;

/** The same in words, for the ledger and for people: what one would see on the check. */
export const listReasons = (decision: Decision): RefusalReason[] =>
  listFindings(decision)
    .slice(0, MOST_REASONS)
    .map(({ code, message, fix }) => ({ code, says: shorten(message), fix: shorten(fix) }));

function shorten(text: string): string {
  const masked = maskSecrets(text);
  return masked.length <= LONGEST_REASON ? masked : `${[...masked].slice(0, LONGEST_REASON - 1).join("")}…`;
}

/** The others are in the log and on the check of every open pull request. */
const MOST_STOPS_TOLD = 3;

/** Says why grants are stopped. */
export function describeStopping({ rules, ownersErrors, stops }: Evidence): string {
  const found = [...rules.findings.filter(isError), ...ownersErrors.filter(isError), ...stops];
  if (found.length === 0)
    return "the rules on the default branch are not in force, or the repository is not as it was set up (RULES_NOT_IN_FORCE).";
  const told = found.slice(0, MOST_STOPS_TOLD).map(({ code, message }) => `${message} (${code})`);
  return [...new Set(told)].join(" ");
}
