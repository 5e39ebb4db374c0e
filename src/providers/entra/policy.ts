import { type Finding, warning } from "../../core/findings/finding.ts";
import type { Api } from "../adapter/microsoft/api.ts";
import { isShort } from "../adapter/microsoft/duration.ts";
import { isPolicyAssignment } from "./shapes.ts";

/**
 * The longest assignment that the group's policy lets administrators make: its rule `Expiration_Admin_Assignment` ("List
 * roleManagementPolicyAssignments", "Overview of rules in PIM APIs").
 */
export async function examineLimit(graph: Api, group: string, what: string): Promise<Finding[]> {
  const query = {
    $filter: `scopeId eq '${group}' and scopeType eq 'Group'`,
    $expand: "policy($expand=rules)",
  };
  const path = ["policies", "roleManagementPolicyAssignments"];
  const assignments = (await graph.list(isPolicyAssignment, { path, query })) ?? [];
  const rules = assignments
    .filter(({ roleDefinitionId }) => roleDefinitionId === "member")
    .flatMap(({ policy }) => policy?.rules ?? []);
  const limit = rules.find(({ id }) => id === "Expiration_Admin_Assignment")?.maximumDuration ?? "";
  return isShort(limit) ? [short(what, limit)] : [];
}

const short = (what: string, limit: string): Finding =>
  warning(
    "ENTRA_PIM_LIMIT",
    `The PIM policy of the group of ${what} allows assignments of ${limit} at most. A longer lease is refused.`,
    "Let Hallpass's policies allow no longer leases, or raise the group's limit (Assignment, Expire active assignments after).",
  );
