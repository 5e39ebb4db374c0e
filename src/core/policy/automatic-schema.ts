import { conditionsSchema } from "../conditions/conditions-schema.ts";
import { DURATION_PATTERN } from "../text/duration.ts";

/** Defaults of `automatic`. */
export const DEFAULT_PER_PERSON = 3;
export const DEFAULT_PER_DAY = 20;

/** The schema of `automatic`: what a policy approves with no review. */
export const automaticSchema = {
  type: "object",
  description:
    "Approves without a review, where the settings say `profile: standard`: { maximum, when, perPerson, perDay }",
  additionalProperties: false,
  required: ["maximum"],
  properties: {
    maximum: {
      type: "string",
      pattern: DURATION_PATTERN,
      description:
        "The longest duration that needs no review: a whole number (1 to 9999) and s, m, h or d. Longer requests are reviewed",
      examples: ["1h"],
    },
    when: {
      ...conditionsSchema,
      description:
        "Conditions in CEL, all of which must be true of what needs no review: a list of { condition, says }. Other requests are reviewed",
    },
    perPerson: {
      type: "integer",
      minimum: 1,
      maximum: 100,
      description: `How many requests of one person it approves within 24 hours, ${DEFAULT_PER_PERSON} if not given. The next ones are reviewed`,
    },
    perDay: {
      type: "integer",
      minimum: 1,
      maximum: 1000,
      description: `How many requests of all people it approves within 24 hours, ${DEFAULT_PER_DAY} if not given. The next ones are reviewed`,
    },
  },
} as const;
