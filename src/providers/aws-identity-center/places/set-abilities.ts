import type { PermissionSet } from "@aws-sdk/client-sso-admin";
import { describeQuote, listSome } from "../../../core/text/phrases.ts";
import { describeStatements, readStatements } from "../../adapter/aws/statements.ts";
import type { Api } from "../api.ts";
import { lastingManagedPolicies } from "../diagnosis/lasting-actions.ts";
import { listCustomerPolicies, listManagedPolicies, readInlinePolicy } from "./set-policies.ts";

/**
 * What a permission set allows: the names of AWS's policies, which AWS explains, those of the account, whose texts nobody sees from here, and the statements
 * of its inline policy. A permissions boundary, or a policy of the organisation, may allow less.
 */
export async function describeSet(api: Api, arn: string, set: PermissionSet): Promise<string[]> {
  const [inline, managed, customer] = await Promise.all([
    readInlinePolicy(api, arn),
    listManagedPolicies(api, arn),
    listCustomerPolicies(api, arn),
  ]);
  const widestFirst = [...managed].sort(
    (one, other) => Number(lastingManagedPolicies.has(other)) - Number(lastingManagedPolicies.has(one)),
  );
  const statements = inline === "" ? [] : readStatements(inline);
  return [
    ...(managed.length === 0 ? [] : [`do what AWS's policies allow: ${listSome(widestFirst)}`]),
    ...(customer.length === 0
      ? []
      : [`do what policies of the account allow, whose texts Hallpass does not see: ${listSome(customer)}`]),
    ...describeStatements(statements),
    ...(inline !== "" && statements.length === 0 ? ["do what its inline policy says, which is no JSON"] : []),
    ...describeSession(set),
    ...describeQuote(`the description of ${set.Name ?? "the permission set"}`, set.Description),
  ];
}

/** AWS's own form: `PT8H`. */
const describeSession = ({ SessionDuration }: PermissionSet): string[] =>
  SessionDuration === undefined
    ? []
    : [`go on in an open session after the end, for ${SessionDuration} at most`];
