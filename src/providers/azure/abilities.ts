import { describeQuote, listSome, toPhrases } from "../../core/text/phrases.ts";
import { findLasting, findPower } from "./roles.ts";
import type { Permission, RoleDefinition } from "./shapes.ts";

/** What a role lets its holder do, by its definition ("Understand Azure role definitions"), what needs most care first. Deny assignments may forbid some of it. */
export function describeRole(role: RoleDefinition): string[] {
  const { permissions, roleName, description } = role.properties;
  const [power, lasting] = [findPower(role), findLasting(role)];
  return toPhrases([
    ...(power === undefined ? [] : [`change who has access, by ${power}`]),
    ...(lasting === undefined ? [] : [`make or read what works on after the end, by ${lasting}`]),
    ...permissions.flatMap(describePermission),
    ...describeQuote(`the description of ${roleName || "the role"}`, description),
  ]);
}

const describePermission = (permission: Permission): string[] => {
  const { actions = [], notActions = [], dataActions = [], notDataActions = [] } = permission;
  return [
    ...describeActions("manage resources by", actions, notActions),
    ...describeActions("use data by", dataActions, notDataActions),
  ];
};

function describeActions(what: string, actions: readonly string[], without: readonly string[]): string[] {
  if (actions.length === 0) return [];
  const all = actions.includes("*") ? "every action" : listSome(actions);
  return [`${what} ${all}${without.length === 0 ? "" : `, without ${listSome(without)}`}`];
}
