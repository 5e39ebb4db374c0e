import type { RoleThere } from "../api/shapes.ts";

/** The roles of a repository, the weakest first, with the API's word for each. `admin` is never lent: administrators add others for good. */
const words = {
  read: "pull",
  triage: "triage",
  write: "push",
  maintain: "maintain",
  admin: "admin",
} as const;

export type LentRole = Exclude<keyof typeof words, "admin">;

const order: readonly string[] = Object.keys(words);

/** Whether a role includes another. Roles of the organisation's own making include none. */
export const includesRole = (held: string, wanted: string): boolean =>
  order.includes(held) && order.indexOf(held) >= order.indexOf(wanted);

/** The same of a person, by what they may do where the organisation made the role. What GitHub does not tell counts as given. */
export const givesRole = ({ role_name, permissions }: RoleThere, wanted: LentRole): boolean =>
  order.includes(role_name) ? includesRole(role_name, wanted) : permissions?.[words[wanted]] !== false;

/** The sense of each role, each with those before it (GitHub, "Repository roles for an organization"). */
const abilities: Readonly<Record<LentRole, string>> = {
  read: "read the code, issues and pull requests; comment",
  triage: "manage issues and pull requests: labels, assignees, close and reopen",
  write: "push to branches that no rule protects, merge pull requests, publish releases",
  maintain: "change repository settings that are neither sensitive nor destructive",
};

/** What a holder may do, the widest first. Rules of branches and of the organisation may allow less. */
export const listRoleAbilities = (role: LentRole): readonly string[] =>
  (["maintain", "write", "triage", "read"] as const)
    .filter((each) => includesRole(role, each))
    .map((each) => abilities[each]);

export const wordOf = (role: LentRole): string => words[role];
