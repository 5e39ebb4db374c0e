import {
  type AccountAssignment,
  DescribePermissionSetCommand,
  ListAccountAssignmentsCommand,
  type PermissionSet,
} from "@aws-sdk/client-sso-admin";
import type { Api } from "./api.ts";
import type { Place } from "./offer.ts";
import type { Assignment } from "./operations.ts";

/** A user or group that has the access. */
export interface Assignee {
  readonly kind: "USER" | "GROUP";
  readonly id: string;
}

/** All that have the permission set in the account. `undefined`: one of the two no longer exists. */
export async function listAssignees(
  api: Api,
  { account, permissionSet }: Place,
): Promise<Assignee[] | undefined> {
  const asked = { InstanceArn: api.instance, AccountId: account, PermissionSetArn: permissionSet };
  let isGone = false;
  const found = await api.list(async (NextToken) => {
    const input = { ...asked, ...(NextToken !== undefined && { NextToken }) };
    const page = await api.find((to) => api.sso.send(new ListAccountAssignmentsCommand(input), to));
    isGone ||= page === undefined;
    return { items: page === undefined ? [] : page.AccountAssignments, next: page?.NextToken };
  });
  return isGone ? undefined : found.map((each) => readAssignee(api, each));
}

function readAssignee(api: Api, { PrincipalType, PrincipalId }: AccountAssignment): Assignee {
  if ((PrincipalType !== "USER" && PrincipalType !== "GROUP") || PrincipalId === undefined)
    throw api.fail("UNEXPECTED", "An assignment names no user or group.");
  return { kind: PrincipalType, id: PrincipalId };
}

/** Whether the user has the permission set in the account by name, not through a group. */
export async function isAssigned(api: Api, assignment: Assignment): Promise<boolean> {
  const assignees = await listAssignees(api, assignment);
  return assignees?.some(({ kind, id }) => kind === "USER" && id === assignment.user) ?? false;
}

/** `undefined`: it does not exist. */
export async function findPermissionSet(api: Api, arn: string): Promise<PermissionSet | undefined> {
  const input = { InstanceArn: api.instance, PermissionSetArn: arn };
  return (await api.find((to) => api.sso.send(new DescribePermissionSetCommand(input), to)))?.PermissionSet;
}
