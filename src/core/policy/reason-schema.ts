export const DEFAULT_REASON_LENGTH = 10;

/** The schema of `reason`: what a reason must have. */
export const reasonSchema = {
  type: "object",
  description: "The requirements of a reason: { minimum, pattern }",
  additionalProperties: false,
  properties: {
    minimum: {
      type: "integer",
      minimum: 1,
      maximum: 2000,
      description: `Characters a reason needs at least, ${DEFAULT_REASON_LENGTH} if not given`,
    },
    pattern: {
      type: "string",
      minLength: 1,
      maxLength: 200,
      description: "A pattern that must be found in it, in RE2's syntax, for example INC-[0-9]+",
      examples: ["INC-[0-9]+"],
    },
  },
} as const;
