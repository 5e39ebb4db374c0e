import { includeChildTeamsSchema, teamsSchema } from "../policy/teams-schema.ts";
import { DURATION_PATTERN } from "../text/duration.ts";

/** Defaults of `approvals`. */
export const DEFAULT_APPROVAL_COUNT = 1;
export const DEFAULT_MEMBER_FOR = "1d";
export const DEFAULT_VALID_FOR = "7d";

const duration = { type: "string", pattern: DURATION_PATTERN } as const;

/** The schema of `approvals`: which teams approve, how many people, and for how long. */
export const approvalsSchema = {
  type: "object",
  description: "Who approves: { teams, includeChildTeams, count, memberFor, validFor }",
  additionalProperties: false,
  required: ["teams"],
  properties: {
    teams: teamsSchema,
    includeChildTeams: includeChildTeamsSchema,
    count: {
      type: "integer",
      minimum: 1,
      maximum: 5,
      description: `How many different people must approve, ${DEFAULT_APPROVAL_COUNT} if not given`,
    },
    memberFor: {
      ...duration,
      description: `For how long an approver must have been in the team, ${DEFAULT_MEMBER_FOR} if not given: a whole number (1 to 9999) and s, m, h or d`,
      examples: ["1d"],
    },
    validFor: {
      ...duration,
      description: `For how long an approval counts, ${DEFAULT_VALID_FOR} if not given: a whole number (1 to 9999) and s, m, h or d`,
      examples: ["7d"],
    },
  },
} as const;
