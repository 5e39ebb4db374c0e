import { type Finding, warning } from "../../core/findings/finding.ts";
import type { Api } from "../adapter/microsoft/api.ts";
import { isPolicyAssignment } from "./shapes.ts";

/** A shorter limit gets in the way of leases. PIM begins with 180 days. */
const ENOUGH_DAYS = 7;

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
  const days = readDays(limit);
  return days === undefined || days >= ENOUGH_DAYS ? [] : [short(what, limit)];
}

/** Days of an ISO 8601 duration as Graph writes it: `P180D`, `PT8H`, `P1DT12H`. */
export function readDays(duration: string): number | undefined {
  const form = /^P(?:(?<days>\d+)D)?(?:T(?:(?<hours>\d+)H)?(?:(?<minutes>\d+)M)?(?:\d+S)?)?$/u;
  const found = form.exec(duration)?.groups;
  if (found === undefined) return undefined;
  const { days = "0", hours = "0", minutes = "0" } = found;
  return Number(days) + Number(hours) / 24 + Number(minutes) / 1440;
}

const short = (what: string, limit: string): Finding =>
  warning(
    "ENTRA_PIM_LIMIT",
    `The PIM policy of the group of ${what} allows assignments of ${limit} at most. A longer lease is refused.`,
    "Let Hallpass's policies allow no longer leases, or raise the group's limit (Assignment, Expire active assignments after).",
  );
