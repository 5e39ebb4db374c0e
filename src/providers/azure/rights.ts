import { type Finding, mistake, warning } from "../../core/findings/finding.ts";
import type { Api } from "../adapter/microsoft/api.ts";
import { at, ofPerson, roleOf } from "./authorization.ts";
import { isAssignment } from "./shapes.ts";

/** "Azure built-in roles for Privileged". */
const OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
const CONTRIBUTOR = "b24988ac-6180-42a0-ab88-20f7382dd24c";
const ADMINISTRATORS = ["18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", "f58310d9-a9f6-439a-9e8d-f62e7b41a168"];

/** Compares the roles that Hallpass has at a scope or above it with what it needs there. */
export async function examineRights(api: Api, provider: string, scope: string): Promise<Finding[]> {
  const self = await api.readOwnId();
  if (self === undefined) return [];
  const assignments = (await api.list(isAssignment, at(scope, "roleAssignments", [], ofPerson(self)))) ?? [];
  const covering = assignments.filter(({ properties }) => covers(properties.scope, scope));
  if (covering.length === 0) return [missing(provider, scope)];
  return covering.flatMap(({ properties }) => {
    const role = roleOf(properties.roleDefinitionId);
    if (role === OWNER || role === CONTRIBUTOR) return [excessive(provider, properties.scope)];
    const isFree = (properties.condition ?? "") === "";
    return ADMINISTRATORS.includes(role) && isFree ? [unlimited(provider, properties.scope)] : [];
  });
}

/** Whether an assignment counts at a scope: it is made there or above. A management group is above everything that is listed with it. */
const covers = (assigned: string, scope: string): boolean =>
  `${scope.toLowerCase()}/`.startsWith(`${assigned.toLowerCase().replace(/\/$/u, "")}/`) ||
  /^\/providers\/microsoft\.management\/managementgroups\//iu.test(assigned);

const missing = (provider: string, scope: string): Finding =>
  mistake(
    "AZURE_RIGHT_MISSING",
    `Provider "${provider}": the application has no role at ${scope} or above.`,
    "Assign it the role of docs/providers/azure.md there.",
  );

const excessive = (provider: string, scope: string): Finding =>
  warning(
    "AZURE_RIGHT_EXCESSIVE",
    `Provider "${provider}": the application is Owner or Contributor at ${scope}, and may change every resource there.`,
    "Assign it the role of docs/providers/azure.md instead.",
  );

const unlimited = (provider: string, scope: string): Finding =>
  warning(
    "AZURE_RIGHT_UNLIMITED",
    `Provider "${provider}": the application may assign every role at ${scope}.`,
    "Add the condition of docs/providers/azure.md to its role assignment.",
  );
