import type { Api } from "../adapter/microsoft/api.ts";
import { at } from "./authorization.ts";
import type { Place } from "./configuration.ts";
import { isRoleDefinition, type Permission, type RoleDefinition } from "./shapes.ts";

/** Who may do one of these gives access, keeps access, or stops its end ("Azure permissions for Management and governance"). */
const POWER = [
  "Microsoft.Authorization/roleAssignments/write",
  // Also that of Hallpass itself.
  "Microsoft.Authorization/roleAssignments/delete",
  "Microsoft.Authorization/roleAssignmentScheduleRequests/write",
  "Microsoft.Authorization/roleEligibilityScheduleRequests/write",
  "Microsoft.Authorization/roleDefinitions/write",
  "Microsoft.Authorization/roleManagementPolicies/write",
  "Microsoft.Authorization/denyAssignments/write",
  "Microsoft.Authorization/elevateAccess/action",
  // A lock keeps others from removing what is there: a request ends as `FailedAsResourceIsLocked`.
  "Microsoft.Authorization/locks/write",
  // What Azure holds back from Contributor: a stack denies others what it names, and a blueprint assigns roles and denies ("List Azure deny assignments").
  "Microsoft.Resources/deploymentStacks/manageDenySetting/action",
  "Microsoft.Blueprint/blueprintAssignments/write",
];

/** What a holder makes by one of these acts on after the end: keys, identities of machines, jobs. */
const LASTING = [
  "Microsoft.ManagedIdentity/userAssignedIdentities/assign/action",
  "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write",
  "Microsoft.Compute/virtualMachines/write",
  "Microsoft.Compute/virtualMachines/runCommand/action",
  "Microsoft.Automation/automationAccounts/jobs/write",
  "Microsoft.Logic/workflows/write",
  "Microsoft.Web/sites/write",
  "Microsoft.Storage/storageAccounts/listKeys/action",
  // Lists of services' own, which name people beside Azure's roles.
  "Microsoft.KeyVault/vaults/accessPolicies/write",
  "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments/write",
  "Microsoft.Sql/servers/administrators/write",
  "Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action",
];

export const findRole = (api: Api, { scope, role }: Place): Promise<RoleDefinition | undefined> =>
  api.find(isRoleDefinition, at(scope, "roleDefinitions", [role]));

/** The first of the powers that a role gives. */
export const findPower = (role: RoleDefinition): string | undefined =>
  POWER.find((action) => allows(role, action));

export const findLasting = (role: RoleDefinition): string | undefined =>
  LASTING.find((action) => allows(role, action));

/** "Actions minus NotActions", of each part of the permissions by itself ("Understand Azure role definitions"). */
const allows = ({ properties }: RoleDefinition, action: string): boolean =>
  properties.permissions.some(
    ({ actions = [], notActions = [] }: Permission) =>
      actions.some((each) => matches(each, action)) && !notActions.some((each) => matches(each, action)),
  );

/** An asterisk stands for any characters, and case does not count. Looks for each part once, so that no pattern takes long. */
export function matches(pattern: string, action: string): boolean {
  const text = action.toLowerCase();
  const [first = "", ...others] = pattern.toLowerCase().split("*");
  const last = others.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || text.length < first.length + last.length) return false;
  let from = first.length;
  for (const part of others) {
    const found = text.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return text.endsWith(last) && text.length - last.length >= from;
}

/** The role. Throws `UNKNOWN_ENTITLEMENT` where there is none. */
export async function requireRole(api: Api, place: Place): Promise<RoleDefinition> {
  const role = await findRole(api, place);
  if (role !== undefined) return role;
  throw api.fail("UNKNOWN_ENTITLEMENT", `There is no role ${place.role} or no such scope.`);
}

/** Throws unless the role may be lent. */
export async function verifyRole(
  api: Api,
  offered: Place & { readonly allowPower?: boolean },
): Promise<void> {
  const role = await requireRole(api, offered);
  const power = offered.allowPower ? undefined : findPower(role);
  if (power !== undefined) throw api.fail("REFUSED", `The role ${offered.role} gives ${power}.`);
}
