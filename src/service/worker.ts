import { subSeconds } from "date-fns/subSeconds";
import type { LedgerState } from "../core/ledger/ledger.ts";
import { listOverdue } from "../core/plan/overdue.ts";
import { nextTurn } from "../core/plan/plan.ts";
import { alertOf, raiseAlert } from "../core/ports/alert.ts";
import { createQueue, type Queue } from "../lanes/queue.ts";
import { announce, createTold } from "../operations/announce.ts";
import { watchLeases } from "../operations/ending/early-ends.ts";
import { removeRefused } from "../operations/ending/remove.ts";
import { chooseAsked } from "../operations/evidence/list.ts";
import { announceFailedRound, noteFailedRound, noteFinishedRound } from "../operations/failed-round.ts";
import { observeTeams } from "../operations/granting/observe.ts";
import { createPresenceCache } from "../operations/memory/presence-cache.ts";
import { createProviderBackoff } from "../operations/memory/provider-backoff.ts";
import { createSettledCache } from "../operations/memory/settled-cache.ts";
import { type Reconciled, reconcile } from "../operations/reconcile.ts";
import type { Deps } from "../operations/round/deps.ts";
import { readState } from "../operations/round/state.ts";
import type { InstallationMonitor } from "./installation-monitor.ts";
import { createListener, type Listener } from "./listener.ts";
import { createPushWatch, type Pushed } from "./push-watch.ts";
import { createReviewer } from "./reviewer.ts";
import { createRevocationScheduler } from "./revocation-scheduler.ts";
import { createRetry, createTimer } from "./timer.ts";

export interface Worker {
  /** Ends what is overdue, reviews what is open, does what is due. Resolves once all of it was tried and GitHub could be read. */
  start(): Promise<void>;
  reviewSoon(pull: number): void;
  /** Every open pull request. */
  reviewAllSoon(): void;
  reconcileSoon(): void;
  /** What only GitHub knows has ended early: a comment said so, what it was for is closed, its subject has left. */
  watchSoon(): void;
  /** Carries out what a comment asks for, and answers it. */
  hear: Listener["hear"];
  hearTakenBack: Listener["hearTakenBack"];
  /** A pull request was edited: reviews it, within its editor's budget. */
  hearEdit: Listener["hearEdit"];
  /** A branch was pushed to: remembers who did, within the pusher's budget. */
  hearPush(push: Pushed): void;
  /** A webhook told of a comment that asks for nothing. */
  skipDelivery(delivery: string): void;
  /** Who is in the teams whose word counts, and in the organisation; and what guards the installation. */
  lookAroundSoon(): void;
  /** Ends what is over by now, and sets the timers anew: it is another time than they were set by. */
  turnSoon(): void;
  /** Everything that waited for something else than an event. */
  reconsiderSoon(): void;
  /** Lets what runs finish, and starts nothing more. */
  stop(): Promise<void>;
}

const SWEEP_MS = 60_000;
const REVIEW_EVERY_SWEEPS = 5;
const OBSERVE_EVERY_SWEEPS = 60;
const FETCH_BEFORE_END_SECONDS = 5;
/** For so long what was merged waits for reviews that may merge more: one round verifies and grants all of it. */
const GRANT_WITHIN_MS = 2_000;

/**
 * When the operations run: on events, at the end of leases, on a sweep, and again after a failure, each on its own: what fails at
 * GitHub, what fails here, and what fails at a provider. It decides nothing else. `random` spreads what failed together.
 */
