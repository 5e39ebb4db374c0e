import { subSeconds } from "date-fns";
import type { Attester } from "./attester.ts";
import type { LedgerState } from "./core/ledger.ts";
import { listOverdue, nextTurn } from "./core/plan.ts";
import { createEnder } from "./ender.ts";
import { announce } from "./operations/announce.ts";
import type { Deps } from "./operations/deps.ts";
import { observeTeams } from "./operations/observe.ts";
import { readRules } from "./operations/read-rules.ts";
import { type Reconciled, reconcile } from "./operations/reconcile.ts";
import { removeRefused } from "./operations/remove.ts";
import { readState } from "./operations/state.ts";
import { createQueue } from "./queue.ts";
import { createReviewer } from "./reviewer.ts";
import { backOff, createTimer } from "./timer.ts";

export interface Worker {
  /** Ends what is overdue, reviews what is open, does what is due. Resolves once all of it was tried and GitHub could be read. */
  start(): Promise<void>;
  reviewSoon(pull: number): void;
  /** Every open pull request. */
  reviewAllSoon(): void;
  reconcileSoon(): void;
  /** Who is in the teams whose word counts, and what guards the installation. */
  lookAroundSoon(): void;
  /** Everything that waited for something else than an event. */
  reconsiderSoon(): void;
  /** Lets what runs finish, and starts nothing more. */
  stop(): Promise<void>;
}

const SWEEP_MS = 60_000;
const REVIEW_EVERY_SWEEPS = 5;
const OBSERVE_EVERY_SWEEPS = 60;
const FETCH_BEFORE_END_SECONDS = 5;

/** When the operations run: on events, at the end of leases, on a sweep, and again after a failure. It decides nothing else. */
export function createWorker(deps: Deps, attester: Omit<Attester, "stops">): Worker {
  const { log, now } = deps;
  const queue = createQueue((key, error) => {
    log.error({ step: key, err: error }, "failed; it is tried again");
    retrySoon();
  });
  const cosmetic = createQueue((key, error) =>
    log.warn({ step: key, err: error }, "people could not be told"),
  );
  const reviewer = createReviewer(deps, queue);
  let rulesSeen: string | undefined;
  let failures = 0;
  let sweeps = 0;
  let caughtUp = (): void => undefined;
  const firstRound = new Promise<void>((resolve) => {
    caughtUp = resolve;
  });

  const retrySoon = (): void => retryTimer.set(backOff(failures++));

  const reconcileSoon = (): void => queue.add("reconcile", reconcileNow, { urgent: true });

  const reconcileNow = async (): Promise<void> => {
    const round = await reconcile(deps);
    caughtUp();
    report(round);
    if (round.complete) failures = 0;
    else retrySoon();
    if (round.entries.length > 0) reviewer.reviewReceipts();
    turn(round.state);
    if (round.lookAgainAt !== undefined) lookAgainTimer.set(round.lookAgainAt.getTime() - now().getTime());
    await reviewWhenRulesMoved(round);
  };

  const report = (round: Reconciled): void => {
    cosmetic.add(`announce ${now().getTime()}`, () => announce(deps, round));
    cosmetic.add("remove refused", async () => {
      for (const { number, url } of await removeRefused(deps, round.state))
        log.warn({ step: "remove", pull: number, url }, "a pull request removes a refused file");
    });
  };

  /** Their checks bind the rules they were made under. */
  const reviewWhenRulesMoved = async ({ entries }: Reconciled): Promise<void> => {
    const { ids } = await readRules(deps.repository, await deps.repository.defaultTip());
    const current = JSON.stringify(ids);
    const moved = rulesSeen !== undefined && rulesSeen !== current;
    rulesSeen = current;
    if (moved || entries.some(({ kind }) => kind === "adopted")) await reviewer.reviewAll();
  };

  const ender = createEnder(deps, (failed) => {
    if (failed) return retrySoon();
    reconcileSoon();
    void turnNow();
  });

  /** Beside the queue and not in it: an end waits for no fetch, no review and no other provider. */
  const turn = (state: LedgerState): void => {
    setTurnTimers(nextTurn(state, now()));
    for (const provider of listOverdue(state, now())) ender.endSoon(provider);
  };

  const turnNow = async (): Promise<void> => {
    try {
      turn((await readState(deps)).state);
    } catch (error) {
      log.error({ step: "end", err: error }, "what has ended could not be read; it is tried again");
      retrySoon();
    }
  };

  const setTurnTimers = (next: Date | undefined): void => {
    if (next === undefined) return;
    turnTimer.set(next.getTime() - now().getTime());
    const early = subSeconds(next, FETCH_BEFORE_END_SECONDS).getTime() - now().getTime();
    if (early > 0) fetchTimer.set(early);
  };

  const observeSoon = (): void => queue.add("observe", async () => void (await observeTeams(deps)));

  const retry = (): void => {
    void turnNow();
    reconcileSoon();
  };

  const reviewAllSoon = (): void => queue.add("review all", reviewer.reviewAll);

  const sweep = (): void => {
    retry();
    if (sweeps % REVIEW_EVERY_SWEEPS === 0) reviewAllSoon();
    if (sweeps % OBSERVE_EVERY_SWEEPS === 0) observeSoon();
    sweeps++;
    sweepTimer.set(SWEEP_MS);
  };

  // What begins is granted by reconciling; what ends is ended beside it.
  const turnTimer = createTimer(retry);
  const fetchTimer = createTimer(reconcileSoon);
  const lookAgainTimer = createTimer(reconcileSoon);
  const retryTimer = createTimer(retry);
  const sweepTimer = createTimer(sweep);
  const timers = [turnTimer, fetchTimer, lookAgainTimer, retryTimer, sweepTimer];

  return {
    async start() {
      void turnNow();
      await attester.start();
      sweep();
      await firstRound;
      await queue.idle();
    },
    reviewSoon: reviewer.reviewSoon,
    reviewAllSoon,
    reconcileSoon,
    lookAroundSoon() {
      attester.attestSoon();
      observeSoon();
    },
    reconsiderSoon() {
      reconcileSoon();
      reviewAllSoon();
    },
    async stop() {
      for (const timer of timers) timer.clear();
      reviewer.stop();
      queue.stop();
      cosmetic.stop();
      await Promise.all([queue.idle(), cosmetic.idle(), ender.idle(), attester.stop()]);
    },
  };
}
