import { describeEntitlement, entitlementKey } from "../access/entitlement.ts";
import { groupBy, listAsks, pullsOf } from "./facts.ts";
import type { InsightRule } from "./signal.ts";

/** Many people borrow the same access. */
export const borrowed: InsightRule = {
  name: "borrowed",
  title: "Borrowed by many",
  find: ({ stories, thresholds }) =>
    groupBy(
      listAsks(stories).filter(({ granted }) => granted),
      ({ entitlement }) => entitlementKey(entitlement),
    ).flatMap((asks) => {
      const people = new Set(asks.map(({ subject }) => subject.id)).size;
      const [first] = asks;
      if (first === undefined || people < thresholds.borrowers) return [];
      const pulls = pullsOf(asks);
      return [
        {
          says: `${people} people borrowed ${describeEntitlement(first.entitlement)}, in ${pulls.length} requests.`,
          access: first.entitlement,
          pulls,
          suggestion:
            "A narrower role that many may have, or a policy that settles it more easily, may be missing.",
        },
      ];
    }),
};