export function createWorker(
  given: Deps,
  monitor: Omit<InstallationMonitor, "stops">,
  random: () => number = Math.random,
): Worker {
  const {
    backoff = createProviderBackoff(random),
    settledCache = createSettledCache(),
    told = createTold(given.notifiers.length),
  } = given;
  const { presence = createPresenceCache() } = given;
  const deps: Deps = { ...given, backoff, settledCache, presence, told };
  const { log, now } = deps;
  const onError = (key: string, error: unknown): void => {
    const code = alertOf(error);
    const fields = { step: key, err: error };
    if (code === undefined) log.error(fields, "failed; it is tried again");
    else raiseAlert(log, code, fields, "failed; it is tried again");
  };
  const queue = createQueue(onError);
  // Who says that access is over may have somebody against them: nobody's hanging provider gives them time.
  const watches = createQueue(onError);
  const cosmetic = createQueue((key, error) =>
    log.warn({ step: key, err: error }, "people could not be told"),
  );
  // And nobody's comments: each end that a comment asks for is looked at on its own.
  const commands = createQueue(onError);
  const pushes = createQueue((key, error) =>
    log.warn({ step: key, err: error }, "it is read again with the next push or review"),
  );
  const hearPush = createPushWatch(deps, pushes);
  const reviewer = createReviewer(deps, queue);
  let rulesSeen: string | undefined;
  let sweeps = 0;
  let isGrantDue = false;
  let rounds = 0;
  let caughtUp = (): void => undefined;
  const firstRound = new Promise<void>((resolve) => {
    caughtUp = resolve;
  });

  const reconcileSoon = (): void => reconciling.soon();

  /** After the reviews that wait. */
  const grantSoon = (): void => {
    if (!isGrantDue) grantTimer.set(GRANT_WITHIN_MS);
    isGrantDue = true;
    reconciling.soon({ urgent: false });
  };

  const reconcileNow = async (): Promise<void> => {
    isGrantDue = false;
    grantTimer.unset();
    const round = await reconcile(deps, turn).catch((error: unknown) => {
      void turnNow();
      void lookForLate();
      noteFailedRound(deps, error);
      cosmetic.add("announce failed round", () => announceFailedRound(deps, error));
      throw error;
    });
    noteFinishedRound(deps);
    caughtUp();
    report(round);
    if (round.unwatched) watchSoon();
    if (round.complete) completing.succeeded();
    else completing.failed();
    if (round.entries.length > 0) reviewer.reviewReceipts();
    turn(round.state);
    if (round.lookAgainAt !== undefined) lookAgainTimer.set(round.lookAgainAt.getTime() - now().getTime());
    await reviewWhenRulesMoved(round);
  };

  const report = (round: Reconciled): void => {
    // A key of its own: each round has its own news.
    cosmetic.add(`announce ${rounds++}`, () => announce(deps, round));
    cosmetic.add("remove refused", async () => {
      for (const { number, url } of await removeRefused(deps, round.state))
        log.warn({ step: "remove", pull: number, url }, "a pull request removes a refused file");
    });
  };

  /** Their checks bind the rules they were made under. */
  const reviewWhenRulesMoved = async ({ entries, rules }: Reconciled): Promise<void> => {
    const current = JSON.stringify(rules.ids);
    const moved = rulesSeen !== undefined && rulesSeen !== current;
    rulesSeen = current;
    // What ended early stood in the way of every grant for as long as its file was gone.
    if (moved || entries.some(({ kind }) => kind === "adopted" || kind === "ended"))
      await reviewer.reviewAll();
  };

  const scheduler = createRevocationScheduler(deps, random, reconcileSoon);

  /** Beside the queue and not in it: an end waits for no fetch, no review and no other provider. */
  const turn = (state: LedgerState): void => {
    listener.learn(state);
    setTurnTimers(nextTurn(state, now()));
    const overdue = listOverdue(state, now()).map(({ entitlement }) => entitlement.provider);
    for (const provider of new Set(overdue)) scheduler.endSoon(provider);
  };

  const turnNow = async (): Promise<void> => {
    try {
      turn((await readState(deps)).state);
      turning.succeeded();
    } catch (error) {
      log.error({ step: "end", err: error }, "what has ended could not be read; it is tried again");
      turning.failed();
    }
  };

  /** Reconciling looks for what lands late; when it cannot, that is looked for all the same. */
  const lookForLate = async (): Promise<void> => {
    try {
      const { state } = await readState(deps);
      for (const provider of chooseAsked(deps, state).keys()) scheduler.lookSoon(provider);
    } catch (error) {
      log.error(
        { step: "look", err: error },
        "what landed late could not be looked for; the next sweep looks",
      );
    }
  };

  const setTurnTimers = (next: Date | undefined): void => {
    if (next === undefined) return;
    turnTimer.set(next.getTime() - now().getTime());
    const early = subSeconds(next, FETCH_BEFORE_END_SECONDS).getTime() - now().getTime();
    if (early > 0) fetchTimer.set(early);
  };

  const observeSoon = (): void => observing.soon();
  const reviewAllSoon = (): void => reviewing.soon();
  const watchSoon = (): void => watching.soon();

  const watchNow = async (): Promise<void> => {
    const { ended, unjudged } = await watchLeases(deps);
    if (ended.length > 0) lookNow();
    // Whoever said that access is over waits for no sweep.
    if (unjudged > 0)
      throw new Error(`GitHub was asked ${unjudged} times about early ends without an answer.`);
  };

  const lookNow = (): void => {
    void turnNow();
    reconcileSoon();
  };

  const sweep = (): void => {
    lookNow();
    if (sweeps % REVIEW_EVERY_SWEEPS === 0) {
      reviewAllSoon();
      watchSoon();
    }
    if (sweeps % OBSERVE_EVERY_SWEEPS === 0) observeSoon();
    sweeps++;
    sweepTimer.set(SWEEP_MS);
  };

  const listener = createListener(deps, {
    commands,
    cosmetic,
    reviewSoon: reviewer.reviewSoon,
    watchSoon,
    onEnded: lookNow,
  });

  const reconciling = repeat(queue, "reconcile", reconcileNow, random, { urgent: true });
  const watching = repeat(watches, "watch", watchNow, random);
  const reviewing = repeat(queue, "review all", reviewer.reviewAll, random);
  const observing = repeat(queue, "observe", async () => void (await observeTeams(deps)), random);
  const completing = createRetry(reconcileSoon, random);
  const turning = createRetry(() => void turnNow(), random);
  // What begins is granted by reconciling; what ends is ended beside it.
  const turnTimer = createTimer(lookNow);
  const fetchTimer = createTimer(reconcileSoon);
  const lookAgainTimer = createTimer(reconcileSoon);
  const sweepTimer = createTimer(sweep);
  const grantTimer = createTimer(reconcileSoon);
  const timers = [grantTimer, turnTimer, fetchTimer, lookAgainTimer, sweepTimer];
  const retries = [reconciling, watching, reviewing, observing, completing, turning];

  return {
    async start() {
      void turnNow();
      await monitor.start();
      sweep();
      await firstRound;
      await queue.idle();
    },
    reviewSoon: reviewer.reviewSoon,
    reviewAllSoon,
    reconcileSoon: grantSoon,
    watchSoon,
    hear: listener.hear,
    hearTakenBack: listener.hearTakenBack,
    hearEdit: listener.hearEdit,
    hearPush,
    skipDelivery: (delivery) => deps.comments?.skip(delivery),
    turnSoon: () => void turnNow(),
    lookAroundSoon() {
      presence.forget();
      watchSoon();
      monitor.attestSoon();
      observeSoon();
    },
    reconsiderSoon() {
      grantSoon();
      reviewAllSoon();
    },
    async stop() {
      for (const each of [...timers, ...retries]) each.clear();
      scheduler.stop();
      reviewer.stop();
      queue.stop();
      watches.stop();
      commands.stop();
      cosmetic.stop();
      pushes.stop();
      await Promise.all([
        queue.idle(),
        watches.idle(),
        commands.idle(),
        cosmetic.idle(),
        pushes.idle(),
        scheduler.idle(),
        monitor.stop(),
      ]);
    },
  };
}

/** A step on the queue that is tried again when it fails, later and later. */
function repeat(
  queue: Queue,
  key: string,
  work: () => Promise<void>,
  random: () => number,
  options?: Parameters<Queue["add"]>[2],
) {
  const run = async (): Promise<void> => {
    try {
      await work();
      retry.succeeded();
    } catch (error) {
      retry.failed();
      throw error;
    }
  };
  const soon = (how = options): void => queue.add(key, run, how);
  const retry = createRetry(() => soon(), random);
  return { soon, clear: retry.clear };
}
