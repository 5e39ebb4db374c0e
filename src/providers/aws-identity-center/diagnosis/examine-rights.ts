import { randomUUID } from "node:crypto";
import {
  DescribeGroupCommand,
  DescribeUserCommand,
  GetGroupMembershipIdCommand,
  GetUserIdCommand,
  ListGroupMembershipsCommand,
} from "@aws-sdk/client-identitystore";
import {
  DeleteScheduleCommand,
  GetScheduleGroupCommand,
  UpdateScheduleCommand,
} from "@aws-sdk/client-scheduler";
import {
  DescribeAccountAssignmentCreationStatusCommand,
  DescribeAccountAssignmentDeletionStatusCommand,
  DescribePermissionSetCommand,
  GetInlinePolicyForPermissionSetCommand,
  ListAccountAssignmentCreationStatusCommand,
  ListAccountAssignmentDeletionStatusCommand,
  ListAccountAssignmentsCommand,
  ListManagedPoliciesInPermissionSetCommand,
  ListPermissionSetsProvisionedToAccountCommand,
  ListTagsForResourceCommand,
  UpdatePermissionSetCommand,
} from "@aws-sdk/client-sso-admin";
import { AssumeRoleCommand } from "@aws-sdk/client-sts";
import { type Finding, mistake, warning } from "../../../core/findings/finding.ts";
import type { Send } from "../../adapter/aws/calls.ts";
import { ProviderError } from "../../adapter/error.ts";
import type { Api } from "../api.ts";
import type { IdentityCenterConfiguration } from "../configuration.ts";
import type { Instance } from "../directory.ts";
import type { AssignmentPlace } from "../places/assignment.ts";
import type { MembershipPlace } from "../places/membership.ts";
import { listOffer } from "../places/offer.ts";
import { describeSchedule } from "../schedule.ts";

/** A request that changes nothing, whether it is allowed or not. */
type Probe = readonly [action: string, send: Send<unknown>];

/** Of nobody: AWS's ids are random. */
const NOBODY = "00000000-0000-4000-8000-000000000000";
const NO_NAME = "hallpass-doctor";

/**
 * Which rights are missing, and whether there are some that Hallpass must not have. Creating and deleting an assignment, creating a schedule and
 * the rights of the schedules' role cannot be tried without an effect.
 */
export async function examineRights(
  api: Api,
  instance: Instance,
  configuration: IdentityCenterConfiguration,
): Promise<Finding[]> {
  const { name } = configuration;
  const places = listOffer(configuration).map(({ place }) => place);
  const assignments = places.filter((place) => "account" in place);
  const memberships = places.filter((place) => "group" in place);
  const needed = [
    ...assignments.flatMap((place) => probesOfAssignment(api, place)),
    ...memberships.flatMap((place) => probesOfMembership(api, instance, configuration.account, place)),
    ...probesOfInstance(api, instance),
    ...probesOfTrails(api, configuration),
    ...probesOfSchedules(api, configuration, assignments[0]),
  ];
  const missing = await select(api, needed, "refused");
  const excessive = await select(api, probesOfTooMuch(api, configuration), "allowed");
  return [
    ...(missing.length === 0 ? [] : [noRight(name, missing)]),
    ...(excessive.length === 0 ? [] : [tooMuch(name, excessive)]),
  ];
}

type Outcome = "allowed" | "refused" | "unknown";

/** The actions of the probes with this outcome. */
async function select(api: Api, probes: readonly Probe[], wanted: Outcome): Promise<string[]> {
  const found = new Set<string>();
  for (const [action, send] of probes) if ((await tryOut(api, send)) === wanted) found.add(action);
  return [...found];
}

/** AWS may look at the request itself before the rights: such an answer says nothing of them. */
async function tryOut(api: Api, send: Send<unknown>): Promise<Outcome> {
  try {
    await api.find(send);
    return "allowed";
  } catch (error) {
    if (error instanceof ProviderError && error.code === "REFUSED") return "refused";
    if (error instanceof ProviderError && error.code === "UNEXPECTED") return "unknown";
    throw error;
  }
}

function probesOfAssignment({ sso, instance }: Api, { account, permissionSet }: AssignmentPlace): Probe[] {
  const set = { InstanceArn: instance, PermissionSetArn: permissionSet };
  const tags = { InstanceArn: instance, ResourceArn: permissionSet };
  return [
    ["sso:DescribePermissionSet", (to) => sso.send(new DescribePermissionSetCommand(set), to)],
    ["sso:ListTagsForResource", (to) => sso.send(new ListTagsForResourceCommand(tags), to)],
    [
      "sso:GetInlinePolicyForPermissionSet",
      (to) => sso.send(new GetInlinePolicyForPermissionSetCommand(set), to),
    ],
    [
      "sso:ListManagedPoliciesInPermissionSet",
      (to) => sso.send(new ListManagedPoliciesInPermissionSetCommand(set), to),
    ],
    [
      "sso:ListAccountAssignments",
      (to) => sso.send(new ListAccountAssignmentsCommand({ ...set, AccountId: account }), to),
    ],
  ];
}

