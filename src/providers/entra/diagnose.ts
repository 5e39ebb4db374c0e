import { type Finding, mistake, warning } from "../../core/findings/finding.ts";
import { listRoles } from "../adapter/entry/offer.ts";
import { ProviderError } from "../adapter/error.ts";
import type { Api } from "../adapter/microsoft/api.ts";
import type { EntraConfiguration, Offered } from "./configuration.ts";
import { findGroup, findObstacle, listOwners, type Obstacle } from "./groups.ts";
import { comparePermissions } from "./permissions.ts";
import { examinePolicy } from "./policy.ts";

/** Whether the application can do what is configured, and which groups cannot be lent or keep people in. */
export async function diagnose(graph: Api, configuration: EntraConfiguration): Promise<Finding[]> {
  const granted = await graph.readPermissions();
  const findings = granted === undefined ? [] : comparePermissions(granted, configuration);
  for (const [role, offered] of listRoles(configuration.resources)) {
    const what = `${configuration.name}/${role}`;
    const found = examine(graph, offered, what, configuration);
    findings.push(...(await found.catch((error: unknown) => [describeRefusal(error, what)])));
  }
  return findings;
}

async function examine(
  graph: Api,
  offered: Offered,
  what: string,
  { membership }: EntraConfiguration,
): Promise<Finding[]> {
  const group = await findGroup(graph, offered.group);
  if (group === undefined) return [missing(what)];
  const obstacle = findObstacle(group, offered);
  if (obstacle !== undefined) return [describe(obstacle, what)];
  const owners = await listOwners(graph, offered.group);
  return [
    ...(group.isAssignableToRole === true ? [power(what)] : []),
    ...(owners.length === 0 ? [] : [owned(what, owners.length)]),
    ...(membership === "pim" ? await examinePolicy(graph, offered.group, what) : []),
  ];
}

function describeRefusal(error: unknown, what: string): Finding {
  if (!(error instanceof ProviderError && error.code === "REFUSED")) throw error;
  return mistake(
    "ENTRA_NO_RIGHT",
    `Microsoft Graph does not let Hallpass read what it must know before it lends ${what}.`,
    "Give the application the permissions of docs/providers/entra.md, with admin consent.",
  );
}

const missing = (what: string): Finding =>
  mistake(
    "ENTRA_NO_GROUP",
    `The group of ${what} does not exist.`,
    "Write the object id of a group that does.",
  );

function describe(obstacle: Obstacle, what: string): Finding {
  switch (obstacle) {
    case "dynamic":
    case "synced":
      return mistake(
        "ENTRA_FOREIGN_GROUP",
        `The group of ${what} is filled by ${obstacle === "dynamic" ? "a rule" : "a directory on the premises"}.`,
        "Make a group with assigned membership for this role, and write its object id.",
      );
    case "power":
      return mistake(
        "ENTRA_POWER",
        `The group of ${what} is role-assignable: it may give roles of the directory.`,
        "Lend another group, or set allowPower for this one.",
      );
  }
}

const power = (what: string): Finding =>
  warning(
    "ENTRA_POWER",
    `The group of ${what} is role-assignable, and may be lent (allowPower). A role of the directory may let its holder keep the access.`,
    "Lend a role-assignable group only where its roles cannot change groups, people or applications.",
  );

const owned = (what: string, owners: number): Finding =>
  warning(
    "ENTRA_GROUP_OWNER",
    `The group of ${what} has ${owners === 1 ? "an owner" : `${owners} owners`}, who can add members without a lease.`,
    "Remove the owners. Hallpass lends the group to none of them.",
  );
