import { type Adoption, sameRules } from "../core/adoption.ts";
import { CODEOWNERS_PATHS } from "../core/codeowners.ts";
import { decide } from "../core/decision.ts";
import type { LedgerState } from "../core/ledger.ts";
import type { Adopted } from "../core/ledger-entry.ts";
import { SETTINGS_PATH } from "../core/settings.ts";
import type { Deps } from "./deps.ts";
import { findPullOf } from "./find-pull.ts";
import { gatherEvidence, type Sources } from "./gather.ts";
import { findInForce } from "./in-force.ts";
import { readRules } from "./read-rules.ts";
import { findLost } from "./rewritten.ts";

const RULE_PATHS = ["policies", SETTINGS_PATH, ...CODEOWNERS_PATHS];

type Needs = Sources & Pick<Deps, "log">;

/**
 * The changes of the rules since those in force that their owners approved, each verified like a request, oldest first. A change
 * nobody approved is passed over: what follows it is not adopted either, until the rules in force are back.
 */
export async function adoptRules(deps: Needs, state: LedgerState): Promise<Adopted[]> {
  const { repository, now } = deps;
  const tip = await repository.defaultTip();
  const start = await findInForce(deps, state, tip);
  if (start === undefined) return [];
  if (await isUnlooked(deps, state, start, tip)) return [];
  // The pin itself is written down, so that the ledger alone tells which rules counted when.
  const adopted: Adopted[] = state.adoptions.some(({ commit }) => commit === start.commit)
    ? []
    : [{ kind: "adopted", adoption: { ...start, at: now() }, at: now() }];
  let inForce = start;
  if (sameRules(inForce.ids, (await readRules(repository, tip)).ids)) return adopted;
  for (const commit of await repository.listChanging(inForce.commit, tip, RULE_PATHS)) {
    const known = { ...state, adoptions: [...state.adoptions, ...adopted.map(({ adoption }) => adoption)] };
    const next = await verifyChange(deps, known, inForce, commit);
    if (next === undefined) continue;
    adopted.push({ kind: "adopted", adoption: next, at: next.at });
    inForce = next;
  }
  return adopted;
}

/** The branch was rewritten since the ledger acted on it, and what is in force on it now was in force before that. */
async function isUnlooked(
  { repository, log }: Needs,
  state: LedgerState,
  { commit }: Adoption,
  tip: string,
): Promise<boolean> {
  const lost = await findLost({ repository }, state, tip);
  if (lost === undefined) return false;
  const isNew = !state.adoptions.some((adoption) => adoption.commit === commit);
  if (isNew && !(await repository.isAncestor(commit, lost).catch(() => false))) return false;
  log.error(
    { step: "adopt", alert: true, commit: lost, tip },
    "the default branch was rewritten: it lacks a commit the ledger acted on; nothing is granted until an operator looks",
  );
  return true;
}

/** undefined when the commit leaves the rules as they are in force, or when it proves no approval of what it makes of them. */
async function verifyChange(
  deps: Needs,
  state: LedgerState,
  inForce: Adoption,
  commit: string,
): Promise<Adoption | undefined> {
  const { ids } = await readRules(deps.repository, commit);
  if (sameRules(ids, inForce.ids)) return undefined;
  const pull = await findPullOf(deps, commit);
  if (pull === undefined) return refuse(deps, commit, ["NO_PULL_REQUEST"]);
  const decision = decide(await gatherEvidence(deps, pull, state));
  if (decision.status !== "approved")
    return refuse(
      deps,
      commit,
      decision.verdicts.filter(({ status }) => status !== "met").map(({ rule }) => rule),
    );
  return { commit, ids, pull: pull.number, approvers: decision.approvers, at: deps.now() };
}

function refuse({ log }: Needs, commit: string, because: readonly string[]): undefined {
  log.error(
    { step: "adopt", alert: true, commit, because },
    "the rules were changed without the approval of their owners; nothing is granted while they stand",
  );
}
