import { describeEntitlement, entitlementKey } from "../access/entitlement.ts";
import { listAsks } from "./facts.ts";
import type { InsightRule } from "./signal.ts";

/** Access that people have for good, and that nobody else had to ask for. */
export const idleStanding: InsightRule = {
  name: "idle-standing",
  title: "Standing access that nobody asks for",
  find: ({ stories, standing }) => {
    const asked = new Set(listAsks(stories).map(({ entitlement }) => entitlementKey(entitlement)));
    return standing
      .filter((each) => !asked.has(entitlementKey(each)))
      .map((each) => ({
        says: `${each.principal} has ${describeEntitlement(each)} for good, and nobody asked for it in this time.`,
        person: each.principal,
        access: { provider: each.provider, resource: each.resource, role: each.role },
        pulls: [],
        suggestion: `See whether it is needed. To remove it: hallpass inventory --propose remove.`,
      }));
  },
};
