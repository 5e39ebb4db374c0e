import type { Entitlement } from "../core/access/entitlement.ts";
import type { LedgerState } from "../core/ledger/ledger.ts";
import { type Listing, type Outcome, planChanges } from "../core/plan/plan.ts";
import { type CarryOutDeps, carryOut } from "./applying/carry-out.ts";
import { chooseAsked, listAt } from "./evidence/list.ts";
import type { Deps } from "./round/deps.ts";

type SettleDeps = CarryOutDeps & Pick<Deps, "settledCache">;

export interface Settled {
  readonly outcomes: readonly Outcome[];
  /** How many providers could not be read. */
  readonly unlisted: number;
}

/** Makes each provider hold what the ledger allows, each on its own: one that answers late does not delay the plan of another. */
export async function settle(deps: SettleDeps, state: LedgerState): Promise<Settled> {
  const asked = chooseAsked(deps, state);
  const names = new Set([...state.holdings.values()].map(({ entitlement }) => entitlement.provider));
  const settled = await Promise.all([...names].map((name) => settleAt(deps, state, name, asked.get(name))));
  return {
    outcomes: settled.flatMap(({ outcomes }) => outcomes),
    unlisted: settled.reduce((sum, { unlisted }) => sum + unlisted, 0),
  };
}

async function settleAt(
  deps: SettleDeps,
  state: LedgerState,
  name: string,
  asked: readonly Entitlement[] | undefined,
): Promise<Settled> {
  const listings = asked === undefined ? new Map() : await tryToList(deps, state, name, asked);
  const { changes, unexplained } = planChanges(state, listings ?? new Map(), deps.now());
  for (const grant of unexplained)
    deps.log.warn(
      { step: "plan", ...grant.entitlement, principal: grant.principal },
      "held in our name, and no ledger entry explains it",
    );
  const own = changes.filter(({ holding }) => holding.entitlement.provider === name);
  const outcomes = await carryOut(deps, { changes: own, unexplained: [] });
  return { outcomes, unlisted: listings === undefined ? 1 : 0 };
}

async function tryToList(
  deps: SettleDeps,
  state: LedgerState,
  name: string,
  asked: readonly Entitlement[],
): Promise<Map<string, Listing> | undefined> {
  try {
    return await listAt(deps, state, name, asked);
  } catch (error) {
    deps.log.error({ step: "list", provider: name, err: error }, "the provider could not be read");
    return undefined;
  }
}
