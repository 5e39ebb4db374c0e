import { holdingKey } from "../../core/access/holding.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import { type Change, isRevocation, type Outcome, planChanges } from "../../core/plan/plan.ts";
import { carryOut } from "../applying/carry-out.ts";
import { chooseAsked, listAt } from "../evidence/list.ts";
import type { Deps } from "../round/deps.ts";
import { readState } from "../round/state.ts";

export type EndDeps = Pick<
  Deps,
  "ledger" | "journal" | "providers" | "locks" | "now" | "log" | "backoff" | "settledCache" | "endsAs"
>;

export interface Ending {
  readonly outcomes: readonly Outcome[];
  /** Milliseconds until the first revocation that is still to be made may be tried again; undefined = none is left. */
  readonly retryInMs: number | undefined;
}

/** Revokes expired and ended access at one provider, by the state known here. Never waits for GitHub. Plan again what failed. */
export async function endDue(deps: EndDeps, provider: string): Promise<Ending> {
  const { state } = await readState(deps);
  const changes = listRevocations(deps, state, provider);
  const outcomes = await carryOut(deps, { changes, unexplained: [] });
  return { outcomes, retryInMs: untilRetry(deps, changes, outcomes) };
}

function untilRetry(
  { backoff, now }: EndDeps,
  changes: readonly Change[],
  outcomes: readonly Outcome[],
): number | undefined {
  const done = new Set(
    outcomes.filter(({ status }) => status === "done").map(({ change }) => holdingKey(change.holding)),
  );
  const at = now();
  const waits = changes
    .filter(({ holding }) => !done.has(holdingKey(holding)))
    .map(({ holding }) => backoff?.untilRevocation(holding, at) ?? 0);
  return waits.length === 0 ? undefined : Math.min(...waits);
}

const listRevocations = ({ now }: EndDeps, state: LedgerState, provider: string): Change[] =>
  planChanges(state, new Map(), now())
    .changes.filter(isRevocation)
    .filter(({ holding }) => holding.entitlement.provider === provider);

/**
 * Revokes access that was revoked at one provider and is there again: a call of ours that took effect late. `reconcile` does this too;
 * this does it without GitHub. Throws when the provider cannot be read.
 */
export async function endLate(deps: EndDeps, provider: string): Promise<Outcome[]> {
  const { state } = await readState(deps);
  const listings = await listAt(deps, state, provider, chooseAsked(deps, state).get(provider) ?? []);
  const changes = planChanges(state, listings, deps.now())
    .changes.filter(isRevocation)
    .filter(({ holding }) => state.holdings.get(holdingKey(holding))?.held === "no");
  return carryOut(deps, { changes, unexplained: [] });
}
