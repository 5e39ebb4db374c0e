import { askedWait } from "../core/plan/back-off.ts";
import type { Queue } from "../lanes/queue.ts";
import { briefApprovers, type Reviewed } from "../operations/briefing/brief.ts";
import type { Deps } from "../operations/round/deps.ts";

/**
 * Tells approvers of each review, beside everything that grants or ends access. Of several results for one pull request the last is told.
 * Where GitHub's limits leave no room, the pull request is reviewed again when they do: by then there may be another result.
 */
export function createBriefing(
  deps: Pick<Deps, "briefings" | "log">,
  queue: Queue,
  reviewSoon: (pull: number) => void,
): (reviewed: Reviewed) => void {
  const latest = new Map<number, Reviewed>();
  return (reviewed) => {
    const { number } = reviewed.pull;
    latest.set(number, reviewed);
    queue.add(`brief ${number}`, async () => {
      const last = latest.get(number);
      latest.delete(number);
      if (last === undefined) return;
      try {
        await briefApprovers(deps, last);
      } catch (error) {
        const wait = askedWait(error);
        if (wait !== undefined) setTimeout(() => reviewSoon(number), wait).unref();
        throw error;
      }
    });
  };
}
