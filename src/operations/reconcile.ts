import type { LedgerState } from "../core/ledger.ts";
import type { LedgerEntry } from "../core/ledger-entry.ts";
import { type Outcome, planChanges } from "../core/plan.ts";
import type { Deps } from "./deps.ts";
import { carryOut } from "./end.ts";
import { listGrants } from "./list.ts";
import type { Refusal } from "./refused.ts";
import { readState, record, recordJournal } from "./state.ts";
import { type Verified, verifyMerged } from "./verify.ts";

export interface Reconciled {
  /** What this round put on the ledger, in order. */
  readonly entries: readonly LedgerEntry[];
  readonly refusals: readonly Refusal[];
  /** Everything could be read, and everything planned was done. */
  readonly complete: boolean;
  readonly state: LedgerState;
}

/**
 * Makes what is held what git says may be held. Level-triggered: it reads everything anew and may run at any time, twice, or
 * after a crash at any point. Throws when GitHub or git cannot be read; `endDue` does not need them, and never waits for this.
 */
export async function reconcile(deps: Deps): Promise<Reconciled> {
  await deps.repository.fetch();
  const late = await recordJournal(deps);
  const { intents, refusals, unread } = await intendMerged(deps);
  const { outcomes, unlisted } = await settle(deps);
  const recorded = await recordJournal(deps);
  const { state } = await readState(deps);
  const done = outcomes.every(({ status }) => status === "done");
  const complete = done && unread === 0 && unlisted === 0;
  return { entries: [...late, ...intents, ...recorded], refusals, complete, state };
}

async function intendMerged(deps: Deps) {
  let verified: Verified = { intents: [], refusals: [], unread: 0 };
  const intents = await record(deps, async (state) => {
    verified = await verifyMerged(deps, state);
    return verified.intents;
  });
  return { ...verified, intents };
}

async function settle(deps: Deps): Promise<{ outcomes: Outcome[]; unlisted: number }> {
  const { state } = await readState(deps);
  const { listings, failures } = await listGrants(state, deps.providers, deps.now());
  for (const [provider, error] of failures)
    deps.log.error({ step: "list", provider, err: error }, "the provider could not be read");
  const plan = planChanges(state, listings, deps.now());
  for (const grant of plan.unexplained)
    deps.log.warn(
      { step: "plan", ...grant.entitlement, principal: grant.principal },
      "held in our name, and no ledger entry says why",
    );
  return { outcomes: await carryOut(deps, plan), unlisted: failures.size };
}
