import { githubId } from "../document/schema.ts";
import { DURATION_PATTERN } from "../text/duration.ts";

/** Defaults of `approvals`. */
export const DEFAULT_APPROVAL_COUNT = 1;
export const DEFAULT_MEMBER_FOR = "1d";
export const DEFAULT_VALID_FOR = "7d";

export const teamsSchema = {
  type: "array",
  description: "Teams of the organisation: { slug, id }; the id decides, the slug is for people",
  minItems: 1,
  maxItems: 20,
  uniqueItems: true,
  items: {
    type: "object",
    description: "A team: { slug, id }",
    additionalProperties: false,
    required: ["slug", "id"],
    properties: {
      slug: {
        type: "string",
        pattern: "^[a-z0-9_][a-z0-9_-]{0,99}$",
        description: "The team's name in URLs: lower-case letters, digits, - and _",
        examples: ["payments-leads"],
      },
      id: githubId,
    },
    examples: [{ slug: "payments-leads", id: 302 }],
  },
} as const;

const duration = { type: "string", pattern: DURATION_PATTERN } as const;

/** Without it, members of exactly the named teams count. */
export const includeChildTeamsSchema = {
  type: "boolean",
  description: "Whether members of child teams count too, false if not given",
} as const;

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
