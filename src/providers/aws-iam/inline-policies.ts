import {
  DeleteRolePolicyCommand,
  DeleteUserPolicyCommand,
  GetRolePolicyCommand,
  GetUserPolicyCommand,
  type IAMClient,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import type { Calls } from "../adapter/aws/calls.ts";

/** The user or role that has the inline policies. */
export interface Owner {
  readonly kind: "user" | "role";
  readonly name: string;
}

/** The inline policies of one owner, by their names. */
export interface InlinePolicies {
  /** The document; `undefined` where there is none. */
  read(name: string): Promise<string | undefined>;
  /** Makes it, or replaces it: "Adds or updates an inline policy document" (PutUserPolicy, PutRolePolicy). */
  put(name: string, document: string): Promise<void>;
  /** True if it was there: otherwise IAM answers `NoSuchEntity`. */
  remove(name: string): Promise<boolean>;
}

export function inlinePolicies(iam: IAMClient, calls: Calls, { kind, name: owner }: Owner): InlinePolicies {
  const ofUser = { UserName: owner };
  const ofRole = { RoleName: owner };
  return {
    async read(PolicyName) {
      const found = await calls.find(async (options) =>
        kind === "user"
          ? iam.send(new GetUserPolicyCommand({ ...ofUser, PolicyName }), options)
          : iam.send(new GetRolePolicyCommand({ ...ofRole, PolicyName }), options),
      );
      return found === undefined ? undefined : decodeDocument(found.PolicyDocument);
    },
    async put(PolicyName, PolicyDocument) {
      await calls.call(async (options) =>
        kind === "user"
          ? iam.send(new PutUserPolicyCommand({ ...ofUser, PolicyName, PolicyDocument }), options)
          : iam.send(new PutRolePolicyCommand({ ...ofRole, PolicyName, PolicyDocument }), options),
      );
    },
    async remove(PolicyName) {
      const done = await calls.find(async (options) =>
        kind === "user"
          ? iam.send(new DeleteUserPolicyCommand({ ...ofUser, PolicyName }), options)
          : iam.send(new DeleteRolePolicyCommand({ ...ofRole, PolicyName }), options),
      );
      return done !== undefined;
    },
  };
}

/** "Policies returned by this operation are URL-encoded compliant with RFC 3986" (GetUserPolicy). One of another form is not ours. */
export function decodeDocument(text = ""): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
