export const DEFAULT_REASON_LENGTH = 10;

/** The schema of `reason`: what a reason must have. */
export const reasonSchema = {
  type: "object",
  description: "The requirements of a reason: { minimum }",
  additionalProperties: false,
  properties: {
    minimum: {
      type: "integer",
      minimum: 1,
      maximum: 2000,
      description: `Characters a reason needs at least, ${DEFAULT_REASON_LENGTH} if not given`,
    },
  },
} as const;
