import { type Ask, groupBy, listAsks, pullsOf } from "./facts.ts";
import type { InsightRule } from "./signal.ts";

/** Two people whose requests nobody approves but the other. */
export const mutual: InsightRule = {
  name: "mutual",
  title: "Two who approve only each other",
  find: ({ stories, thresholds }) => {
    const granted = listAsks(stories).filter(({ approvers }) => approvers.length > 0);
    const bySubject = new Map(
      groupBy(granted, ({ subject }) => String(subject.id)).flatMap((asks) => {
        const only = findOnlyApprover(asks);
        const [first] = asks;
        return only === undefined || first === undefined
          ? []
          : [[first.subject.id, { only, asks, first }] as const];
      }),
    );
    return [...bySubject.values()].flatMap(({ only, asks, first }) => {
      const other = bySubject.get(only);
      if (other === undefined || other.only !== first.subject.id || first.subject.id > only) return [];
      const [mine, theirs] = [pullsOf(asks), pullsOf(other.asks)];
      if (Math.min(mine.length, theirs.length) < thresholds.mutual) return [];
      return [
        {
          says: `${first.subject.login} and ${other.first.subject.login} approve each other, and nobody else approves either: ${mine.length} and ${theirs.length} requests.`,
          pulls: [...mine, ...theirs],
        },
      ];
    });
  },
};

/** The one person who approved all of them; undefined where there are more. */
function findOnlyApprover(asks: readonly Ask[]): number | undefined {
  const ids = new Set(asks.flatMap(({ approvers }) => approvers.map(({ id }) => id)));
  const [only] = ids;
  return ids.size === 1 ? only : undefined;
}
