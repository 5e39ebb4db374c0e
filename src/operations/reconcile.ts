import type { LedgerEntry, LedgerState } from "../core/ledger.ts";
import { type Outcome, planChanges } from "../core/plan.ts";
import type { Deps } from "./deps.ts";
import { carryOut, endDue } from "./end.ts";
import { listGrants } from "./list.ts";
import { readState, record, recordJournal } from "./state.ts";
import { type Refusal, verifyMerged } from "./verify.ts";

export interface Reconciled {
  /** What this round put on the ledger, in order. */
  readonly entries: readonly LedgerEntry[];
  readonly refusals: readonly Refusal[];
  readonly outcomes: readonly Outcome[];
  readonly state: LedgerState;
}

/**
 * Makes what is held what git says may be held. Level-triggered: it reads everything anew and may run at any time, twice, or
 * after a crash at any point. Endings go first and do not need GitHub. Throws when GitHub or git cannot be read.
 */
export async function reconcile(deps: Deps): Promise<Reconciled> {
  const ended = await endDue(deps);
  await deps.repository.fetch();
  const late = await recordJournal(deps);
  const { intents, refusals } = await intendMerged(deps);
  const outcomes = await settle(deps);
  const recorded = await recordJournal(deps);
  const { state } = await readState(deps);
  return { entries: [...late, ...intents, ...recorded], refusals, outcomes: [...ended, ...outcomes], state };
}

async function intendMerged(deps: Deps) {
  let refusals: readonly Refusal[] = [];
  const intents = await record(deps, async (state) => {
    const verified = await verifyMerged(deps, state);
    refusals = verified.refusals;
    return verified.intents;
  });
  return { intents, refusals };
}

async function settle(deps: Deps): Promise<Outcome[]> {
  const { state } = await readState(deps);
  const { listings, failures } = await listGrants(state, deps.providers);
  for (const [provider, error] of failures)
    deps.log.error({ step: "list", provider, err: error }, "the provider could not be read");
  const plan = planChanges(state, listings, deps.now());
  for (const grant of plan.unexplained)
    deps.log.warn(
      { step: "plan", ...grant.entitlement, principal: grant.principal },
      "held in our name, and no ledger entry says why",
    );
  return carryOut(deps, plan);
}
