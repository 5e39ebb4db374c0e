import { documentedLimits, type SecondaryLimit } from "./secondary-limits.ts";

/**
 * How GitHub behaves where its documentation leaves room, or reports contradict each other. The table in
 * the README names the source of each.
 */
export interface Behaviour {
  /** Milliseconds until a push appears in the activity log. */
  readonly activityLag: number;
  /** Whether the activity log keeps the entries of a deleted branch. */
  readonly activityOfGoneBranches: "kept" | "forgotten";
  /** For this many milliseconds after a branch moves, merging into it answers 405 "Base branch was modified". */
  readonly baseUnsettled: number;
  /** "refused once": the first merge of each pull request answers 405 with the same words. */
  readonly firstMerge: "taken" | "refused once";
  /** The limits of one caller; an empty list for no limits. */
  readonly secondaryLimits: readonly SecondaryLimit[];
  /** The apps that can be pinned to a required check. */
  readonly pins: "any app" | "apps that reported";
  /** The committer of changes made in the browser: github.com's `web-flow`, or a server's own committer without an account. */
  readonly webCommitter: "github.com" | "enterprise server";
}

/** The default: GitHub at its worst, with short delays. */
export const usualBehaviour: Behaviour = {
  activityLag: 200,
  activityOfGoneBranches: "forgotten",
  baseUnsettled: 200,
  firstMerge: "taken",
  secondaryLimits: documentedLimits,
  pins: "apps that reported",
  webCommitter: "github.com",
};

/** The behaviour for a test that looks right after each step. GitHub's certain behaviour and its forgetting stay. */
export const promptBehaviour = { activityLag: 0, baseUnsettled: 0 } as const satisfies Partial<Behaviour>;

/** Every reported problem of GitHub at once. */
export const worstBehaviour: Behaviour = {
  activityLag: 20_000,
  activityOfGoneBranches: "forgotten",
  baseUnsettled: 3_000,
  firstMerge: "refused once",
  secondaryLimits: [...documentedLimits, { counts: "content", most: 4, seconds: 5 }],
  pins: "apps that reported",
  webCommitter: "enterprise server",
};
