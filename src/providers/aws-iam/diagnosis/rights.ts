import { type IamConfiguration, peopleOf } from "../configuration.ts";
import type { Question } from "./simulate.ts";

/** A name that nobody has stands for every user of the path. */
const SOMEBODY = "hallpass-doctor";

type Rights = Pick<IamConfiguration, "account" | "people" | "boundary">;

const arnOf = ({ account }: Rights, partition: string, path: string): string =>
  `arn:${partition}:iam::${account}:${path}`;

function subjectOf(configuration: Rights, partition: string): string {
  const people = peopleOf(configuration);
  return people.kind === "User"
    ? arnOf(configuration, partition, `user${people.path ?? "/"}${SOMEBODY}`)
    : arnOf(configuration, partition, `role${people.path ?? "/"}${people.role}`);
}

/** The rights that the policy in docs/providers/aws-iam.md gives. */
export function listNeeded(configuration: Rights, partition: string): Question[] {
  const { people, boundary } = { ...configuration, people: peopleOf(configuration) };
  const resource = subjectOf(configuration, partition);
  const kind = people.kind === "User" ? "User" : "Role";
  const onAll =
    people.kind === "User" ? ["iam:ListUsers", "iam:GetAccountAuthorizationDetails"] : ["iam:ListRoles"];
  return [
    {
      resource,
      actions: [
        ...[`iam:Get${kind}Policy`, `iam:Delete${kind}Policy`],
        ...(people.kind === "Session" ? ["iam:ListRolePolicies"] : []),
      ],
    },
    { resource, actions: [`iam:Put${kind}Policy`], boundary },
    // A name that nobody has is in no path: IAM would refuse to say so to an account that may see a part only.
    {
      resource: arnOf(configuration, partition, `${kind.toLowerCase()}/${SOMEBODY}`),
      actions: [`iam:Get${kind}`],
    },
    { resource: "*", actions: [...onAll, "cloudtrail:LookupEvents"] },
  ];
}

/** Ways to rights of one's own choice, beside the policies of the people. */
export function listBeyond(configuration: Rights, partition: string, self: string): Question[] {
  const { boundary } = configuration;
  const people = peopleOf(configuration);
  const subject = subjectOf(configuration, partition);
  const kind = people.kind === "User" ? "User" : "Role";
  const own = self.includes(":user/") ? "iam:PutUserPolicy" : "iam:PutRolePolicy";
  const elsewhere = arnOf(configuration, partition, `user/elsewhere/${SOMEBODY}`);
  return [
    { resource: self, actions: [own], boundary },
    ...(people.kind === "User" && (people.path ?? "/") === "/"
      ? []
      : [{ resource: elsewhere, actions: ["iam:PutUserPolicy"], boundary }]),
    { resource: subject, actions: [`iam:Attach${kind}Policy`, `iam:Delete${kind}PermissionsBoundary`] },
    ...(kind === "User"
      ? [{ resource: subject, actions: ["iam:CreateAccessKey", "iam:CreateLoginProfile"] }]
      : [{ resource: subject, actions: ["iam:UpdateAssumeRolePolicy"] }]),
    {
      resource: arnOf(configuration, partition, `group/${SOMEBODY}`),
      actions: ["iam:AddUserToGroup", "iam:PutGroupPolicy"],
    },
    {
      resource: arnOf(configuration, partition, `policy/${SOMEBODY}`),
      actions: ["iam:CreatePolicyVersion", "iam:CreatePolicy"],
    },
  ];
}
