import { GetRoleCommand, type IAMClient } from "@aws-sdk/client-iam";
import type { Calls } from "../../adapter/aws/calls.ts";

/** The user or role behind the ARN that GetCallerIdentity gives ("IAM identifiers"); `undefined` for the root user and federated users. */
export async function findSelf(iam: IAMClient, calls: Calls, caller: string): Promise<string | undefined> {
  if (/^arn:[\w-]+:iam::\d{12}:user\//u.test(caller)) return caller;
  // The ARN of a session lacks the path of its role.
  const role = /^arn:[\w-]+:sts::\d{12}:assumed-role\/(?<role>[^/]+)\//u.exec(caller)?.groups?.role;
  if (role === undefined) return undefined;
  const found = await calls.find((options) => iam.send(new GetRoleCommand({ RoleName: role }), options));
  return found?.Role?.Arn;
}
