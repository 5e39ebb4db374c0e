import { describeEntitlement, entitlementKey } from "../access/entitlement.ts";
import { describeDuration } from "../text/duration.ts";
import { type Ask, groupBy, listAsks, pullsOf } from "./facts.ts";
import type { InsightRule } from "./signal.ts";

/** One person asks for the same access for longer each time. */
export const widening: InsightRule = {
  name: "widening",
  title: "For longer each time",
  find: ({ stories, thresholds }) =>
    groupBy(
      listAsks(stories),
      ({ subject, entitlement }) => `${subject.id} ${entitlementKey(entitlement)}`,
    ).flatMap((asks) => {
      const run = takeLastRun(asks);
      const [first, last] = [run[0], run.at(-1)];
      if (first === undefined || last === undefined || run.length < thresholds.widening) return [];
      const { subject, entitlement } = last;
      return [
        {
          says: `${subject.login} asked for ${describeEntitlement(entitlement)} for longer each of the last ${run.length} times: from ${describeDuration(first.durationMs)} to ${describeDuration(last.durationMs)}.`,
          person: subject.login,
          access: entitlement,
          pulls: pullsOf(run),
        },
      ];
    }),
};

/** The newest requests, back to the last one that was not shorter than its successor. */
function takeLastRun(asks: readonly Ask[]): Ask[] {
  const start = asks.findLastIndex(({ durationMs }, index) => {
    const next = asks[index + 1];
    return next !== undefined && !(durationMs < next.durationMs);
  });
  return asks.slice(start + 1);
}
