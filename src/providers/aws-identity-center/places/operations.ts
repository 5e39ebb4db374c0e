import {
  type AccountAssignmentOperationStatus,
  CreateAccountAssignmentCommand,
  DeleteAccountAssignmentCommand,
  DescribeAccountAssignmentCreationStatusCommand,
  DescribeAccountAssignmentDeletionStatusCommand,
  ListAccountAssignmentCreationStatusCommand,
  ListAccountAssignmentDeletionStatusCommand,
} from "@aws-sdk/client-sso-admin";
import { ProviderError } from "../../adapter/error.ts";
import type { Api } from "../api.ts";

/** An assignment of a permission set in an account to a user. */
export interface Assignment {
  readonly account: string;
  readonly permissionSet: string;
  readonly user: string;
}

/**
 * The two operations on an assignment. Both are asynchronous: "After a successful response, call DescribeAccountAssignmentCreationStatus" or
 * "…DeletionStatus" ("CreateAccountAssignment", "DeleteAccountAssignment").
 */
export type Kind = "creation" | "deletion";

type Status = AccountAssignmentOperationStatus | undefined;

type Begun = Status | "done";

/**
 * Waits until a begun operation is done. Answers why it failed, `undefined` for success. Throws where AWS no longer tells: who asks again finds out
 * by the assignments.
 */
export async function finish(api: Api, kind: Kind, begun: Begun): Promise<string | undefined> {
  if (begun === "done") return undefined;
  const done = await settle(api, kind, begun);
  if (done === undefined) throw api.fail("UNREACHABLE", `AWS tells no status of a ${kind}.`);
  return done.Status === "FAILED" ? (done.FailureReason ?? "no reason given") : undefined;
}

/** Waits until nothing changes this assignment: neither an earlier call, whose answer may be lost, nor its schedule, nor an administrator. */
export async function awaitOthers(api: Api, assignment: Assignment): Promise<void> {
  for (const kind of ["creation", "deletion"] as const)
    for (const id of await listRunning(api, kind)) {
      const status = await describe(api, kind, id);
      if (isOf(status, assignment)) await settle(api, kind, status);
    }
}

/**
 * Begins to create or delete the assignment; `done` where an earlier operation has done so meanwhile. Nothing has been changed when it throws `BUSY`:
 * "A retry (with appropriate backoff logic) is the recommended response" to a ConflictException, "a conflict with a previous successful write"
 * (errors of "CreateAccountAssignment"). A list may not show that write yet.
 */
export async function begin(
  api: Api,
  kind: Kind,
  assignment: Assignment,
  isDone: () => Promise<boolean>,
): Promise<Begun> {
  for (;;) {
    try {
      return await request(api, kind, assignment);
    } catch (error) {
      if (!(error instanceof ProviderError && error.code === "BUSY") || !api.hasTimeLeft()) throw error;
      await api.pause();
      if (await isDone()) return "done";
    }
  }
}

async function request(api: Api, kind: Kind, { account, permissionSet, user }: Assignment): Promise<Status> {
  const input = {
    ...{ InstanceArn: api.instance, TargetId: account, TargetType: "AWS_ACCOUNT" as const },
    ...{ PermissionSetArn: permissionSet, PrincipalType: "USER" as const, PrincipalId: user },
  };
  return kind === "creation"
    ? (await api.call((to) => api.sso.send(new CreateAccountAssignmentCommand(input), to)))
        .AccountAssignmentCreationStatus
    : (await api.call((to) => api.sso.send(new DeleteAccountAssignmentCommand(input), to)))
        .AccountAssignmentDeletionStatus;
}

/** Asks until the operation is no longer `IN_PROGRESS`, or AWS no longer keeps its status. Throws `ProviderError` (`TIMEOUT`) at the deadline: the operation goes on. */
async function settle(api: Api, kind: Kind, begun: Status): Promise<Status> {
  let status = begun;
  while (status?.Status === "IN_PROGRESS") {
    await api.pause();
    status = await describe(api, kind, status.RequestId);
  }
  if (status !== undefined && status.Status !== "SUCCEEDED" && status.Status !== "FAILED")
    throw api.fail("UNEXPECTED", `The status of a ${kind} is ${status.Status}.`);
  return status;
}

async function describe(api: Api, kind: Kind, id: string | undefined): Promise<Status> {
  if (id === undefined) throw api.fail("UNEXPECTED", `A ${kind} has no id.`);
  if (kind === "creation") {
    const input = { InstanceArn: api.instance, AccountAssignmentCreationRequestId: id };
    return (
      await api.find((to) => api.sso.send(new DescribeAccountAssignmentCreationStatusCommand(input), to))
    )?.AccountAssignmentCreationStatus;
  }
  const input = { InstanceArn: api.instance, AccountAssignmentDeletionRequestId: id };
  return (await api.find((to) => api.sso.send(new DescribeAccountAssignmentDeletionStatusCommand(input), to)))
    ?.AccountAssignmentDeletionStatus;
}

/** The ids of all operations that are in progress at the instance. */
async function listRunning(api: Api, kind: Kind): Promise<string[]> {
  const asked = { InstanceArn: api.instance, Filter: { Status: "IN_PROGRESS" as const } };
  const found = await api.list(async (NextToken) => {
    const input = { ...asked, ...(NextToken !== undefined && { NextToken }) };
    if (kind === "creation") {
      const page = await api.call((to) =>
        api.sso.send(new ListAccountAssignmentCreationStatusCommand(input), to),
      );
      return { items: page.AccountAssignmentsCreationStatus, next: page.NextToken };
    }
    const page = await api.call((to) =>
      api.sso.send(new ListAccountAssignmentDeletionStatusCommand(input), to),
    );
    return { items: page.AccountAssignmentsDeletionStatus, next: page.NextToken };
  });
  return found.flatMap(({ RequestId }) => RequestId ?? []);
}

const isOf = (status: Status, { account, permissionSet, user }: Assignment): boolean =>
  status?.TargetId === account && status.PermissionSetArn === permissionSet && status.PrincipalId === user;
