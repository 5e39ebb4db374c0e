import { holdingKey } from "../../core/access/holding.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import { type Change, isRevocation, isStillRight, type Outcome, type Plan } from "../../core/plan/plan.ts";
import { readFailure } from "../../core/plan/provider-failure.ts";
import { raiseAlert } from "../../core/ports/alert.ts";
import type { Deps } from "../round/deps.ts";
import { readState } from "../round/state.ts";
import { applyPlan } from "./apply-plan.ts";
import { entriesOf } from "./entries.ts";

export type CarryOutDeps = Pick<
  Deps,
  "ledger" | "journal" | "providers" | "locks" | "now" | "log" | "backoff" | "endsAs"
>;

/**
 * Carries out a plan of grants and revocations, with locks, back-off and the journal. Changes of one holding run one at a time: each
 * is checked against the newest state when its turn comes, and recorded before the next. A change that is backing off is put off.
 */
export const carryOut = (deps: CarryOutDeps, plan: Plan): Promise<Outcome[]> =>
  applyPlan(
    { ...plan, changes: deps.backoff?.sort(plan.changes) ?? plan.changes },
    deps.providers,
    deps.now,
    (change, carry) =>
      deps.locks.run(holdingKey(change.holding), async () => {
        try {
          return isPutOff(deps, change) ? await putOff(deps, change) : await attempt(deps, change, carry);
        } catch (error) {
          if (isRevocation(change)) deps.backoff?.noteUnrevoked(change.holding, error, deps.now());
          throw error;
        }
      }),
  );

async function attempt(
  deps: CarryOutDeps,
  change: Change,
  carry: () => Promise<Outcome>,
): Promise<Outcome | undefined> {
  const { state } = await readState(deps);
  if (!isStillRight(change, state, deps.now())) return undefined;
  const outcome = await carry();
  logOutcome(deps, outcome);
  if (outcome.status === "failed" && isRevocation(change))
    deps.backoff?.noteUnrevoked(change.holding, outcome.error, outcome.at);
  if (outcome.status === "failed" && readFailure(outcome.error).code === "TIMEOUT")
    deps.backoff?.noteUnanswered(change.holding, outcome.error, outcome.at);
  await record(deps, outcome, state);
  // Only after recording: if that fails the change is planned again, and must back off for longer each time.
  if (outcome.status === "done") deps.backoff?.noteRevoked(change.holding);
  return outcome;
}

function isPutOff({ backoff, now }: CarryOutDeps, { kind, write, holding }: Change): boolean {
  if (backoff === undefined || !write) return false;
  const at = now();
  return kind === "grant"
    ? !backoff.mayAsk(holding.entitlement.provider, at) || backoff.untilGrant(holding, at) > 0
    : backoff.untilRevocation(holding, at) > 0;
}

/** A grant that waits counts as failed, without an entry. A revocation that waits is recorded like one that failed again. */
async function putOff(deps: CarryOutDeps, change: Change): Promise<Outcome | undefined> {
  const { state } = await readState(deps);
  if (!isStillRight(change, state, deps.now())) return undefined;
  const error = deps.backoff?.reasonOf(change.holding);
  const outcome: Outcome = { status: "failed", change, error, at: deps.now() };
  const recorded = await record(deps, outcome, state);
  return recorded || change.kind === "grant" ? outcome : undefined;
}

async function record(deps: CarryOutDeps, outcome: Outcome, state: LedgerState): Promise<boolean> {
  const entries = entriesOf(outcome, state.holdings.get(holdingKey(outcome.change.holding)), deps.endsAs);
  if (entries.length > 0) await deps.journal.append(entries);
  return entries.length > 0;
}

function logOutcome({ log }: CarryOutDeps, outcome: Outcome): void {
  const { kind, holding } = outcome.change;
  const fields = { step: kind, principal: holding.principal, ...holding.entitlement, until: holding.until };
  if (outcome.status === "done") {
    log.info({ ...fields, ...outcome.receipt }, `${kind} done`);
    return;
  }
  const failed = { ...fields, err: outcome.error };
  const message = `${kind} failed; Hallpass tries again`;
  if (kind === "revocation") raiseAlert(log, "REVOCATION_FAILED", failed, message);
  else log.error(failed, message);
}
