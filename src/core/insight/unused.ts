import { describeEntitlement, entitlementKey } from "../access/entitlement.ts";
import { useOf } from "../audit/unused.ts";
import { groupBy } from "./facts.ts";
import type { InsightRule } from "./signal.ts";

/** One person gets the same access again and again, and uses it never. */
export const unused: InsightRule = {
  name: "unused",
  title: "Given, and never used",
  find: ({ stories, thresholds }) => {
    const ended = stories.flatMap(({ parts }) =>
      parts.filter((part) => ["used", "unused"].includes(useOf(part) ?? "")),
    );
    return groupBy(
      ended,
      ({ lease, entitlement }) => `${lease.subject.id} ${entitlementKey(entitlement)}`,
    ).flatMap((parts) => {
      const [first] = parts;
      if (first === undefined || parts.length < thresholds.unused) return [];
      if (parts.some((part) => useOf(part) === "used")) return [];
      const { lease, entitlement } = first;
      return [
        {
          says: `${lease.subject.login} had ${describeEntitlement(entitlement)} ${parts.length} times, and did not use it once.`,
          person: lease.subject.login,
          access: entitlement,
          pulls: [...new Set(parts.map(({ lease: { pull } }) => pull))],
          suggestion: "Ask what it was for: a smaller role, or none, may do.",
        },
      ];
    });
  },
};
