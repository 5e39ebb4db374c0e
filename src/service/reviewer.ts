import { listUnfinishedPulls } from "../core/asking/unfinished-pulls.ts";
import { type CheckResult, isHeld, isLogLate } from "../core/decision/check-result.ts";
import type { Reviewed } from "../operations/briefing/brief.ts";
import { reviewPullRequest } from "../operations/review.ts";
import type { Deps } from "../operations/round/deps.ts";
import type { Scheduler } from "./scheduling/scheduler.ts";

export interface Reviewer {
  /** Reviews one pull request. Answers in how many milliseconds to review it again, if GitHub does not know everything yet. */
  review(pull: number): Promise<number | undefined>;
  /** Has every open pull request reviewed soon, and those that were closed while nobody listened. */
  reviewAll(): Promise<undefined>;
  /** Has the pull requests that remove requests reviewed soon: each grant and each end changes their checks. */
  reviewReverts(): void;
  /** Has the requests reviewed soon that wait for overdue reviews of earlier access: a merge may be such a review. */
  reviewHeld(): void;
}

/** GitHub's activity log lags a push by up to a minute: the pauses between the reviews that wait for it. */
const ignore = (): void => undefined;

const LOOKS_MS = [15_000, 30_000, 60_000];

export function createReviewer(
  deps: Deps,
  scheduler: Pick<Scheduler<"review">, "soon">,
  judge = reviewPullRequest,
  brief: (reviewed: Reviewed) => void = ignore,
): Reviewer {
  const looks = new Map<number, number>();
  const reverts = new Set<number>();

  const held = new Set<number>();

  const note = (pull: number, result: CheckResult | undefined): void => {
    keep(reverts, pull, result?.kind === "revert");
    keep(held, pull, result !== undefined && isHeld(result));
  };

  const nextLook = (pull: number, result: CheckResult | undefined): number | undefined => {
    const count = looks.get(pull) ?? 0;
    if (result === undefined || !isLogLate(result)) looks.delete(pull);
    else looks.set(pull, count + 1);
    return looks.has(pull) ? LOOKS_MS[count] : undefined;
  };

  return {
    async review(pull) {
      const result = await judge(deps, pull, brief);
      note(pull, result);
      return nextLook(pull, result);
    },
    async reviewAll() {
      const open = await deps.github.listOpenPulls();
      for (const pull of open) scheduler.soon("review", pull);
      const { state } = await deps.ledger.read();
      for (const pull of listUnfinishedPulls(state, new Set(open))) scheduler.soon("review", pull);
      return undefined;
    },
    reviewReverts() {
      for (const pull of reverts) scheduler.soon("review", pull);
    },
    reviewHeld() {
      for (const pull of held) scheduler.soon("review", pull);
    },
  };
}

function keep(pulls: Set<number>, pull: number, isOne: boolean): void {
  if (isOne) pulls.add(pull);
  else pulls.delete(pull);
}
