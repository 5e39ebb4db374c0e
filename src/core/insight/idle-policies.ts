import type { InsightRule } from "./signal.ts";

/** Policies by which nobody was given anything. */
export const idlePolicies: InsightRule = {
  name: "idle-policy",
  title: "Policies that nobody used",
  find: ({ stories, policies }) => {
    const used = new Set(stories.flatMap(({ parts }) => parts.map(({ lease }) => lease.policy?.name)));
    return policies
      .filter(({ name }) => !used.has(name))
      .map(({ name }) => ({
        says: `Nothing was given by the policy ${name}.`,
        policy: name,
        pulls: [],
        suggestion: "Remove it in a pull request if nobody needs it: what is not on offer cannot be misused.",
      }));
  },
};
