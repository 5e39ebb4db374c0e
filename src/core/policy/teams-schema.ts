import { githubId, personLogin } from "../document/schema.ts";

/** The schema of a list of teams. */
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

/** Without it, members of exactly the named teams count. */
export const includeChildTeamsSchema = {
  type: "boolean",
  description: "Whether members of child teams count too, false if not given",
} as const;

/** The schema of a list of people. */
export const usersSchema = {
  type: "array",
  description: "Single accounts besides the teams: { login, id }; the id decides, the login is for people",
  minItems: 1,
  maxItems: 50,
  uniqueItems: true,
  items: {
    type: "object",
    description: "An account: { login, id }",
    additionalProperties: false,
    required: ["login", "id"],
    properties: { login: personLogin, id: githubId },
    examples: [{ login: "alice", id: 1001 }],
  },
} as const;
