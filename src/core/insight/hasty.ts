import { HASTY_MS, listApprovals } from "../overview/approvals.ts";
import { groupBy } from "./facts.ts";
import type { InsightRule } from "./signal.ts";

/** A person approves faster than anybody reads. */
export const hasty: InsightRule = {
  name: "hasty",
  title: "Approved in less than ten seconds",
  find: ({ stories, thresholds }) => {
    const approvals = stories.flatMap((story) =>
      listApprovals(story).map((approval) => ({ ...approval, pull: story.pull ?? 0 })),
    );
    return groupBy(approvals, ({ approver }) => String(approver.id)).flatMap((own) => {
      const quick = own.filter(({ tookMs }) => tookMs !== undefined && tookMs < HASTY_MS);
      const [first] = quick;
      if (first === undefined || quick.length < thresholds.hasty) return [];
      return [
        {
          says: `${first.approver.login} approved ${quick.length} of ${own.length} requests in less than ten seconds.`,
          person: first.approver.login,
          pulls: quick.map(({ pull }) => pull),
        },
      ];
    });
  },
};
