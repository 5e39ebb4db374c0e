import { subSeconds } from "date-fns";
import { nextTurn } from "./core/plan.ts";
import { announce } from "./operations/announce.ts";
import type { Deps } from "./operations/deps.ts";
import { endDue } from "./operations/end.ts";
import { readRules } from "./operations/read-rules.ts";
import { type Reconciled, reconcile } from "./operations/reconcile.ts";
import { reviewPullRequest } from "./operations/review.ts";
import { readState } from "./operations/state.ts";
import { createQueue } from "./queue.ts";
import { createTimer } from "./timer.ts";

export interface Worker {
  /** Reviews what is open and does what is due; resolves once all of it was tried. What failed is tried again later. */
  start(): Promise<void>;
  reviewSoon(pull: number): void;
  reconcileSoon(): void;
  /** Lets what runs finish, and starts nothing more. */
  stop(): Promise<void>;
}

const SWEEP_MS = 60_000;
const REVIEW_EVERY_SWEEPS = 5;
const FIRST_RETRY_MS = 1_000;
const FETCH_BEFORE_END_SECONDS = 5;

/** When the operations run: on events, at the end of leases, on a sweep, and again after a failure. It decides nothing else. */
export function createWorker(deps: Deps): Worker {
  const { log, now } = deps;
  const queue = createQueue((key, error) => {
    log.error({ step: key, err: error }, "failed; it is tried again");
    retryTimer.set(retryDelay());
  });
  const cosmetic = createQueue((key, error) =>
    log.warn({ step: key, err: error }, "people could not be told"),
  );
  const told = new Set<string>();
  /** Removals that are too early: each end may be the one they wait for. */
  const earlyReceipts = new Set<number>();
  const reviewFailures = new Map<number, number>();
  let rulesSeen: string | undefined;
  let failures = 0;
  let sweeps = 0;
  let stopped = false;

  const backOff = (attempts: number): number => Math.min(FIRST_RETRY_MS * 2 ** attempts, SWEEP_MS);

  const retryDelay = (): number => backOff(failures++);

  const reconcileSoon = (): void => queue.add("reconcile", reconcileNow, { urgent: true });

  const reviewSoon = (pull: number): void => {
    const review = async (): Promise<void> => {
      try {
        const opinion = await reviewPullRequest(deps, pull);
        if (opinion?.kind === "receipt" && opinion.findings.length > 0) earlyReceipts.add(pull);
        else earlyReceipts.delete(pull);
        reviewFailures.delete(pull);
      } catch (error) {
        log.error({ step: "review", pull, err: error }, "failed; it is tried again");
        reviewFailures.set(pull, (reviewFailures.get(pull) ?? -1) + 1);
        reviewTimer.set(backOff(Math.min(...reviewFailures.values())));
      }
    };
    queue.add(`review #${pull}`, review);
  };

  const reviewAll = async (): Promise<void> => {
    for (const pull of await deps.github.listOpenPulls()) reviewSoon(pull);
  };

  const reconcileNow = async (): Promise<void> => {
    try {
      const round = await reconcile(deps);
      report(round);
      if (round.complete) failures = 0;
      else retryTimer.set(retryDelay());
      if (round.entries.some(({ kind }) => kind === "revoked"))
        for (const pull of earlyReceipts) reviewSoon(pull);
      await reviewWhenRulesMoved();
    } finally {
      await setEndTimer();
    }
  };

  const report = (round: Reconciled): void => {
    cosmetic.add(`announce ${now().getTime()}`, () => announce(deps, round));
    for (const { path, pull, codes } of round.refusals) {
      log.warn({ step: "verify", alert: true, path, pull, codes }, "on the default branch, and not granted");
      if (pull === undefined || told.has(path)) continue;
      told.add(path);
      cosmetic.add(`refusal ${path}`, () => deps.github.announceRefusal(pull, codes));
    }
  };

  /** Their checks bind the rules they were made under. */
  const reviewWhenRulesMoved = async (): Promise<void> => {
    const { ids } = await readRules(deps.repository, await deps.repository.defaultTip());
    const current = JSON.stringify(ids);
    const moved = rulesSeen !== undefined && rulesSeen !== current;
    rulesSeen = current;
    if (moved) await reviewAll();
  };

  const setEndTimer = async (): Promise<void> => {
    const { state } = await readState(deps);
    const end = nextTurn(state, now());
    if (end === undefined || stopped) return;
    const wait = end.getTime() - now().getTime();
    // What is due and has failed has its own timer.
    if (wait <= 0 && failures > 0) return;
    endTimer.set(wait);
    const early = subSeconds(end, FETCH_BEFORE_END_SECONDS).getTime() - now().getTime();
    if (early > 0) fetchTimer.set(early);
  };

  /** Beside the queue and not in it: an end waits for nothing. */
  const endNow = async (): Promise<void> => {
    try {
      await endDue(deps);
    } catch (error) {
      log.error({ step: "end", err: error }, "failed; it is tried again");
    }
    reconcileSoon();
  };

  const sweep = (): void => {
    reconcileSoon();
    if (sweeps++ % REVIEW_EVERY_SWEEPS === 0) queue.add("review all", reviewAll);
    sweepTimer.set(SWEEP_MS);
  };

  const reviewAgain = (): void => {
    for (const pull of reviewFailures.keys()) reviewSoon(pull);
  };

  const endTimer = createTimer(() => void endNow());
  const fetchTimer = createTimer(reconcileSoon);
  const retryTimer = createTimer(reconcileSoon);
  const reviewTimer = createTimer(reviewAgain);
  const sweepTimer = createTimer(sweep);
  const timers = [endTimer, fetchTimer, retryTimer, reviewTimer, sweepTimer];

  return {
    async start() {
      sweep();
      await queue.idle();
    },
    reviewSoon,
    reconcileSoon,
    async stop() {
      stopped = true;
      for (const timer of timers) timer.clear();
      queue.stop();
      cosmetic.stop();
      await Promise.all([queue.idle(), cosmetic.idle()]);
      for (const timer of timers) timer.clear();
    },
  };
}
