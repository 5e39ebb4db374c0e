import type { LedgerState } from "../core/ledger/ledger.ts";
import type { Queue } from "../lanes/queue.ts";
import { announce } from "../operations/announce.ts";
import { showStates } from "../operations/briefing/show-states.ts";
import { removeRefused } from "../operations/ending/remove.ts";
import { announceFailedRound, noteFailedRound, noteFinishedRound } from "../operations/failed-round.ts";
import { isUnshown } from "../operations/memory/unshown.ts";
import { type Reconciled, reconcile } from "../operations/reconcile.ts";
import type { Deps } from "../operations/round/deps.ts";
import type { ChannelLanes } from "./notices/channel-lanes.ts";
import type { Reviewer } from "./reviewer.ts";
import type { Scheduler } from "./scheduling/scheduler.ts";
import type { StepName } from "./scheduling/steps.ts";

/** A round, and what follows from it. */
export interface Rounds {
  reconcile(): Promise<undefined>;
  /** Runs a round after the reviews that wait, in two seconds at the latest: reviews may merge more, and one round grants all of it. */
  grantSoon(): void;
  /** Resolves once a round could read GitHub. */
  readonly first: Promise<void>;
}

interface Around {
  readonly scheduler: Scheduler<StepName>;
  readonly reviewer: Reviewer;
  readonly announcements: Queue;
  readonly labels: Queue;
  readonly channels: ChannelLanes;
  /** Hears of every state that the round writes. */
  readonly note: (state: LedgerState) => void;
  readonly onRound: (round: Reconciled) => void;
}

const GRANT_WITHIN_MS = 2_000;

export function createRounds(
  deps: Deps,
  { scheduler, reviewer, announcements, labels, channels, note, onRound }: Around,
): Rounds {
  const reconcileSoon = (): void => scheduler.soon("reconcile");
  const grantTimer = scheduler.timer(reconcileSoon);
  const lookAgainTimer = scheduler.timer(reconcileSoon);
  const unfinished = scheduler.retry(reconcileSoon);
  const report = createReport(deps, announcements, labels, channels);
  const haveRulesMoved = watch(({ ids }) => JSON.stringify(ids));
  const hasBranchMoved = watch(({ commit }) => commit);
  const { promise: first, resolve: finishFirst } = createGate();

  const scheduleNext = ({ complete, lookAgainAt, unwatched }: Reconciled): void => {
    if (unwatched) scheduler.soon("watch");
    if (complete) unfinished.succeeded();
    else unfinished.failed();
    if (lookAgainAt !== undefined) lookAgainTimer.set(lookAgainAt.getTime() - deps.now().getTime());
  };

  const onFailed = (error: unknown): never => {
    scheduler.soon("due");
    scheduler.soon("late");
    noteFailedRound(deps, error);
    report.failed(error);
    throw error;
  };

  return {
    first,
    grantSoon() {
      grantTimer.setFirst(GRANT_WITHIN_MS);
      scheduler.enqueue("reconcile");
    },
    async reconcile() {
      grantTimer.unset();
      const round = await reconcile(deps, note).catch(onFailed);
      noteFinishedRound(deps);
      finishFirst();
      report.finished(round);
      onRound(round);
      if (round.entries.length > 0) reviewer.reviewReverts();
      note(round.state);
      scheduleNext(round);
      if (hasBranchMoved(round.rules) !== false) {
        scheduler.soon("look back");
        reviewer.reviewHeld();
      }
      // Checks bind the rules they were made under, and an early end may have held back every grant.
      const mayChangeChecks = round.entries.some(({ kind }) => kind === "adopted" || kind === "ended");
      if (haveRulesMoved(round.rules) || mayChangeChecks) await reviewer.reviewAll();
      return undefined;
    },
  };
}

/** Tells people what a round did, or that it failed. */
function createReport(
  deps: Deps,
  announcements: Queue,
  labels: Queue,
  channels: ChannelLanes,
): { finished(round: Reconciled): void; failed(error: unknown): void } {
  let rounds = 0;
  return {
    finished(round) {
      channels.each("announce", (to) => announce(deps, round, to));
      if (round.entries.length > 0 || (deps.unshown && isUnshown(deps.unshown)))
        labels.add(`label ${rounds++}`, () => showStates(deps, round));
      announcements.add("remove refused", async () => {
        for (const { number, url } of await removeRefused(deps))
          deps.log.warn({ step: "remove", pull: number, url }, "a pull request removes a refused file");
      });
    },
    failed: (error) => channels.once("announce failed round", (to) => announceFailedRound(deps, error, to)),
  };
}

/** Answers whether these rules differ from those of the last call; undefined: there was none. */
function watch(
  describe: (rules: Reconciled["rules"]) => string,
): (rules: Reconciled["rules"]) => boolean | undefined {
  let seen: string | undefined;
  return (rules) => {
    const before = seen;
    seen = describe(rules);
    return before === undefined ? undefined : before !== seen;
  };
}

function createGate(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
