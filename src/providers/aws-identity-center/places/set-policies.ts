import {
  GetInlinePolicyForPermissionSetCommand,
  ListCustomerManagedPolicyReferencesInPermissionSetCommand,
  ListManagedPoliciesInPermissionSetCommand,
} from "@aws-sdk/client-sso-admin";
import type { Api } from "../api.ts";

/** The inline policy of a permission set; empty where it has none. */
export async function readInlinePolicy(api: Api, arn: string): Promise<string> {
  const asked = { InstanceArn: api.instance, PermissionSetArn: arn };
  const { InlinePolicy = "" } = await api.call((to) =>
    api.sso.send(new GetInlinePolicyForPermissionSetCommand(asked), to),
  );
  return InlinePolicy;
}

/** The names of AWS's own policies in a permission set. */
export async function listManagedPolicies(api: Api, arn: string): Promise<string[]> {
  const asked = { InstanceArn: api.instance, PermissionSetArn: arn };
  const found = await api.list(async (NextToken) => {
    const input = { ...asked, ...(NextToken !== undefined && { NextToken }) };
    const page = await api.call((to) =>
      api.sso.send(new ListManagedPoliciesInPermissionSetCommand(input), to),
    );
    return { items: page.AttachedManagedPolicies, next: page.NextToken };
  });
  return found.flatMap(({ Name }) => Name ?? []);
}

/** The names of policies in a permission set whose texts are those of each account. */
export async function listCustomerPolicies(api: Api, arn: string): Promise<string[]> {
  const asked = { InstanceArn: api.instance, PermissionSetArn: arn };
  const found = await api.list(async (NextToken) => {
    const input = { ...asked, ...(NextToken !== undefined && { NextToken }) };
    const page = await api.call((to) =>
      api.sso.send(new ListCustomerManagedPolicyReferencesInPermissionSetCommand(input), to),
    );
    return { items: page.CustomerManagedPolicyReferences, next: page.NextToken };
  });
  return found.flatMap(({ Name }) => Name ?? []);
}
