import { applyEntries, type LedgerState } from "../core/ledger.ts";
import { type Outcome, type Plan, planChanges } from "../core/plan.ts";
import type { Provider } from "../core/ports/provider.ts";
import { type Around, applyPlan, recordOutcome } from "./apply.ts";
import { listGrants } from "./list.ts";

type Providers = ReadonlyMap<string, Provider>;

/** What a reaper will take back, and which providers could not be asked. */
export interface ReapingPlan {
  readonly plan: Plan;
  readonly failures: ReadonlyMap<string, unknown>;
}

/** What was taken back, and the ledger's state as it will be once the app has recorded that. */
export interface Reaping {
  readonly outcomes: readonly Outcome[];
  readonly state: LedgerState;
}

/** Only what has ended, by the clock or on the ledger: a reaper never grants. What ended by hand is the app's to record. */
export async function planReaping(state: LedgerState, providers: Providers, now: Date): Promise<ReapingPlan> {
  const { listings, failures } = await listGrants(state, providers, now);
  const { changes, unexplained } = planChanges(state, listings, now);
  const ended = changes.filter((change) => change.kind === "revocation" && change.because !== "by-hand");
  return { plan: { changes: ended, unexplained }, failures };
}

/** Carries the plan out. A failure is an outcome and keeps nothing else from being tried. `around` sees each change as it is made. */
export async function reap(
  plan: Plan,
  state: LedgerState,
  providers: Providers,
  now: () => Date,
  around?: Around,
): Promise<Reaping> {
  const outcomes = await applyPlan(plan, providers, now, around);
  return {
    outcomes,
    state: applyEntries(
      state,
      outcomes.flatMap((outcome) => recordOutcome(outcome)),
    ),
  };
}
