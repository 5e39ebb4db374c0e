import { createHash } from "node:crypto";
import { ACCESS_PAGE } from "../core/asking/pages.ts";
import {
  block,
  type CheckResult,
  conclude,
  formCheckResult,
  isMergeable,
} from "../core/decision/check-result.ts";
import type { Evidence, PolicyChange } from "../core/decision/evidence.ts";
import type { PullRequest } from "../core/decision/github-facts.ts";
import type { HeldState } from "../core/ledger/ledger.ts";
import { describeObstacle } from "../core/plan/obstacle.ts";
import { raiseAlert } from "../core/ports/alert.ts";
import { addAbilities } from "./briefing/abilities.ts";
import type { Reviewed } from "./briefing/brief.ts";
import { listPolicyChanges } from "./briefing/policy-changes.ts";
import { externalIdOf, gatherEvidence } from "./evidence/gather.ts";
import { addRules, type Snapshot } from "./evidence/snapshot.ts";
import type { Deps } from "./round/deps.ts";
import { findOpenReceipts } from "./round/open-receipts.ts";
import { withJournal } from "./round/state.ts";
import { readView } from "./round/view.ts";

interface Review {
  readonly evidence: Evidence;
  readonly checkResult: CheckResult;
  readonly ledgerTip: string | null;
}

/**
 * Decides an open pull request, writes its check, and merges it when every rule is met. Takes only the number from an event. Returns
 * undefined when the pull request does not exist or is not open. Throws when a read fails; the check says which. `onReviewed` hears of each
 * result, and of a pull request that was closed without a merge.
 */
export async function reviewPullRequest(
  deps: Deps,
  number: number,
  onReviewed: (reviewed: Reviewed) => void = ignore,
): Promise<CheckResult | undefined> {
  const pull = await deps.github.readPull(number);
  if (pull === undefined) return undefined;
  const checkResult = pull.state === "open" ? await reviewOpen(deps, pull) : undefined;
  if (checkResult !== undefined || (pull.state === "closed" && pull.merged === undefined))
    onReviewed({ pull, checkResult });
  return checkResult;
}

const ignore = (): void => undefined;

async function reviewOpen(deps: Deps, pull: PullRequest): Promise<CheckResult | undefined> {
  const { github, log } = deps;
  const { number } = pull;
  const review = await sayObstacle(deps, pull, () => judgePull(deps, pull));
  if (review === undefined) return undefined;
  const { evidence, checkResult, ledgerTip } = review;
  const externalId = externalIdOf(evidence, evidence.rules);
  const isToMerge = isMergeable(checkResult) && evidence.rules.settings?.merge === "automatic";
  const found = isToMerge ? await mergeBlocked(deps, pull, externalId, checkResult, ledgerTip) : undefined;
  if (found !== undefined) return found;
  await github.writeCheck({ head: pull.head.sha, pull: number, externalId, checkResult });
  log.info(
    { step: "review", pull: number, kind: checkResult.kind, conclusion: conclude(checkResult) },
    "reviewed",
  );
  if (!isToMerge) return checkResult;
  const result = await github.merge(number, pull.head.sha, checkResult, ledgerTip);
  log.info({ step: "merge", pull: number, result }, "asked GitHub to merge it");
  return typeof result === "string"
    ? checkResult
    : tellRefusal(deps, pull, externalId, checkResult, result.refused);
}

/**
 * Retries a merge that GitHub refused for exactly this content, without turning the check green while the same refusal stands.
 * undefined = this was not refused before, or GitHub gives another reason now, which may be the check: turn it green first.
 */
async function mergeBlocked(
  { github, log }: Pick<Deps, "github" | "log">,
  { number, head }: PullRequest,
  approvedId: string,
  approved: CheckResult,
  ledgerTip: string | null,
): Promise<CheckResult | undefined> {
  if ((await github.readCheck(head.sha, approvedId))?.passed !== true) return undefined;
  const result = await github.merge(number, head.sha, approved, ledgerTip).catch((error: unknown) => {
    if (passesByItself(error)) return undefined;
    throw error;
  });
  if (result === undefined) return undefined;
  log.info({ step: "merge", pull: number, result }, "asked GitHub again to merge it");
  if (typeof result === "string") return approved;
  if (COUNTED_CHECKS.test(result.refused)) return undefined;
  const id = blockedIdOf(number, approvedId, result.refused);
  const isSaid = (await github.readCheck(head.sha, id)) !== undefined;
  return isSaid ? block(approved, result.refused) : undefined;
}

/** GitHub answers 405 to a merge that the check itself may block: it is not green yet. */
const passesByItself = (error: unknown): boolean =>
  error instanceof Error && "status" in error && error.status === 405;

