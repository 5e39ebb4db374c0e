import type { Log } from "../../src/core/ports/log.ts";
import type { Deps } from "../../src/operations/round/deps.ts";
import { createReviewer } from "../../src/service/reviewer.ts";
import { createRevocationScheduler } from "../../src/service/revocation-scheduler.ts";
import { createScheduler, type Scheduler } from "../../src/service/scheduling/scheduler.ts";
import { listSteps, type StepName, type Work } from "../../src/service/scheduling/steps.ts";

const rest = async (): Promise<undefined> => undefined;

/** Every step of the worker's table, doing nothing. */
export const idleWork: Work = {
  ...{ readDue: rest, end: rest, look: rest, listLate: rest, watch: rest },
  ...{ reconcile: rest, review: rest, reviewAll: rest, observe: rest, readIssues: rest, readIssue: rest },
  lookBack: rest,
};

/** The worker's table, with the work that these steps do. */
function startSteps(log: Log, build: (scheduler: Scheduler<StepName>) => Partial<Work>): Scheduler<StepName> {
  const scheduler = createScheduler<StepName>(log, () => 1);
  scheduler.use(listSteps({ ...idleWork, ...build(scheduler) }));
  return scheduler;
}

/** The worker's reviews, without the rest of it. */
export function startReviewer(deps: Deps, judge?: Parameters<typeof createReviewer>[2]) {
  let reviewReverts = (): void => undefined;
  let reviewHeld = (): void => undefined;
  const scheduler = startSteps(deps.log, (around) => {
    const reviewer = createReviewer(deps, around, judge);
    reviewReverts = reviewer.reviewReverts;
    reviewHeld = reviewer.reviewHeld;
    return reviewer;
  });
  const reviewSoon = (pull: number): void => scheduler.soon("review", pull);
  return {
    reviewSoon,
    reviewReverts: () => reviewReverts(),
    reviewHeld: () => reviewHeld(),
    idle: scheduler.idle,
    stop: scheduler.stop,
  };
}

/** The worker's revocations, without the rest of it. */
export function startRevocations(deps: Deps, onEnded: () => void) {
  const scheduler = startSteps(deps.log, () => createRevocationScheduler(deps, onEnded));
  return {
    endSoon: (provider: string) => scheduler.soon("end", provider),
    lookSoon: (provider: string) => scheduler.soon("look", provider),
    idle: scheduler.idle,
    stop: scheduler.stop,
  };
}
