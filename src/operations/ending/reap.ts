import type { Entitlement } from "../../core/access/entitlement.ts";
import { holdingKey } from "../../core/access/holding.ts";
import { applyToHoldings, type HeldState } from "../../core/ledger/ledger.ts";
import {
  type Change,
  entitlementsOf,
  isByHand,
  isRevocation,
  type Outcome,
  type Plan,
  planChanges,
} from "../../core/plan/plan.ts";
import type { Provider } from "../../core/ports/provider.ts";
import { type ApplyHook, applyPlan } from "../applying/apply-plan.ts";
import { entriesOf } from "../applying/entries.ts";
import { askProviders } from "../evidence/list.ts";

type Providers = ReadonlyMap<string, Provider>;

/** The revocations that a reaper will make, and the providers that could not be asked. */
export interface ReapingPlan {
  readonly plan: Plan;
  readonly failures: ReadonlyMap<string, unknown>;
}

/** The outcomes, and the holdings as they will be once the app has recorded them. */
export interface Reaping extends ReapingPlan {
  readonly outcomes: readonly Outcome[];
  readonly state: HeldState;
}

/** Plans revocations of ended access only: a reaper never grants. The app records manual revocations. */
export async function planReaping(state: HeldState, providers: Providers, now: Date): Promise<ReapingPlan> {
  const asked = [...entitlementsOf(state, now)];
  return merge(await Promise.all(asked.map(([name, list]) => planAt(name, list, state, providers, now))));
}

/**
 * Carries the plan out, each provider on its own: a slow provider delays only its own revocations. A failure is an outcome and stops
 * no other change. `around` runs around each change.
 */
export async function reap(
  state: HeldState,
  providers: Providers,
  now: () => Date,
  around?: ApplyHook,
): Promise<Reaping> {
  const asked = [...entitlementsOf(state, now())];
  const reaped = await Promise.all(
    asked.map(async ([name, list]) => {
      const planned = await planAt(name, list, state, providers, now());
      return { ...planned, outcomes: await applyPlan(planned.plan, providers, now, around) };
    }),
  );
  const outcomes = reaped.flatMap((each) => each.outcomes);
  const entries = outcomes.flatMap((outcome) =>
    entriesOf(outcome, state.holdings.get(holdingKey(outcome.change.holding))),
  );
  return { ...merge(reaped), outcomes, state: applyToHoldings(state, entries) };
}

async function planAt(
  name: string,
  entitlements: readonly Entitlement[],
  state: HeldState,
  providers: Providers,
  now: Date,
): Promise<ReapingPlan> {
  const { listings, failures } = await askProviders(new Map([[name, entitlements]]), providers);
  const { changes, unexplained } = planChanges(state, listings, now);
  const isDue = (change: Change): boolean =>
    change.holding.entitlement.provider === name && isRevocation(change) && !isByHand(change);
  return { plan: { changes: changes.filter(isDue), unexplained }, failures };
}

const merge = (plans: readonly ReapingPlan[]): ReapingPlan => ({
  plan: {
    changes: plans.flatMap(({ plan }) => plan.changes),
    unexplained: plans.flatMap(({ plan }) => plan.unexplained),
  },
  failures: new Map(plans.flatMap(({ failures }) => [...failures])),
});
