import { readFileSync } from "node:fs";
import type { Request } from "./server.ts";

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
}

const page = readFileSync(
  new URL("../../../../docs/providers/aws-identity-center.md", import.meta.url),
  "utf8",
);

/** The policies of docs/providers/aws-identity-center.md, in their order: of Hallpass, of Hallpass for groups, the trust of the schedules' role, and its rights,
 * and for trails: Hallpass's, the trust of the role, and its rights. */
const policies: readonly (readonly Statement[])[] = [...page.matchAll(/```json\n(?<text>.*?)```/gsu)].map(
  ({ groups }) => JSON.parse(groups?.text ?? "").Statement,
);
const [hallpass = [], groups = [], , schedules = [], assume = [], , trail = []] = policies;

const listOf = (value: string | readonly string[] = []): readonly string[] =>
  typeof value === "string" ? [value] : value;

/** `*` stands for any text. None of these names holds another character with a meaning in a pattern. */
const fits = (pattern: string, text: string): boolean =>
  new RegExp(`^${pattern.replaceAll(".", "\\.").replaceAll("*", ".*")}$`, "u").test(text);

const isAllowed = (statements: readonly Statement[], action: string, resource: string): boolean =>
  statements.some(
    ({ Action, Resource }) =>
      listOf(Action).some((each) => fits(each, action)) &&
      listOf(Resource).some((each) => fits(each, resource)),
  );

const INSTANCE = "arn:aws:sso:::instance/ssoins-1234567890abcdef";
const SCHEDULER = "arn:aws:scheduler:eu-central-1:222222222222";

/** The resources that an action is about, all of which must be allowed: those of the Service Authorization Reference. */
function resourcesOf({ service, operation, input }: Request): string[] {
  if (service === "scheduler")
    return [
      operation === "GetScheduleGroup"
        ? `${SCHEDULER}:schedule-group/${input.Name}`
        : `${SCHEDULER}:schedule/${input.GroupName}/${input.Name}`,
    ];
  if (service === "identitystore") return resourcesInStore(operation, input);
  if (service === "sts") return [String(input.RoleArn)];
  if (operation === "ListInstances" || service === "cloudtrail") return ["*"];
  if (operation === "ListTagsForResource") return [String(input.ResourceArn)];
  const account = input.TargetId ?? input.AccountId;
  return [
    INSTANCE,
    ...(account === undefined ? [] : [`arn:aws:sso:::account/${account}`]),
    ...(input.PermissionSetArn === undefined ? [] : [String(input.PermissionSetArn)]),
  ];
}

function resourcesInStore(
  operation: string,
  { IdentityStoreId, UserId, GroupId }: Request["input"],
): string[] {
  const prefix = "arn:aws:identitystore:::";
  const group = GroupId === undefined ? [] : [`${prefix}group/${GroupId}`];
  const user = `${prefix}user/${UserId ?? "found"}`;
  const membership = `${prefix}membership/found`;
  const others: Readonly<Record<string, readonly string[]>> = {
    DescribeGroup: [],
    ListGroupMemberships: [`${prefix}membership/*`],
    CreateGroupMembership: [user],
    GetGroupMembershipId: [user, membership],
    DeleteGroupMembership: [user, membership],
  };
  return [
    `arn:aws:identitystore::111111111111:identitystore/${IdentityStoreId}`,
    ...group,
    ...(others[operation] ?? [user]),
  ];
}

const prefixes = {
  "sso-admin": "sso",
  identitystore: "identitystore",
  scheduler: "scheduler",
  sts: "sts",
  cloudtrail: "cloudtrail",
};

const missing = (statements: readonly Statement[], request: Request): string[] => {
  const action = `${prefixes[request.service]}:${request.operation}`;
  return resourcesOf(request)
    .filter((resource) => !isAllowed(statements, action, resource))
    .map((resource) => `${action} on ${resource}`);
};

/** What the page's policies for Hallpass do not allow of a request. "No permissions are required" for GetCallerIdentity. */
export function findMissingRights(request: Request, lendsGroups: boolean): string[] {
  const { service, operation, input } = request;
  if (service === "sts" && operation === "GetCallerIdentity") return [];
  if (service === "cloudtrail") return missing(trail, request);
  // "The caller must have permission to pass the role": iam:PassRole.
  const { Target } = input;
  const role = typeof Target === "object" && Target !== null ? String(Reflect.get(Target, "RoleArn")) : "";
  const passes = service !== "scheduler" || role === "" || isAllowed(hallpass, "iam:PassRole", role);
  return [
    ...missing([...hallpass, ...assume, ...(lendsGroups ? groups : [])], request),
    ...(passes ? [] : [`iam:PassRole on ${role} for ${operation}`]),
  ];
}

/** What the page's policy for the schedules' role does not allow of the call that a schedule makes. */
export const findMissingRightsOfTarget = (input: Request["input"]): string[] =>
  missing(schedules, { service: "sso-admin", operation: "DeleteAccountAssignment", key: "", input });
