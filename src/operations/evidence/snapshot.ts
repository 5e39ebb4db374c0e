import type { AdoptedRules } from "../../core/decision/evidence.ts";
import { type RoundView, readView, type ViewSources } from "../round/view.ts";
import { type RulesSource, readAdoptedRules } from "./in-force.ts";

/** The state of git and the ledger for one round or review: read once, and passed on. */
export interface Snapshot extends RoundView {
  /** The rules at the default branch's tip, and whether they are in force there. */
  readonly rules: AdoptedRules;
}

export const readSnapshot = async (deps: RulesSource & ViewSources): Promise<Snapshot> =>
  addRules(deps, await readView(deps));

/** Completes a view with the rules at its tip, as its ledger state adopted them. */
export async function addRules(deps: RulesSource, view: RoundView): Promise<Snapshot> {
  return { ...view, rules: await readAdoptedRules(deps, view.state, view.tip) };
}
