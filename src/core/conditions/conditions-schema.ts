export const MOST_CONDITIONS = 10;
export const MOST_CHARACTERS = 500;

/** The schema of `when`: conditions in CEL that a request has to meet. */
export const conditionsSchema = {
  type: "array",
  description: "Conditions in CEL, all of which must be true of a request: a list of { condition, says }",
  minItems: 1,
  maxItems: MOST_CONDITIONS,
  items: {
    type: "object",
    description: "An expression, and what the requester reads where it is not true: { condition, says }",
    additionalProperties: false,
    required: ["condition", "says"],
    properties: {
      condition: {
        type: "string",
        minLength: 1,
        maxLength: MOST_CHARACTERS,
        description: `An expression in CEL of type bool, in at most ${MOST_CHARACTERS} characters`,
        examples: ["request.duration <= duration('1h')"],
      },
      says: {
        type: "string",
        minLength: 1,
        maxLength: 300,
        description: "The sentence that the requester reads where it is not true, in at most 300 characters",
        examples: ["Ask for an hour or less."],
      },
    },
  },
} as const;
