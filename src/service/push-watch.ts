import type { Queue } from "../lanes/queue.ts";
import type { Deps } from "../operations/round/deps.ts";
import { createBudget } from "./scheduling/budget.ts";

/** A push from a webhook. It is no evidence: it names the branch to read, the commit to wait for, and the account whose budget pays. */
export interface Pushed {
  readonly branch: string;
  /** The commit that the branch points at now. */
  readonly after: string;
  readonly by: number;
}

/** Everyone with write access can push as often as they like. Two hours of this use a fifth of an app's limit at GitHub. */
const PER_PERSON = { most: 20, everyMs: 10_000 };
const ALL = { most: 100, everyMs: 5_000 };

/** GitHub's activity log lags a push by up to a minute. */
const PAUSES_MS = [15_000, 30_000, 60_000];

/**
 * Reads who pushed to a branch right after the push, and keeps it: GitHub's activity log may forget deleted branches, and with them the
 * pushes before a pull request was opened.
 */
export function createPushWatch(
  { github, log, now }: Pick<Deps, "github" | "log" | "now">,
  queue: Queue,
): (push: Pushed) => void {
  const mayLookFor = createBudget(PER_PERSON);
  const mayLook = createBudget(ALL);

  /** A stopped queue takes no job. */
  const look = ({ branch, after, by }: Pushed, pauses: readonly number[]): void =>
    queue.add(`read pushes ${branch} ${after}`, async () => {
      const moves = await github.listMoves(branch);
      const [pause, ...others] = pauses;
      if (moves === undefined || pause === undefined || moves.some((move) => move.after === after)) return;
      setTimeout(() => look({ branch, after, by }, others), pause).unref();
    });

  return (push) => {
    if (mayLookFor(push.by, now()) && mayLook("all", now())) return look(push, PAUSES_MS);
    log.warn(
      { step: "push", branch: push.branch, by: push.by },
      "too many pushes to read now; the review of a pull request reads them if the branch still exists",
    );
  };
}
