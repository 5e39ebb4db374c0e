import type { Queue } from "../lanes/queue.ts";
import type { Deps } from "../operations/round/deps.ts";
import { createBudget } from "./budget.ts";

/** A push that a webhook told of. None of it is evidence: it says which branch to read about, when to stop, and whose budget pays. */
export interface Pushed {
  readonly branch: string;
  /** The commit the branch is at now. */
  readonly after: string;
  readonly by: number;
}

/** Two hours of these are a fifth of what GitHub allows an app. Whoever writes decides how many pushes there are. */
const PER_PERSON = { most: 20, everyMs: 10_000 };
const ALL = { most: 100, everyMs: 5_000 };

/** GitHub's activity log lags a push by up to a minute. */
const PAUSES_MS = [15_000, 30_000, 60_000];

/**
 * Reads who pushed to a branch when it was pushed to, so that it is remembered: a log that forgets deleted branches tells later of none of the
 * pushes before there was a pull request.
 */
export function createPushWatch(
  { github, log, now }: Pick<Deps, "github" | "log" | "now">,
  queue: Queue,
): (push: Pushed) => void {
  const mayLookFor = createBudget(PER_PERSON);
  const mayLook = createBudget(ALL);

  /** A queue that has stopped takes none. */
  const look = ({ branch, after, by }: Pushed, pauses: readonly number[]): void =>
    queue.add(`read pushes ${branch}`, async () => {
      const moves = await github.listMoves(branch);
      const [pause, ...others] = pauses;
      if (moves === undefined || pause === undefined || moves.some((move) => move.after === after)) return;
      setTimeout(() => look({ branch, after, by }, others), pause).unref();
    });

  return (push) => {
    if (mayLookFor(push.by, now()) && mayLook("all", now())) return look(push, PAUSES_MS);
    log.warn(
      { step: "push", branch: push.branch, by: push.by },
      "too many pushes to read about; who pushed is known if the branch still exists when it has a pull request",
    );
  };
}