/** To make or delete a membership cannot be tried: AWS looks up the group of one that exists. */
function probesOfMembership(
  { sso, store, instance }: Api,
  { store: id }: Instance,
  account: string,
  { group }: MembershipPlace,
): Probe[] {
  const own = { InstanceArn: instance, AccountId: account };
  const members = { IdentityStoreId: id, GroupId: group };
  const member = { ...members, MemberId: { UserId: NOBODY } };
  return [
    [
      "sso:ListPermissionSetsProvisionedToAccount",
      (to) => sso.send(new ListPermissionSetsProvisionedToAccountCommand(own), to),
    ],
    ["identitystore:ListGroupMemberships", (to) => store.send(new ListGroupMembershipsCommand(members), to)],
    ["identitystore:GetGroupMembershipId", (to) => store.send(new GetGroupMembershipIdCommand(member), to)],
  ];
}

function probesOfInstance({ sso, store, instance }: Api, { store: id }: Instance): Probe[] {
  const all = { InstanceArn: instance };
  const unique = { AttributePath: "userName", AttributeValue: NO_NAME };
  const named = { IdentityStoreId: id, AlternateIdentifier: { UniqueAttribute: unique } };
  const user = { IdentityStoreId: id, UserId: NOBODY };
  const group = { IdentityStoreId: id, GroupId: NOBODY };
  const creation = { ...all, AccountAssignmentCreationRequestId: randomUUID() };
  const deletion = { ...all, AccountAssignmentDeletionRequestId: randomUUID() };
  return [
    ["identitystore:GetUserId", (to) => store.send(new GetUserIdCommand(named), to)],
    ["identitystore:DescribeUser", (to) => store.send(new DescribeUserCommand(user), to)],
    ["identitystore:DescribeGroup", (to) => store.send(new DescribeGroupCommand(group), to)],
    [
      "sso:ListAccountAssignmentCreationStatus",
      (to) => sso.send(new ListAccountAssignmentCreationStatusCommand(all), to),
    ],
    [
      "sso:ListAccountAssignmentDeletionStatus",
      (to) => sso.send(new ListAccountAssignmentDeletionStatusCommand(all), to),
    ],
    [
      "sso:DescribeAccountAssignmentCreationStatus",
      (to) => sso.send(new DescribeAccountAssignmentCreationStatusCommand(creation), to),
    ],
    [
      "sso:DescribeAccountAssignmentDeletionStatus",
      (to) => sso.send(new DescribeAccountAssignmentDeletionStatusCommand(deletion), to),
    ],
  ];
}

/** AWS refuses a role that does not exist, too. */
function probesOfTrails({ sts, instance }: Api, { trail, resources }: IdentityCenterConfiguration): Probe[] {
  if (trail === undefined) return [];
  const accounts = new Set(Object.values(resources).flatMap(({ account }) => account ?? []));
  return [...accounts].map((account): Probe => {
    const RoleArn = `arn:${instance.split(":")[1]}:iam::${account}:role/${trail.role}`;
    const input = { RoleArn, RoleSessionName: "hallpass", DurationSeconds: 900 };
    return [`sts:AssumeRole of ${RoleArn}`, (to) => sts.send(new AssumeRoleCommand(input), to)];
  });
}

/** An update and a deletion of a schedule that nobody has. */
function probesOfSchedules(
  { scheduler, instance }: Api,
  { schedule }: IdentityCenterConfiguration,
  place: AssignmentPlace | undefined,
): Probe[] {
  if (schedule === undefined || place === undefined) return [];
  const { group } = schedule;
  const { account, permissionSet } = place;
  const assignment = { account, permissionSet, user: NOBODY };
  const ids = { instance, principal: NOBODY, entitlement: NO_NAME };
  const whole = describeSchedule(instance, schedule, ids, assignment, new Date("2999-01-01T00:00:00Z"));
  const named = { Name: NO_NAME, GroupName: group };
  return [
    ["scheduler:GetScheduleGroup", (to) => scheduler.send(new GetScheduleGroupCommand({ Name: group }), to)],
    [
      "scheduler:UpdateSchedule, or iam:PassRole",
      (to) => scheduler.send(new UpdateScheduleCommand({ ...whole, Name: NO_NAME }), to),
    ],
    ["scheduler:DeleteSchedule", (to) => scheduler.send(new DeleteScheduleCommand(named), to)],
  ];
}

/** Hallpass changes no permission set, and no schedule outside of its group. */
function probesOfTooMuch(
  { sso, scheduler, instance }: Api,
  { schedule }: IdentityCenterConfiguration,
): Probe[] {
  const set = `${instance.replace(":instance/", ":permissionSet/")}/ps-0000000000000000`;
  const input = { InstanceArn: instance, PermissionSetArn: set };
  const elsewhere = { Name: `${NO_NAME}-${randomUUID()}`, GroupName: "default" };
  return [
    ["sso:UpdatePermissionSet", (to) => sso.send(new UpdatePermissionSetCommand(input), to)],
    ...(schedule === undefined
      ? []
      : [
          [
            "scheduler:DeleteSchedule in other groups",
            (to) => scheduler.send(new DeleteScheduleCommand(elsewhere), to),
          ] satisfies Probe,
        ]),
  ];
}

const noRight = (name: string, missing: readonly string[]): Finding =>
  mistake(
    "IDENTITY_CENTER_NO_RIGHT",
    `Hallpass's role of provider "${name}" lacks rights: ${missing.join("; ")}.`,
    "Give it the policy of docs/providers/aws-identity-center.md.",
  );

const tooMuch = (name: string, excessive: readonly string[]): Finding =>
  warning(
    "IDENTITY_CENTER_TOO_MUCH",
    `Hallpass's role of provider "${name}" has rights that it does not use: ${excessive.join("; ")}.`,
    "Give it the policy of docs/providers/aws-identity-center.md, and no other.",
  );
