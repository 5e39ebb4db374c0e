import { holdingKey } from "../core/holding.ts";
import { isRevocation, isStillRight, type Outcome, type Plan, planChanges } from "../core/plan.ts";
import { applyPlan, recordOutcome } from "./apply.ts";
import type { Deps } from "./deps.ts";
import { readState } from "./state.ts";

type Needs = Pick<Deps, "ledger" | "journal" | "providers" | "locks" | "now" | "log">;

/** Ends what has ended at one provider, by what is known here. Never waits for GitHub. What failed is planned again. */
export async function endDue(deps: Needs, provider: string): Promise<Outcome[]> {
  const { state } = await readState(deps);
  const changes = planChanges(state, new Map(), deps.now())
    .changes.filter(isRevocation)
    .filter(({ holding }) => holding.entitlement.provider === provider);
  return carryOut(deps, { changes, unexplained: [] });
}

/**
 * Applies a plan. Each change waits for the one before it on the same holding, is looked at again when it is its turn, and is
 * written down before the next.
 */
export const carryOut = (deps: Needs, plan: Plan): Promise<Outcome[]> =>
  applyPlan(plan, deps.providers, deps.now, (change, carry) =>
    deps.locks.run(holdingKey(change.holding), async () => {
      const { state } = await readState(deps);
      if (!isStillRight(change, state, deps.now())) return undefined;
      const outcome = await carry();
      say(deps, outcome);
      const entries = recordOutcome(outcome, state.holdings.get(holdingKey(change.holding)));
      if (entries.length > 0) await deps.journal.append(entries);
      return outcome;
    }),
  );

function say({ log }: Needs, outcome: Outcome): void {
  const { kind, holding } = outcome.change;
  const fields = { step: kind, principal: holding.principal, ...holding.entitlement, until: holding.until };
  if (outcome.status === "done") log.info({ ...fields, ...outcome.receipt }, `${kind} done`);
  else
    log.error(
      { ...fields, ...(kind === "revocation" && { alert: true }), err: outcome.error },
      `${kind} failed; it is tried again`,
    );
}
