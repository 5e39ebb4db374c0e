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

export const wordOf = (role: LentRole): string => words[role];
