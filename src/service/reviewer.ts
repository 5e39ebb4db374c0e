import { isLogLate } from "../core/decision/check-result.ts";
import { askedWait, backOff } from "../core/plan/back-off.ts";
import type { Queue } from "../lanes/queue.ts";
import { reviewPullRequest } from "../operations/review.ts";
import type { Deps } from "../operations/round/deps.ts";
import { createTimer } from "./timer.ts";

export interface Reviewer {
  reviewSoon(pull: number): void;
  reviewAll(): Promise<void>;
  /** Those that remove requests: what is granted or ended makes another thing of them. */
  reviewReceipts(): void;
  stop(): void;
}

/** GitHub's activity log lags a push by up to a minute: so long after each look at a late one the next follows. */
const LOOKS_MS = [15_000, 30_000, 60_000];

/** When pull requests are reviewed, and reviewed again. One that cannot be read backs off on its own. */
export function createReviewer(deps: Deps, queue: Queue, judge = reviewPullRequest): Reviewer {
  const failures = new Map<number, { readonly count: number; readonly retryAt: number }>();
  const looks = new Map<number, number>();
  const receipts = new Set<number>();

  const review = async (pull: number): Promise<void> => {
    try {
      const checkResult = await judge(deps, pull);
      failures.delete(pull);
      lookAgain(pull, checkResult !== undefined && isLogLate(checkResult));
      if (checkResult?.kind === "revert") receipts.add(pull);
      else receipts.delete(pull);
    } catch (error) {
      deps.log.error({ step: "review", pull, err: error }, "failed; it is tried again");
      const count = (failures.get(pull)?.count ?? 0) + 1;
      const wait = Math.max(backOff(count - 1), askedWait(error) ?? 0);
      failures.set(pull, { count, retryAt: deps.now().getTime() + wait });
    }
    setTimer();
  };

  const lookAgain = (pull: number, isLate: boolean): void => {
    const count = looks.get(pull) ?? 0;
    const wait = LOOKS_MS[count];
    if (!isLate) looks.delete(pull);
    else if (wait !== undefined) {
      looks.set(pull, count + 1);
      failures.set(pull, { count: 0, retryAt: deps.now().getTime() + wait });
    }
  };

  const setTimer = (): void => {
    const next = Math.min(...[...failures.values()].map(({ retryAt }) => retryAt));
    if (Number.isFinite(next)) timer.set(next - deps.now().getTime());
  };

  const reviewSoon = (pull: number): void => queue.add(`review #${pull}`, () => review(pull));

  const timer = createTimer(() => {
    const now = deps.now().getTime();
    for (const [pull, { count, retryAt }] of failures) {
      if (retryAt > now) continue;
      failures.set(pull, { count, retryAt: Number.POSITIVE_INFINITY });
      reviewSoon(pull);
    }
    setTimer();
  });

  return {
    reviewSoon,
    reviewAll: async () => {
      for (const pull of await deps.github.listOpenPulls()) reviewSoon(pull);
    },
    reviewReceipts() {
      for (const pull of receipts) reviewSoon(pull);
    },
    stop: () => timer.clear(),
  };
}
