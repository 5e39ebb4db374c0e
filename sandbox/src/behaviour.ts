import { documentedLimits, type SecondaryLimit } from "./secondary-limits.ts";

/**
 * How GitHub behaves where its documentation leaves room, or reports contradict each other. The table in
 * `The README names the source of each.
 */
export interface Behaviour {
  /** Milliseconds until a push stands in the activity log. */
  readonly activityLag: number;
  /** Whether a branch that is deleted takes its entries of the activity log with it. */
  readonly activityOfGoneBranches: "kept" | "forgotten";
  /** Milliseconds after a move of a branch within which nothing is merged into it: 405 "Base branch was modified". */
  readonly baseUnsettled: number;
  /** Whether the first merge of each pull request is refused once, with the same words. */
  readonly firstMerge: "taken" | "refused once";
  /** What one caller may do within a time; with none nothing is limited. */
  readonly secondaryLimits: readonly SecondaryLimit[];
  /** Whether only an app that has reported a check can be pinned to a required one. */
  readonly pins: "any app" | "apps that reported";
  /** Who commits what people do in the browser: github.com's `web-flow`, or a server's own committer without an account. */
  readonly webCommitter: "github.com" | "enterprise server";
}

/** The default: the worst case, but that nobody has to wait long for it. */
export const usualBehaviour: Behaviour = {
  activityLag: 200,
  activityOfGoneBranches: "forgotten",
  baseUnsettled: 200,
  firstMerge: "taken",
  secondaryLimits: documentedLimits,
  pins: "apps that reported",
  webCommitter: "github.com",
};

/** What a test may ask for that looks at once after each step. What is certain at GitHub, and what is forgotten, stays. */
export const promptBehaviour = { activityLag: 0, baseUnsettled: 0 } as const satisfies Partial<Behaviour>;

/** All that was ever reported, at once. */
export const worstBehaviour: Behaviour = {
  activityLag: 20_000,
  activityOfGoneBranches: "forgotten",
  baseUnsettled: 3_000,
  firstMerge: "refused once",
  secondaryLimits: [...documentedLimits, { counts: "content", most: 4, seconds: 5 }],
  pins: "apps that reported",
  webCommitter: "enterprise server",
};
