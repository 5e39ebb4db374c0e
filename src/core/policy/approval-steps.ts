import type { FromSchema } from "json-schema-to-ts";
import { roleName } from "../document/schema.ts";
import { type Finding, mistake } from "../findings/finding.ts";
import { covers } from "./pattern.ts";
import { includeChildTeamsSchema, teamsSchema } from "./teams-schema.ts";

export const DEFAULT_STEP_COUNT = 1;

/** The schema of `approvals.steps`: approvals besides those of the owners. */
export const stepsSchema = {
  type: "array",
  description:
    "Approvals besides those of the owners, each by other people: a list of { teams, includeChildTeams, count, every, roles }",
  minItems: 1,
  maxItems: 5,
  items: {
    type: "object",
    description: "People of these teams who approve too: { teams, includeChildTeams, count, every, roles }",
    additionalProperties: false,
    required: ["teams"],
    properties: {
      teams: teamsSchema,
      includeChildTeams: includeChildTeamsSchema,
      count: {
        type: "integer",
        minimum: 1,
        maximum: 5,
        description: `How many different people of them must approve, ${DEFAULT_STEP_COUNT} if not given`,
      },
      every: {
        type: "boolean",
        description: "Whether each of the teams must give so many approvals, false if not given",
      },
      roles: {
        type: "array",
        description: "The roles that need this step, all if not given, for example [admin]",
        minItems: 1,
        maxItems: 50,
        uniqueItems: true,
        items: roleName,
        examples: [["admin"]],
      },
    },
  },
} as const;

type Ref = FromSchema<typeof teamsSchema>[number];

/** The teams whose members may approve: by the owners' line, once a request has waited, or by a step. */
export const listApproving = (approvals: {
  readonly teams: readonly Ref[];
  readonly steps?: readonly { readonly teams: readonly Ref[] }[];
  readonly fallback?: { readonly teams: readonly Ref[] };
}): Ref[] => [...listOwning(approvals), ...(approvals.steps ?? []).flatMap(({ teams }) => teams)];

/** The teams that may own a folder by CODEOWNERS: they approve, at once or once a request has waited. */
export const listOwning = ({
  teams,
  fallback,
}: {
  readonly teams: readonly Ref[];
  readonly fallback?: { readonly teams: readonly Ref[] };
}): Ref[] => [...teams, ...(fallback?.teams ?? [])];

interface Offering {
  readonly entitlements: readonly { readonly roles: readonly string[] }[];
  readonly approvals: { readonly steps?: readonly { readonly roles?: readonly string[] }[] };
}

/** A step for a role that the policy does not offer would never be asked for: a slip of the pen could drop an approval. */
export const judgeSteps = ({ entitlements, approvals: { steps = [] } }: Offering): Finding[] => {
  const offered = entitlements.flatMap(({ roles }) => roles);
  return steps.flatMap(({ roles = [] }, step) =>
    roles.flatMap((role, index) =>
      offered.some((each) => covers(each, role))
        ? []
        : [
            mistake(
              "STEP_ROLE",
              `The policy offers no role "${role}": this step would never be asked for.`,
              `Name a role that it offers: ${[...new Set(offered)].join(", ")}.`,
              `/approvals/steps/${step}/roles/${index}`,
            ),
          ],
    ),
  );
};
