import type { Entitlement } from "../../../core/access/entitlement.ts";
import type { Power } from "../../../core/access/power.ts";

/** The field `powers` of an entry: the roles that stand for membership of a GitHub team. */
export const powersField = {
  type: "array",
  items: {
    type: "object",
    additionalProperties: false,
    required: ["resource", "role", "githubTeam"],
    properties: {
      resource: { type: "string" },
      role: { type: "string" },
      githubTeam: { type: "integer", minimum: 1 },
    },
  },
} as const;

/** A power that a role gives. */
export interface RolePower {
  readonly resource: string;
  readonly role: string;
  readonly power: Power;
}

interface TeamOfRole extends Pick<RolePower, "resource" | "role"> {
  readonly githubTeam: number;
}

/** Reads the field `powers`. */
export const readPowers = (field: readonly TeamOfRole[] = []): RolePower[] =>
  field.map(({ githubTeam: id, ...of }) => ({ ...of, power: { kind: "github-team", id } }));

export const powersOf = (
  powers: readonly RolePower[],
  { resource, role }: Pick<Entitlement, "resource" | "role">,
): Power[] =>
  powers.filter((given) => given.resource === resource && given.role === role).map(({ power }) => power);
