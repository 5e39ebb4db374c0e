import { holdingKey } from "../../core/access/holding.ts";
import type { LedgerState } from "../../core/ledger/ledger.ts";
import {
  type Change,
  isRevocation,
  isStillRight,
  type Outcome,
  type Plan,
  planChanges,
} from "../../core/plan/plan.ts";
import { readFailure } from "../../core/plan/provider-failure.ts";
import { chooseAsked, listAt } from "../evidence/list.ts";
import type { Deps } from "../round/deps.ts";
import { readState } from "../round/state.ts";
import { applyPlan, recordOutcome } from "./apply.ts";

type Needs = Pick<
  Deps,
  "ledger" | "journal" | "providers" | "locks" | "now" | "log" | "backoff" | "settledCache"
>;

/** Ends what has ended at one provider, by what is known here. Never waits for GitHub. What failed is planned again. */
export async function endDue(deps: Needs, provider: string): Promise<Outcome[]> {
  const { state } = await readState(deps);
  return carryOut(deps, { changes: listDue(deps, state, provider), unexplained: [] });
}

/** Milliseconds until something that failed to be ended there is to be tried again; undefined = nothing is overdue. */
export async function untilNextEnd(deps: Needs, provider: string): Promise<number | undefined> {
  const { state } = await readState(deps);
  const waits = listDue(deps, state, provider).map(
    ({ holding }) => deps.backoff?.untilRevocation(holding, deps.now()) ?? 0,
  );
  return waits.length === 0 ? undefined : Math.min(...waits);
}

const listDue = ({ now }: Needs, state: LedgerState, provider: string): Change[] =>
  planChanges(state, new Map(), now())
    .changes.filter(isRevocation)
    .filter(({ holding }) => holding.entitlement.provider === provider);

/**
 * Ends what was taken back at one provider and is there again: an effect of ours that landed late. Reconciling does it too;
 * this needs no GitHub. Throws when the provider cannot be read.
 */
export async function endLate(deps: Needs, provider: string): Promise<Outcome[]> {
  const { state } = await readState(deps);
  const listings = await listAt(deps, state, provider, chooseAsked(deps, state).get(provider) ?? []);
  const changes = planChanges(state, listings, deps.now())
    .changes.filter(isRevocation)
    .filter(({ holding }) => state.holdings.get(holdingKey(holding))?.held === "no");
  return carryOut(deps, { changes, unexplained: [] });
}

/**
 * Applies a plan. Each change waits for the one before it on the same holding, is looked at again when it is its turn, and is
 * written down before the next. What failed lately and is left alone for a while is put off.
 */
export const carryOut = (deps: Needs, plan: Plan): Promise<Outcome[]> =>
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
  deps: Needs,
  change: Change,
  carry: () => Promise<Outcome>,
): Promise<Outcome | undefined> {
  const { state } = await readState(deps);
  if (!isStillRight(change, state, deps.now())) return undefined;
  const outcome = await carry();
  say(deps, outcome);
  if (outcome.status === "failed" && isRevocation(change))
    deps.backoff?.noteUnrevoked(change.holding, outcome.error, outcome.at);
  if (outcome.status === "failed" && readFailure(outcome.error).code === "TIMEOUT")
    deps.backoff?.noteUnanswered(change.holding, outcome.error, outcome.at);
  await writeDown(deps, outcome, state);
  // Only now: what cannot be written down is planned again, and must be left alone for longer each time.
  if (outcome.status === "done") deps.backoff?.noteRevoked(change.holding);
  return outcome;
}

function isPutOff({ backoff, now }: Needs, { kind, write, holding }: Change): boolean {
  if (backoff === undefined || !write) return false;
  return kind === "grant"
    ? !backoff.mayAsk(holding.entitlement.provider, now()) || backoff.untilGrant(holding, now()) > 0
    : backoff.untilRevocation(holding, now()) > 0;
}

/** A grant waits, which is a failure that nobody is told of. Of a revocation the ledger is told as of one that failed again. */
async function putOff(deps: Needs, change: Change): Promise<Outcome | undefined> {
  const { state } = await readState(deps);
  if (!isStillRight(change, state, deps.now())) return undefined;
  const error = deps.backoff?.reasonOf(change.holding);
  const outcome: Outcome = { status: "failed", change, error, at: deps.now() };
  const told = await writeDown(deps, outcome, state);
  return told || change.kind === "grant" ? outcome : undefined;
}

async function writeDown(deps: Needs, outcome: Outcome, state: LedgerState): Promise<boolean> {
  const entries = recordOutcome(outcome, state.holdings.get(holdingKey(outcome.change.holding)));
  if (entries.length > 0) await deps.journal.append(entries);
  return entries.length > 0;
}

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
