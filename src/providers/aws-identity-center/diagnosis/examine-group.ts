import { type Finding, mistake } from "../../../core/findings/finding.ts";
import { ProviderError } from "../../adapter/error.ts";
import type { Api } from "../api.ts";
import type { Instance } from "../directory.ts";
import type { MembershipPlace, Obstacle } from "../places/membership.ts";

/** Why a group cannot be lent. */
export async function examineGroup(
  api: Api,
  instance: Instance,
  what: string,
  place: MembershipPlace,
): Promise<Finding[]> {
  try {
    const obstacle = await place.findObstacle(api, instance);
    return obstacle === undefined ? [] : [describe(obstacle, what)];
  } catch (error) {
    // A missing right is named once, with all others.
    if (error instanceof ProviderError && error.code === "REFUSED") return [];
    throw error;
  }
}

function describe(obstacle: Obstacle, what: string): Finding {
  switch (obstacle) {
    case "missing":
      return mistake(
        "IDENTITY_CENTER_NO_GROUP",
        `The group of ${what} does not exist.`,
        "Write the id of a group that does.",
      );
    case "foreign":
      return mistake(
        "IDENTITY_CENTER_FOREIGN_GROUP",
        `The group of ${what} comes from another directory, which would undo what Hallpass changes.`,
        "Make a group in IAM Identity Center for this role, or lend the group at the directory it comes from.",
      );
    case "own":
      return mistake(
        "IDENTITY_CENTER_OWN_GROUP",
        `The group of ${what} has a permission set in Hallpass's own account: its members could stop the end of their leases.`,
        "Take the group's permission sets in that account away, or lend another group.",
      );
  }
}
