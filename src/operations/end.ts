import { isRevocation, type Outcome, planChanges } from "../core/plan.ts";
import { applyPlan, recordOutcome } from "./apply.ts";
import type { Deps } from "./deps.ts";
import { readState } from "./state.ts";

type Needs = Pick<Deps, "ledger" | "journal" | "providers" | "now" | "log">;

/** Ends what has ended, by what is known here. Never waits for GitHub. Returns the outcomes; failed ones are planned again. */
export async function endDue(deps: Needs): Promise<Outcome[]> {
  const { state } = await readState(deps);
  const { changes } = planChanges(state, new Map(), deps.now());
  return carryOut(deps, { changes: changes.filter(isRevocation), unexplained: [] });
}

/** Applies a plan, says each outcome, and writes down what was done before anything else happens. */
export async function carryOut(deps: Needs, plan: Parameters<typeof applyPlan>[0]): Promise<Outcome[]> {
  const outcomes = await applyPlan(plan, deps.providers, deps.now);
  for (const outcome of outcomes) say(deps, outcome);
  const entries = outcomes.flatMap(recordOutcome);
  if (entries.length > 0) await deps.journal.append(entries);
  return outcomes;
}

function say({ log }: Needs, outcome: Outcome): void {
  const { kind, holding } = outcome.change;
  const fields = { step: kind, principal: holding.principal, ...holding.entitlement, until: holding.until };
  if (outcome.status === "done") log.info({ ...fields, ...outcome.receipt }, `${kind} done`);
  else log.error({ ...fields, err: outcome.error }, `${kind} failed; it is tried again`);
}
