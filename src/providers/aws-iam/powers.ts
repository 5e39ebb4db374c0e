import { matchesAction } from "../adapter/aws/matches-action.ts";
import type { Statement, Template } from "./configuration.ts";

/** Services whose writes make or change identities and their rights. Their reads begin with these words. */
const IDENTITY_SERVICES = [
  "account",
  "iam",
  "identitystore",
  "organizations",
  "rolesanywhere",
  "sso",
  "sso-directory",
];
const READS = /^(?:Get|List|Describe|Search|Simulate|GenerateServiceLastAccessed|GenerateCredentialReport)/iu;

/** They hand on a role: to the caller, or to a service. */
const ROLE_ACTIONS = ["iam:PassRole", "sts:AssumeRole"];

/**
 * What goes on working after the end ("Actions, resources, and condition keys for AWS services"): policies of resources and shares that name others
 * (HH3), credentials and sessions of another identity (HH3), and what services run later (HH4). No list of these is whole.
 */
const LASTING: readonly string[] = [
  ...ROLE_ACTIONS,
  ...["codeartifact:GetAuthorizationToken", "ec2-instance-connect:SendSSHPublicKey", "ec2:GetPasswordData"],
  ...["ecr:GetAuthorizationToken", "ecs:ExecuteCommand", "rds-db:connect", "redshift:GetClusterCredentials"],
  ...["secretsmanager:GetSecretValue", "ssm:SendCommand", "ssm:StartSession"],
  ...["dynamodb:PutResourcePolicy", "ec2:ModifyImageAttribute", "ec2:ModifySnapshotAttribute"],
  ...["ecr:SetRepositoryPolicy", "events:PutPermission", "kms:CreateGrant", "kms:PutKeyPolicy"],
  ...["lambda:AddPermission", "lambda:CreateFunctionUrlConfig", "logs:PutResourcePolicy"],
  ...["ram:AssociateResourceShare", "ram:CreateResourceShare", "rds:ModifyDBSnapshotAttribute"],
  ...["s3:PutAccessPointPolicy", "s3:PutBucketAcl", "s3:PutBucketPolicy", "s3:PutObjectAcl"],
  ...["secretsmanager:PutResourcePolicy", "sns:AddPermission", "sns:SetTopicAttributes"],
  ...["sqs:AddPermission", "sqs:SetQueueAttributes"],
  ...["autoscaling:CreateAutoScalingGroup", "batch:SubmitJob", "cloudformation:CreateStack"],
  ...["cloudformation:UpdateStack", "codebuild:StartBuild", "ec2:RunInstances", "ecs:CreateService"],
  ...["ecs:RunTask", "events:PutRule", "events:PutTargets", "glue:CreateJob", "lambda:CreateFunction"],
  ...["lambda:UpdateFunctionCode", "sagemaker:CreateNotebookInstance", "scheduler:CreateSchedule"],
  ...["ssm:CreateAssociation", "states:CreateStateMachine", "states:StartExecution"],
];

/** The action by which a holder could keep the access or give it on for good: Hallpass refuses such a role. `undefined`: there is none. */
export const findPower = (template: Template): string | undefined =>
  template.flatMap((statement) => listOf(statement.Action).filter((each) => isPower(each, statement)))[0];

function isPower(action: string, { Resource }: Statement): boolean {
  const [service = "", name = ""] = action.split(":");
  if (matchesAction(action, "sts:AssumeRoot")) return true;
  const handedOn = ROLE_ACTIONS.filter((each) => matchesAction(action, each));
  // A role that is named is the owner's choice; a pattern of roles reaches one that may do everything.
  if (handedOn.length > 0 && listOf(Resource).some((each) => !isOneRole(each))) return true;
  if (action.toLowerCase() === "iam:passrole") return false;
  return IDENTITY_SERVICES.includes(service) && !READS.test(beforeWildcard(name));
}

/** Whether it hands on the role of this session: Hallpass's own, by which its holder could give and keep everything. Names of roles have no case. */
export function handsOnRoleOf(caller: string, template: Template): boolean {
  const own = /^arn:[\w-]+:sts::(?<account>\d{12}):assumed-role\/(?<name>[^/]+)\//u.exec(caller)?.groups;
  if (own === undefined) return false;
  const isOwn = (resource: string): boolean => {
    const { account, name } =
      /^arn:[\w-]+:iam::(?<account>\d{12}):role\/(?:.*\/)?(?<name>[^/]+)$/u.exec(resource)?.groups ?? {};
    return account === own.account && name?.toLowerCase() === own.name?.toLowerCase();
  };
  return template.some(
    ({ Action, Resource }) =>
      listOf(Action).some((action) => ROLE_ACTIONS.some((each) => matchesAction(action, each))) &&
      listOf(Resource).some(isOwn),
  );
}

const isOneRole = (resource: string): boolean =>
  /^arn:[\w-]+:iam::\d{12}:role\/[\w+=,.@/-]+$/u.test(resource);

/** The part of a pattern that every action it matches begins with. */
const beforeWildcard = (name: string): string => name.split(/[*?]/u)[0] ?? "";

/** The actions whose effects outlive the access. Doctor names them. */
export const findLasting = (template: Template): string[] =>
  LASTING.filter((each) =>
    template.some(({ Action }) => listOf(Action).some((pattern) => matchesAction(pattern, each))),
  );

const listOf = (value: string | readonly string[]): readonly string[] =>
  typeof value === "string" ? [value] : value;