/** "1 of 2 required status checks are expected" does not name them: one may be the app's own. */
const COUNTED_CHECKS = /status checks/iu;

const blockedIdOf = (number: number, approvedId: string, says: string): string =>
  `${number}:blocked:${createHash("sha256")
    .update(JSON.stringify([approvedId, says]))
    .digest("hex")}`;

/** Writes the refusal under its own id: the approved check stays on record for a merge that happened meanwhile. */
async function tellRefusal(
  { github, log }: Pick<Deps, "github" | "log">,
  { number, head }: PullRequest,
  approvedId: string,
  approved: CheckResult,
  says: string,
): Promise<CheckResult> {
  raiseAlert(
    log,
    "MERGE_REFUSED",
    { step: "merge", pull: number, says },
    "GitHub does not let it merge",
    "warn",
  );
  const checkResult = block(approved, says);
  const now = await github.readPull(number);
  if (now?.state === "open" && now.head.sha === head.sha)
    await github.writeCheck({
      head: head.sha,
      pull: number,
      externalId: blockedIdOf(number, approvedId, says),
      checkResult,
    });
  return checkResult;
}

async function judgePull(deps: Deps, pull: PullRequest): Promise<Review | undefined> {
  await deps.repository.fetch([pull.number]);
  const view = await withJournal(deps, await readView(deps));
  const { state, ledgerTip } = view;
  // GitHub's answer may be older than the merge. A new check would overwrite the one that the merge relies on.
  if ([...state.seen.values()].some(({ pull: merged }) => merged === pull.number)) return undefined;
  const snapshot = await addRules(deps, view);
  const evidence = await gatherEvidence(deps, pull, snapshot);
  const policyChanges = evidence.file === undefined ? [] : await findPolicyChanges(deps, snapshot);
  const askedAt = deps.sightings?.askedAt(pull.number);
  const receipts = await findReceiptsOf(deps, evidence, state);
  const told = { ...evidence, policyChanges, ...(askedAt && { askedAt }), ...(receipts && { receipts }) };
  const checkResult = formCheckResult(told, state);
  const withPage = await addOffers(deps, checkResult, view.tip);
  return { evidence, checkResult: await addAbilities(deps, withPage), ledgerTip };
}

/** A request with mistakes gets the address of the page with everything on offer, if the default branch has that page. */
async function addOffers(
  { repository, pin }: Pick<Deps, "repository" | "pin">,
  checkResult: CheckResult,
  tip: string,
): Promise<CheckResult> {
  if (checkResult.kind !== "request" || checkResult.findings.length === 0) return checkResult;
  const { briefing } = checkResult;
  if (briefing?.page === undefined || (await repository.findFile(tip, ACCESS_PAGE)) === undefined)
    return checkResult;
  const offers = `${briefing.page}/blob/${pin.defaultBranch}/${ACCESS_PAGE}`;
  return { ...checkResult, briefing: { ...briefing, offers } };
}

/** For people only, where overdue reviews may hold the request: the pull requests that are to be approved. */
async function findReceiptsOf(
  deps: Deps,
  { unreviewed, rules, now }: Evidence,
  state: HeldState,
): Promise<Evidence["receipts"] | undefined> {
  if (unreviewed.length === 0) return undefined;
  return findOpenReceipts(deps, state, { name: deps.pin.defaultBranch, tip: rules.commit, now }).catch(
    (err: unknown) => {
      deps.log.warn({ step: "review", err }, "receipts cannot be read, and the check does not link them");
      return undefined;
    },
  );
}

/** For people only: a request does not wait until they can be read. */
const findPolicyChanges = async (deps: Deps, snapshot: Snapshot): Promise<PolicyChange[]> =>
  listPolicyChanges(deps, snapshot).catch((err: unknown) => {
    deps.log.warn(
      { step: "review", err },
      "changes of policies cannot be read, and approvers are not told of them",
    );
    return [];
  });

/** Writes a check that names the obstacle. Otherwise an unreadable pull request would show no check, or an outdated one. */
async function sayObstacle<T>({ github, log }: Deps, pull: PullRequest, judge: () => Promise<T>): Promise<T> {
  try {
    return await judge();
  } catch (error) {
    const { number, head } = pull;
    const checkResult = { kind: "unread" as const, ...describeObstacle(error) };
    try {
      await github.writeCheck({ head: head.sha, pull: number, externalId: `${number}:unread`, checkResult });
    } catch (err) {
      log.warn({ step: "review", pull: number, err }, "the check cannot name the missing fact");
    }
    throw error;
  }
}
