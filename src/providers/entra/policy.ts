import { type Finding, warning } from "../../core/findings/finding.ts";
import type { Api } from "../adapter/microsoft/api.ts";
import { findHindrance } from "../adapter/microsoft/policy.ts";
import { isPolicyAssignment } from "./shapes.ts";

/** What in the group's PIM settings stands in Hallpass's way ("List roleManagementPolicyAssignments"). */
export async function examinePolicy(graph: Api, group: string, what: string): Promise<Finding[]> {
  const query = {
    $filter: `scopeId eq '${group}' and scopeType eq 'Group'`,
    $expand: "policy($expand=rules)",
  };
  const path = ["policies", "roleManagementPolicyAssignments"];
  const assignments = (await graph.list(isPolicyAssignment, { path, query })) ?? [];
  const rules = assignments
    .filter(({ roleDefinitionId }) => roleDefinitionId === "member")
    .flatMap(({ policy }) => policy?.rules ?? []);
  const { limit, asksForMfa } = findHindrance(rules);
  return [...(limit === undefined ? [] : [short(what, limit)]), ...(asksForMfa ? [mfa(what)] : [])];
}

const short = (what: string, limit: string): Finding =>
  warning(
    "ENTRA_PIM_LIMIT",
    `The PIM policy of the group of ${what} allows assignments of ${limit} at most. A longer lease is refused.`,
    "Let Hallpass's policies allow no longer leases, or raise the group's limit (Assignment, Expire active assignments after).",
  );

const mfa = (what: string): Finding =>
  warning(
    "ENTRA_PIM_MFA",
    `The PIM policy of the group of ${what} wants multifactor authentication of whoever assigns, which no application can pass.`,
    "Turn off MFA on active assignment in the group's settings. Hallpass's approvals take its place.",
  );
