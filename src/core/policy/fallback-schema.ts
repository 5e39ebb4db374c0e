import { hoursOrDays, TIME_WORDS } from "./hours-or-days.ts";
import { teamsSchema } from "./teams-schema.ts";

/** The schema of `approvals.fallback`: who may approve besides, once a request has waited for so long. */
export const fallbackSchema = {
  type: "object",
  description: "Teams that may approve too once a request has waited: { after, teams }",
  additionalProperties: false,
  required: ["after", "teams"],
  properties: {
    after: {
      ...hoursOrDays,
      description: `How long a request waits before these teams may approve it: ${TIME_WORDS}`,
      examples: ["8h"],
    },
    teams: teamsSchema,
  },
} as const;
