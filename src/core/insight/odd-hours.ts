import { describeHours } from "../hours/describe-hours.ts";
import { isWithin } from "../hours/is-within.ts";
import { groupBy } from "./facts.ts";
import type { InsightRule } from "./signal.ts";

/** One person has access outside of the hours that its policy calls usual. */
export const oddHours: InsightRule = {
  name: "odd-hours",
  title: "Out of hours",
  find: ({ stories, policies, thresholds }) =>
    policies.flatMap(({ name, hours }) => {
      if (hours === undefined) return [];
      const parts = stories
        .flatMap((story) => story.parts)
        .filter(({ lease }) => lease.policy?.name === name && !isWithin(hours, lease.startsAt));
      return groupBy(parts, ({ lease }) => String(lease.subject.id)).flatMap((own) => {
        const pulls = [...new Set(own.map(({ lease }) => lease.pull))];
        const login = own[0]?.lease.subject.login ?? "";
        if (pulls.length < thresholds.odd) return [];
        return [
          {
            says: `${login} began ${pulls.length} accesses outside of the hours of the policy ${name}: ${describeHours(hours)}.`,
            person: login,
            policy: name,
            pulls,
          },
        ];
      });
    }),
};
