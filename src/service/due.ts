import { subSeconds } from "date-fns/subSeconds";
import type { LedgerState } from "../core/ledger/ledger.ts";
import { listOverdue } from "../core/plan/overdue.ts";
import { nextTurn } from "../core/plan/plan.ts";
import { chooseAsked } from "../operations/evidence/list.ts";
import type { Deps } from "../operations/round/deps.ts";
import { readState } from "../operations/round/state.ts";
import type { Scheduler } from "./scheduling/scheduler.ts";
import type { StepName } from "./scheduling/steps.ts";

/** Starts what the newest known state makes due. Needs no GitHub. */
export interface DueSteps {
  /** Sets the timers for the next begin and end, and ends what is overdue. */
  note(state: LedgerState): void;
  /** Reads the state and notes it. */
  readDue(): Promise<undefined>;
  /** Looks at every provider for access that came back after its end. A round does that too, unless it fails. */
  listLate(): Promise<undefined>;
}

const FETCH_BEFORE_END_SECONDS = 5;

/** `learn` hears every state, too, and with what is read from the ledger whether all of that could be verified. */
export function createDueSteps(
  deps: Deps,
  scheduler: Pick<Scheduler<StepName>, "soon" | "timer">,
  learn: (state: LedgerState, isTrusted?: boolean) => void,
): DueSteps {
  const { now } = deps;
  // A round grants what begins; "due" ends what ends, without waiting for that round.
  const turnTimer = scheduler.timer(() => {
    scheduler.soon("due");
    scheduler.soon("reconcile");
  });
  const fetchTimer = scheduler.timer(() => scheduler.soon("reconcile"));

  const setTimers = (next: Date | undefined): void => {
    if (next === undefined) return;
    turnTimer.set(next.getTime() - now().getTime());
    const early = subSeconds(next, FETCH_BEFORE_END_SECONDS).getTime() - now().getTime();
    if (early > 0) fetchTimer.set(early);
  };

  const note = (state: LedgerState): void => {
    learn(state);
    setTimers(nextTurn(state, now()));
    const overdue = listOverdue(state, now()).map(({ entitlement }) => entitlement.provider);
    for (const provider of new Set(overdue)) scheduler.soon("end", provider);
  };

  return {
    note,
    async readDue() {
      const { state, untrusted } = await readState(deps);
      learn(state, untrusted === undefined);
      note(state);
      return undefined;
    },
    async listLate() {
      const { state } = await readState(deps);
      for (const provider of chooseAsked(deps, state).keys()) scheduler.soon("look", provider);
      return undefined;
    },
  };
}
