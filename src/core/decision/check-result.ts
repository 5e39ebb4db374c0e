import type { Entitlement } from "../access/entitlement.ts";
import { parseReviewPath, type ReviewLine } from "../files/access-review.ts";
import type { FileChange } from "../files/file-change.ts";
import { classifyPull, isRequestFile, isReviewFile, isRuleFile } from "../files/pull-kind.ts";
import { type Finding, mistake } from "../findings/finding.ts";
import type { LedgerState } from "../ledger/ledger.ts";
import type { Obstacle } from "../plan/obstacle.ts";
import { judgeRevert, listUngranted } from "../plan/revert.ts";
import { listToReview } from "../review/independent.ts";
import { type Deadlines, findDeadlines } from "./briefing/deadlines.ts";
import { listUnusual, type Unusual } from "./briefing/unusual.ts";
import { type Decision, decide, listFindings } from "./decision.ts";
import { listOpenRequests } from "./early-end.ts";
import type { Evidence } from "./evidence.ts";
import { isReviewedByOthers } from "./rules/approval.ts";
import { earlierAccessReviewed } from "./rules/earlier-reviews.ts";
import { everybodyKnown } from "./rules/people.ts";
import { listMisplaced } from "./rules/place.ts";
import { judgeRemoval, needsReview } from "./rules/standard.ts";
import { mayRemove } from "./who-may-end.ts";

/** The name of the app's check, which the default branch must require. */
export const REQUIRED_CHECK = "hallpass/decision";

/** The result of the check on an open pull request, by its kind. */
export type CheckResult =
  | {
      readonly kind: "request";
      readonly decision: Decision;
      readonly briefing?: Briefing;
      readonly findings: readonly Finding[];
      readonly blocked?: string;
    }
  | {
      readonly kind: "rules";
      readonly decision: Decision;
      readonly findings: readonly Finding[];
      readonly unapproved?: true;
    }
  | {
      readonly kind: "review";
      readonly decision: Decision;
      readonly findings: readonly Finding[];
      /** Absent while it cannot be read. */
      readonly review?: ReviewInHand;
    }
  | {
      readonly kind: "revert";
      readonly paths: readonly string[];
      /** Ids of the requests it removes for which nothing was ever granted. */
      readonly ungranted: readonly string[];
      /** Ids of the requests it ends early. */
      readonly ending: readonly string[];
      readonly findings: readonly Finding[];
      /** An owner approved it, or nobody has to. */
      readonly approved: boolean;
      /** Ids of the requests that wait for a review by an owner who did not hold the access. */
      readonly unreviewed: readonly string[];
      /** An owner has to approve it, and nothing but this check demands that. */
      readonly unapproved?: true;
      readonly blocked?: string;
    }
  | { readonly kind: "other"; readonly findings: readonly Finding[]; readonly unapproved?: true };

/** An access review as it is at the head. */
export interface ReviewInHand {
  readonly team: string;
  readonly due: string;
  readonly lines: readonly ReviewLine[];
}

/** What a holder of an entitlement may do, in the words of its system's catalogue. */
export interface Abilities {
  readonly entitlement: Entitlement;
  readonly says: readonly string[];
}

/** What approvers are told besides the decision: it decides nothing. */
export interface Briefing {
  readonly unusual: readonly Unusual[];
  /** Hallpass merges the request once it is approved; otherwise a person does. */
  readonly merges: boolean;
  /** Reminders and the end of waiting, where its policies set any. */
  readonly deadlines?: Deadlines;
  /** What the systems say that holders may do, where they tell. */
  readonly abilities?: readonly Abilities[];
  /** The address of the repository's page, for links. */
  readonly page?: string;
  /** The branch of the repository that the request is edited on. */
  readonly branch?: string;
  /** The address of the page with everything on offer; absent where the default branch has no such page. */
  readonly offers?: string;
}

/** The check result while evidence that decides it cannot be read. */
export type Unread = { readonly kind: "unread" } & Obstacle;

export function formCheckResult(evidence: Evidence, state: LedgerState): CheckResult {
  const checkResult = judge(evidence, state);
  return evidence.pull.draft && isMergeable(checkResult) ? block(checkResult, DRAFT) : checkResult;
}

/** GitHub's words when it refuses to merge a draft. */
const DRAFT = "Pull Request is still a draft";

/** Marks a result that Hallpass would merge and GitHub refuses to, with GitHub's words. */
export const block = (checkResult: CheckResult, blocked: string): CheckResult =>
  checkResult.kind === "request" || checkResult.kind === "revert" ? { ...checkResult, blocked } : checkResult;

