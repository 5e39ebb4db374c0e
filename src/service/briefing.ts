import type { Queue } from "../lanes/queue.ts";
import { briefApprovers, type Reviewed } from "../operations/briefing/brief.ts";
import type { Deps } from "../operations/round/deps.ts";

/** Tells approvers of each review, beside everything that grants or ends access. Of several results for one pull request the last is told. */
export function createBriefing(
  deps: Pick<Deps, "briefings" | "log">,
  queue: Queue,
): (reviewed: Reviewed) => void {
  const latest = new Map<number, Reviewed>();
  return (reviewed) => {
    const { number } = reviewed.pull;
    latest.set(number, reviewed);
    queue.add(`brief ${number}`, async () => {
      const last = latest.get(number);
      latest.delete(number);
      if (last !== undefined) await briefApprovers(deps, last);
    });
  };
}
