import { isStateLabel, STATE_LABELS, stateOfCheck } from "../../core/decision/briefing/labels.ts";
import { isForApproval, listMissingReviewers } from "../../core/decision/briefing/reviewers.ts";
import type { CheckResult } from "../../core/decision/check-result.ts";
import type { PullRequest } from "../../core/decision/github-facts.ts";
import { askedWait } from "../../core/plan/back-off.ts";
import type { Briefings } from "../../core/ports/briefings.ts";
import type { Deps } from "../round/deps.ts";

/** A pull request as it was when it was reviewed, and the result; no result where it was closed without a merge. */
export interface Reviewed {
  readonly pull: PullRequest;
  readonly checkResult: CheckResult | undefined;
}

/**
 * Tells the people who may approve a request: requests the reviews that GitHub did not, writes one comment once an approval is all that is
 * waited for, keeps that comment up to date, and labels the pull request. Writes only what changes. Throws when GitHub fails; the next review
 * tries again. Labels and requests for reviews that are held back wait for the next review, and hold no comment back.
 */
export async function briefApprovers(
  deps: Pick<Deps, "briefings" | "log">,
  reviewed: Reviewed,
): Promise<void> {
  const { briefings } = deps;
  if (briefings === undefined) return;
  const { pull, checkResult } = reviewed;
  // Owners of rules are asked by GitHub: without a comment nothing would remember that Hallpass asked them.
  if (checkResult?.kind !== "request") return takeBack(briefings, pull, checkResult ?? "closed");
  await unlessHeldBack(deps, pull, () => showState(briefings, pull, checkResult));
  const isForPeople = isForApproval(checkResult.decision) && !pull.draft;
  const known = await briefings.find(pull.number);
  const isAsked = known?.head === pull.head.sha;
  // First, so that the reviewers take part already when the comment is mailed.
  const areAsked = !isForPeople || isAsked || (await requestReviews(deps, briefings, { pull, checkResult }));
  const head = areAsked ? pull.head.sha : NOBODY_ASKED;
  if (known !== undefined) await briefings.change(known, isForPeople ? head : known.head, checkResult);
  else if (isForPeople) await briefings.write(pull.number, head, checkResult);
}

/** In place of a head: no commit has this id, so the next review requests the reviews. */
const NOBODY_ASKED = "0000";

/** Answers whether the work was done now. A limit of GitHub, or our own before it, holds it back: nobody waits for it. */
async function unlessHeldBack(
  { log }: Pick<Deps, "log">,
  { number }: PullRequest,
  work: () => Promise<void>,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (err) {
    if (askedWait(err) === undefined) throw err;
    log.info({ step: "brief", pull: number, err }, "waits for the next review");
    return false;
  }
}

type Request = Extract<CheckResult, { kind: "request" }>;

async function showState(
  briefings: Briefings,
  { number, labels = [] }: PullRequest,
  checkResult: Request,
): Promise<void> {
  const state = stateOfCheck(checkResult);
  const shown = labels.filter(isStateLabel);
  const isShown =
    state === undefined ? shown.length === 0 : shown.length === 1 && shown[0] === STATE_LABELS[state].name;
  // Hallpass merges it at once: the round after it knows more.
  const isPassing = state === "approved" && isMerging(checkResult);
  if (!isShown && !isPassing) await briefings.showState(number, state);
}

const isMerging = ({ briefing, blocked }: Request): boolean =>
  briefing?.merges === true && blocked === undefined;

/** False when it waits. A refused call is logged and no more: the comment names the approvers too. */
async function requestReviews(
  deps: Pick<Deps, "log">,
  briefings: Briefings,
  { pull, checkResult }: { readonly pull: PullRequest; readonly checkResult: Request },
): Promise<boolean> {
  const people = listMissingReviewers(pull, checkResult);
  if (people.length === 0) return true;
  try {
    return await unlessHeldBack(deps, pull, () => briefings.requestReviews(pull.number, people));
  } catch (err) {
    deps.log.warn({ step: "brief", pull: pull.number, err }, "GitHub did not take the request for reviews");
    return true;
  }
}

/** Nothing is asked for any more. The comment may be there without the label, which waits longer. */
async function takeBack(
  briefings: Briefings,
  { number, labels = [], head }: PullRequest,
  about: CheckResult | "closed",
): Promise<void> {
  const known = await briefings.find(number);
  if (known !== undefined) await briefings.change(known, head.sha, about);
  if (labels.some(isStateLabel)) await briefings.showState(number, undefined);
}