function judge(evidence: Evidence, state: LedgerState): CheckResult {
  const kind = classifyPull(evidence.changes);
  if (kind === "other") {
    const findings = [...listMisplaced(evidence), ...judgeArrival(evidence.arriving ?? [])];
    return { kind, findings, ...(needsReview(evidence) && { unapproved: true }) };
  }
  if (kind === "review") return judgeReview(evidence);
  if (kind === "request" || kind === "rules") {
    const decision = decide(evidence);
    const findings = listFindings(decision).map((finding) => locate(finding, evidence));
    return kind === "rules"
      ? { kind, decision, findings, ...(needsReview(evidence) && { unapproved: true as const }) }
      : { kind, decision, briefing: formBriefing(decision, evidence, state), findings };
  }
  const paths = evidence.changes.map(({ path }) => path);
  const open = listOpenRequests(state, evidence.now).filter(({ path }) => paths.includes(path));
  const ending = open.filter((request) => mayRemove(request, evidence)).map(({ seen }) => seen.request);
  const findings = judgeRevert(evidence.changes, state, evidence.now, ending);
  const ungranted = listUngranted(evidence.changes, state);
  const unreviewed = listToReview(paths, state, evidence.rules.policies)
    .filter(({ path, holders }) => !isReviewedByOthers(evidence, path, holders))
    .map(({ id }) => id);
  const approval = judgeRemoval(evidence, { paths, ungranted, ending, unreviewed });
  return { kind, paths, ungranted, ending, findings, ...approval, unreviewed };
}

function judgeReview(evidence: Evidence): CheckResult {
  const decision = decide(evidence);
  const { review } = evidence;
  const findings = listFindings(decision).map((finding) => {
    const place = finding.place ?? (finding.at === "" ? undefined : review?.parsed.locate(finding.at));
    return place === undefined ? finding : { ...finding, place };
  });
  const value = review?.parsed.value;
  const team = review && parseReviewPath(review.path)?.team;
  return {
    ...{ kind: "review", decision, findings },
    ...(value && team !== undefined && { review: { team, due: value.due, lines: value.lines } }),
  };
}

function formBriefing(decision: Decision, evidence: Evidence, state: LedgerState): Briefing {
  const { terms } = decision;
  const { rules, repository, pull, policyChanges = [], now } = evidence;
  const askedAt = state.pulls.get(pull.number)?.asked?.at ?? evidence.askedAt ?? now;
  const deadlines = findDeadlines(decision, evidence);
  const isOwnBranch = pull.head.repositoryId === repository.id;
  return {
    unusual:
      terms === undefined
        ? []
        : listUnusual(terms, state, { policies: rules.policies, policyChanges, askedAt }, now),
    merges: rules.settings?.merge === "automatic",
    ...(deadlines && { deadlines }),
    ...(repository.page !== undefined && { page: repository.page }),
    ...(isOwnBranch && { branch: pull.head.ref }),
  };
}

/** Refuses a merge in which git would carry an edit over to a rule or a request: its owners did not review that change. */
const judgeArrival = (arriving: readonly FileChange[]): Finding[] =>
  arriving
    .filter((change) => isRequestFile(change) || isRuleFile(change) || isReviewFile(change))
    .map(({ path }) =>
      mistake(
        "CHANGE_CARRIED",
        `Merging this would change ${JSON.stringify(path)}: a file it changes has moved there on the default branch.`,
        "Merge the default branch into this one, and look at what is left to change.",
      ),
    );

/** A rule knows the field; the document knows the line. */
function locate(finding: Finding, { file }: Evidence): Finding {
  const place = finding.place ?? (finding.at === "" ? undefined : file?.parsed.locate(finding.at));
  return place === undefined ? finding : { ...finding, place };
}

/** The check's colour. Never neutral or skipped: GitHub counts both as passed. */
export function conclude(checkResult: CheckResult | Unread): "success" | "failure" | "waiting" {
  if (checkResult.kind === "unread") return "waiting";
  if ("blocked" in checkResult && checkResult.blocked !== undefined) return "waiting";
  if (checkResult.kind === "other" || checkResult.kind === "revert") {
    if (checkResult.findings.length > 0) return "failure";
    return checkResult.unapproved || isToReview(checkResult) ? "waiting" : "success";
  }
  if (checkResult.kind === "rules" && checkResult.unapproved && checkResult.decision.status === "approved")
    return "waiting";
  return ({ approved: "success", waiting: "waiting", denied: "failure" } as const)[
    checkResult.decision.status
  ];
}

/** True if a removal waits for the review of an owner who did not hold the access. */
export const isToReview = (checkResult: CheckResult): boolean =>
  checkResult.kind === "revert" && checkResult.unreviewed.length > 0;

/** True while a request waits for overdue reviews of earlier access. */
export const isHeld = (checkResult: CheckResult): boolean =>
  checkResult.kind === "request" &&
  checkResult.decision.verdicts.some(
    ({ rule, status }) => rule === earlierAccessReviewed.name && status === "waiting",
  );

/** True while the check waits for GitHub to report the pushers, which passes by itself. */
export const isLogLate = (checkResult: CheckResult): boolean =>
  "decision" in checkResult &&
  checkResult.decision.verdicts.some(
    ({ rule, status }) => rule === everybodyKnown.name && status === "waiting",
  );

/** True if the app may merge it now: an approved request or removal. People merge all other pull requests. */
export function isMergeable(checkResult: CheckResult): boolean {
  if (checkResult.kind !== "request" && checkResult.kind !== "revert") return false;
  return conclude(checkResult) === "success" && (checkResult.kind === "request" || checkResult.approved);
}
