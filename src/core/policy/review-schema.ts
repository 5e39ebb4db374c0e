import { DURATION_PATTERN } from "../text/duration.ts";

/** How long owners have for the review after an access, where its policy gives no time. */
export const DEFAULT_REVIEW_WITHIN = "3d";

/** The schema of `review`: the review after an access, by the pull request that removes its file. */
export const reviewSchema = {
  type: "object",
  description: "The review after the access: { within, hold }",
  additionalProperties: false,
  properties: {
    within: {
      type: "string",
      pattern: DURATION_PATTERN,
      description: `The time for the review, from the end (UTC) of the day on which the access ended, ${DEFAULT_REVIEW_WITHIN} if not given: a whole number (1 to 9999) and s, m, h or d`,
      examples: ["3d"],
    },
    hold: {
      type: "boolean",
      description:
        "Whether a request waits while a review of its team's earlier access is overdue, false if not given",
    },
  },
} as const;
