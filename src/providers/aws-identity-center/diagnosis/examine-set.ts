import { ListTagsForResourceCommand, type PermissionSet } from "@aws-sdk/client-sso-admin";
import { type Finding, mistake, warning } from "../../../core/findings/finding.ts";
import { ProviderError } from "../../adapter/error.ts";
import type { Api } from "../api.ts";
import { type IdentityCenterConfiguration, RESERVED_TAG } from "../configuration.ts";
import { findPermissionSet, listAssignees } from "../places/assignees.ts";
import type { AssignmentPlace } from "../places/assignment.ts";
import { listManagedPolicies, readInlinePolicy } from "../places/set-policies.ts";
import { findLastingActions, lastingManagedPolicies } from "./lasting-actions.ts";
import { hoursOf } from "./session-hours.ts";

/** What is wrong with a permission set that is lent. */
export async function examineSet(
  api: Api,
  { reservedTag = RESERVED_TAG }: IdentityCenterConfiguration,
  what: string,
  { account, permissionSet }: AssignmentPlace,
  setName: string | undefined,
): Promise<Finding[]> {
  try {
    const set = await findPermissionSet(api, permissionSet);
    if (set === undefined) return [missingSet(what)];
    if ((await listAssignees(api, account, permissionSet)) === undefined)
      return [missingAccount(what, account)];
    return [
      ...examineName(set, what, setName),
      ...examineSession(set, what),
      ...((await isReserved(api, permissionSet, reservedTag)) ? [] : [unreserved(what, reservedTag)]),
      ...(await examinePolicies(api, permissionSet, what)),
    ];
  } catch (error) {
    // A missing right is named once, with all others.
    if (error instanceof ProviderError && error.code === "REFUSED") return [];
    throw error;
  }
}

async function isReserved(api: Api, arn: string, tag: string): Promise<boolean> {
  const asked = { InstanceArn: api.instance, ResourceArn: arn };
  const tags = await api.list(async (NextToken) => {
    const input = { ...asked, ...(NextToken !== undefined && { NextToken }) };
    const page = await api.call((to) => api.sso.send(new ListTagsForResourceCommand(input), to));
    return { items: page.Tags, next: page.NextToken };
  });
  return tags.some(({ Key }) => Key === tag);
}

/** Customer managed policies stand in the account itself, where Hallpass does not read. */
async function examinePolicies(api: Api, arn: string, what: string): Promise<Finding[]> {
  const lasting = [
    ...findLastingActions(await readInlinePolicy(api, arn)),
    ...(await listManagedPolicies(api, arn)).filter((name) => lastingManagedPolicies.has(name)),
  ];
  return lasting.length === 0 ? [] : [keepsAccess(what, lasting)];
}

function examineName({ Name }: PermissionSet, what: string, configured: string | undefined): Finding[] {
  if (configured === undefined || configured === Name) return [];
  return [
    warning(
      "IDENTITY_CENTER_SET_NAME",
      `The permission set of ${what} is called ${JSON.stringify(Name)}, and the link says ${JSON.stringify(configured)}.`,
      "Write the name as it is into name.",
    ),
  ];
}

function examineSession({ SessionDuration = "PT1H" }: PermissionSet, what: string): Finding[] {
  const hours = hoursOf(SessionDuration);
  return hours !== undefined && hours <= 1
    ? []
    : [
        warning(
          "IDENTITY_CENTER_LONG_SESSION",
          `Sessions of the permission set of ${what} last ${SessionDuration}: a session survives the end of the lease by as much.`,
          "Set the session duration to PT1H.",
        ),
      ];
}

const missingSet = (what: string): Finding =>
  mistake(
    "IDENTITY_CENTER_NO_SET",
    `The permission set of ${what} does not exist.`,
    "Write the ARN of one that does.",
  );

const missingAccount = (what: string, account: string): Finding =>
  mistake(
    "IDENTITY_CENTER_NO_SET",
    `AWS finds no account ${account} for ${what}.`,
    "Write the id of an account of the organisation.",
  );

const unreserved = (what: string, tag: string): Finding =>
  warning(
    "IDENTITY_CENTER_NOT_RESERVED",
    `The permission set of ${what} does not have the tag ${JSON.stringify(tag)}. An assignment carries no mark: in a set that others use, nobody can tell whose it is.`,
    "Make a permission set for Hallpass alone, and give it the tag.",
  );

const keepsAccess = (what: string, lasting: readonly string[]): Finding =>
  warning(
    "IDENTITY_CENTER_KEEPS_ACCESS",
    `The permission set of ${what} lets its holders make what outlasts the lease: ${lasting.slice(0, 5).join(", ")}.`,
    "Take these actions out of the set, or deny them with a permissions boundary.",
  );
