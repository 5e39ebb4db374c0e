import { describeDuration } from "../text/duration.ts";
import { type Ask, groupBy, listAsks, onePerPull, pullsOf } from "./facts.ts";
import type { InsightRule } from "./signal.ts";

const HOUR_MS = 3_600_000;

/** One person asks for much within an hour. */
export const bursts: InsightRule = {
  name: "burst",
  title: "Many requests within an hour",
  find: ({ stories, thresholds }) =>
    groupBy(listAsks(stories), ({ subject }) => String(subject.id)).flatMap((asks) => {
      const burst = findLongest(onePerPull(asks));
      const [first, last] = [burst[0], burst.at(-1)];
      if (first === undefined || last === undefined || burst.length < thresholds.burst) return [];
      const span = describeDuration(Math.max(1000, last.at.getTime() - first.at.getTime()));
      return [
        {
          says: `${first.subject.login} made ${burst.length} requests within ${span}.`,
          person: first.subject.login,
          pulls: pullsOf(burst),
        },
      ];
    }),
};

/** The most requests that fit into an hour. */
function findLongest(asks: readonly Ask[]): Ask[] {
  let best: Ask[] = [];
  let from = 0;
  for (const [index, ask] of asks.entries()) {
    while ((asks[from]?.at.getTime() ?? 0) + HOUR_MS < ask.at.getTime()) from++;
    if (index - from + 1 > best.length) best = asks.slice(from, index + 1);
  }
  return best;
}
