import {
  type AccountAssignment,
  DescribePermissionSetCommand,
  ListAccountAssignmentsCommand,
  type PermissionSet,
} from "@aws-sdk/client-sso-admin";
import type { Api } from "../api.ts";

/** A user or group that has the access. */
export interface Assignee {
  readonly kind: "USER" | "GROUP";
  readonly id: string;
}

/** All that have the permission set in the account. `undefined`: one of the two no longer exists. */
export async function listAssignees(
  api: Api,
  account: string,
  permissionSet: string,
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

/** `undefined`: it does not exist. */
export async function findPermissionSet(api: Api, arn: string): Promise<PermissionSet | undefined> {
  const input = { InstanceArn: api.instance, PermissionSetArn: arn };
  return (await api.find((to) => api.sso.send(new DescribePermissionSetCommand(input), to)))?.PermissionSet;
}
