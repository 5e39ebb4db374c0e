import { matchesAction } from "../../adapter/aws/matches-action.ts";
import { fieldOf, listOf, readStatements } from "../../adapter/aws/statements.ts";

/**
 * Actions whose effect outlasts the lease or the session: other identities and their keys, rights of roles, code that runs as another, and the parts
 * that end a lease.
 */
const lasting = [
  "iam:AddUserToGroup",
  "iam:AttachRolePolicy",
  "iam:AttachUserPolicy",
  "iam:CreateAccessKey",
  "iam:CreateLoginProfile",
  "iam:CreateOpenIDConnectProvider",
  "iam:CreateRole",
  "iam:CreateSAMLProvider",
  "iam:CreateUser",
  "iam:PassRole",
  "iam:PutRolePolicy",
  "iam:PutUserPolicy",
  "iam:UpdateAssumeRolePolicy",
  "iam:UpdateLoginProfile",
  "identitystore:CreateGroupMembership",
  "organizations:LeaveOrganization",
  "rolesanywhere:CreateTrustAnchor",
  "scheduler:DeleteSchedule",
  "scheduler:UpdateSchedule",
  "sso:CreateAccountAssignment",
  "sts:AssumeRole",
];

/** Managed policies of AWS that allow some of them; their texts are not in IAM Identity Center. */
export const lastingManagedPolicies: ReadonlySet<string> = new Set([
  "AdministratorAccess",
  "AmazonEventBridgeSchedulerFullAccess",
  "AWSSSODirectoryAdministrator",
  "AWSSSOMasterAccountAdministrator",
  "AWSSSOMemberAccountAdministrator",
  "IAMFullAccess",
  // All but IAM, Organizations and Account Management: also `sts:AssumeRole` ("AWS managed policies for job functions").
  "PowerUserAccess",
]);

/** Those that an inline policy allows. A Deny beside them is not considered: better a warning too many. A text that is no policy allows none. */
export function findLastingActions(policy: string): string[] {
  const statements = readStatements(policy);
  return lasting.filter((action) => statements.some((statement) => allows(statement, action)));
}

function allows(statement: unknown, action: string): boolean {
  if (fieldOf(statement, "Effect") !== "Allow") return false;
  const some = (field: string) =>
    listOf(fieldOf(statement, field)).some((pattern) => matchesAction(pattern, action));
  return fieldOf(statement, "NotAction") === undefined ? some("Action") : !some("NotAction");
}
