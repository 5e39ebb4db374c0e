import { onCallSchema } from "../on-call/on-call-schema.ts";
import { DURATION_PATTERN } from "../text/duration.ts";
import { includeChildTeamsSchema, teamsSchema } from "./teams-schema.ts";

/** The schema of `breakGlass`: access in an emergency, with no approval before and a review after. */
export const breakGlassSchema = {
  type: "object",
  description:
    "Access in an emergency, at once and reviewed afterwards, where the settings say `profile: standard`: { teams, includeChildTeams, onCall, maximum }",
  additionalProperties: false,
  required: ["teams", "maximum"],
  properties: {
    teams: { ...teamsSchema, description: "Whose members may break the glass: { slug, id }" },
    includeChildTeams: includeChildTeamsSchema,
    onCall: {
      ...onCallSchema,
      description:
        "Rotas whose person on call may break the glass too: names of files in policies/rota/, without .yaml",
    },
    maximum: {
      type: "string",
      pattern: DURATION_PATTERN,
      description: "The longest duration in an emergency: a whole number (1 to 9999) and s, m, h or d",
      examples: ["1h"],
    },
  },
} as const;
