import { decide } from "../../core/decision/decision.ts";
import { CODEOWNERS_PATHS } from "../../core/files/codeowners.ts";
import { SETTINGS_PATH } from "../../core/files/settings.ts";
import { type Adoption, sameRules } from "../../core/ledger/adoption.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import type { Adopted } from "../../core/ledger/ledger-entry.ts";
import { raiseAlert } from "../../core/ports/alert.ts";
import { findPullOf } from "../evidence/find-pull.ts";
import { gatherEvidence, type Sources } from "../evidence/gather.ts";
import { findInForce } from "../evidence/in-force.ts";
import { readRules } from "../evidence/read-rules.ts";
import { findLost } from "../evidence/rewritten.ts";
import { addRules } from "../evidence/snapshot.ts";
import type { Deps } from "../round/deps.ts";
import type { RoundView } from "../round/view.ts";
import { LATE_ACTIVITY, mayStillTellPushers } from "./late-activity.ts";

const RULE_PATHS = ["policies", SETTINGS_PATH, ...CODEOWNERS_PATHS];

type AdoptDeps = Sources & Pick<Deps, "log">;

/** A rule change that no owner approved. */
interface Rejected {
  readonly commit: string;
  readonly because: readonly string[];
}

/**
 * Adopts the rule changes since the rules in force that their owners approved, each verified like a request, oldest first. Skips an
 * unapproved change; later changes on top of it are not adopted until the rules in force are restored. Looks at all of them even if
 * the tip has the rules in force: an approved change may have been reverted since. Stops at a change whose pushers GitHub may still
 * report: nothing later is adopted before it, and nothing is granted meanwhile.
 */
export async function adoptRules(deps: AdoptDeps, view: RoundView): Promise<Adopted[]> {
  const { repository } = deps;
  const { tip, state, at } = view;
  const start = await findInForce(deps, state, tip);
  if (start === undefined) return [];
  if (await isUnlooked(deps, state, start, tip)) return [];
  // Record the pin too, so that the ledger alone tells which rules counted when.
  const adopted: Adopted[] = state.adoptions.some(({ commit }) => commit === start.commit)
    ? []
    : [{ kind: "adopted", adoption: { ...start, at }, at }];
  const rejected: Rejected[] = [];
  let inForce = start;
  for (const commit of await repository.listChanging(inForce.commit, tip, RULE_PATHS)) {
    const { ids } = await readRules(repository, commit);
    if (sameRules(ids, inForce.ids)) continue;
    const known = { ...state, adoptions: [...state.adoptions, ...adopted.map(({ adoption }) => adoption)] };
    const verified = await verifyChange(deps, { ...view, state: known }, commit);
    if (verified === "later") break;
    if ("because" in verified) {
      rejected.push(verified);
      continue;
    }
    inForce = { ...verified, commit, ids, at };
    adopted.push({ kind: "adopted", adoption: inForce, at });
  }
  if (!sameRules(inForce.ids, (await readRules(repository, tip)).ids)) alertRejected(deps, rejected);
  return adopted;
}

/** True if the branch was rewritten after the ledger acted on it, and no operator has pinned a commit since. */
async function isUnlooked(
  { repository, log }: AdoptDeps,
  state: LedgerState,
  { commit }: Adoption,
  tip: string,
): Promise<boolean> {
  const lost = await findLost(repository, state, tip);
  if (lost === undefined) return false;
  const isNew = !state.adoptions.some((adoption) => adoption.commit === commit);
  if (isNew && !(await repository.isAncestor(commit, lost).catch(() => false))) return false;
  raiseAlert(
    log,
    "BRANCH_REWRITTEN",
    { step: "adopt", commit: lost, tip },
    "the default branch was rewritten: it lacks a commit the ledger acted on; nothing is granted until an operator looks",
  );
  return true;
}

async function verifyChange(
  deps: AdoptDeps,
  view: RoundView,
  commit: string,
): Promise<Rejected | Pick<Adoption, "pull" | "approvers"> | "later"> {
  const pull = await findPullOf(deps, commit);
  if (pull === undefined) return { commit, because: ["NO_PULL_REQUEST"] };
  const evidence = await gatherEvidence(deps, pull, await addRules(deps, view));
  if (mayStillTellPushers(evidence)) {
    deps.log.warn({ step: "adopt", commit, pull: pull.number }, `the rules wait: ${LATE_ACTIVITY.why}`);
    return "later";
  }
  const { status, verdicts, approvers } = decide(evidence);
  if (status === "approved") return { pull: pull.number, approvers };
  const unmet = verdicts.filter((verdict) => verdict.status !== "met");
  return { commit, because: unmet.map(({ rule }) => rule) };
}

function alertRejected({ log }: AdoptDeps, rejected: readonly Rejected[]): void {
  for (const { commit, because } of rejected)
    raiseAlert(
      log,
      "RULES_REJECTED",
      { step: "adopt", commit, because },
      "the rules were changed without the approval of their owners; nothing is granted while they stand",
    );
}
