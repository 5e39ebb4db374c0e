import { LRUCache } from "lru-cache";
import type { Queue } from "../lanes/queue.ts";
import type { Reviewed } from "../operations/briefing/brief.ts";
import { tellReplay } from "../operations/replaying/tell-replay.ts";
import type { Deps } from "../operations/round/deps.ts";

/** Pull requests that change rules, and are open at a time. */
const MOST_TOLD = 1000;

/** Says on pull requests that change the rules what they would have decided otherwise, beside everything else. The next review tries again. */
export function createReplays(
  deps: Pick<Deps, "briefings" | "repository" | "ledger" | "log" | "now">,
  queue: Queue,
): (reviewed: Reviewed) => void {
  const told = new LRUCache<number, string>({ max: MOST_TOLD });
  const latest = new LRUCache<number, Reviewed>({ max: MOST_TOLD });
  return (reviewed) => {
    if (reviewed.checkResult?.kind !== "rules") return;
    const { number } = reviewed.pull;
    latest.set(number, reviewed);
    queue.add(`replay ${number}`, async () => {
      const last = latest.get(number);
      latest.delete(number);
      if (last !== undefined) await tellReplay(deps, last, told);
    });
  };
}
