import { type IAMClient, SimulatePrincipalPolicyCommand } from "@aws-sdk/client-iam";
import type { Calls } from "../../adapter/aws/calls.ts";
import { readPages } from "../pages.ts";

/** Actions on one resource, with what else a request of them carries. */
export interface Question {
  readonly resource: string;
  readonly actions: readonly string[];
  /** The permissions boundary of the user or role that the request is about. */
  readonly boundary?: string | undefined;
}

/**
 * Those of the actions that Hallpass's own policies allow: SimulatePrincipalPolicy. It heeds the policies of the user and of its groups, the boundary
 * and the organisation's policies, and changes nothing.
 */
export async function filterAllowed(
  iam: IAMClient,
  { call }: Calls,
  provider: string,
  self: string,
  { resource, actions, boundary }: Question,
): Promise<string[]> {
  const context = boundary === undefined ? {} : { ContextEntries: [boundaryEntry(boundary)] };
  const results = readPages(provider, async (page) => {
    const { EvaluationResults = [], ...rest } = await call((options) =>
      iam.send(
        new SimulatePrincipalPolicyCommand({
          ...{ PolicySourceArn: self, ActionNames: [...actions], ResourceArns: [resource] },
          ...context,
          ...page,
        }),
        options,
      ),
    );
    return { items: EvaluationResults, ...rest };
  });
  const allowed: string[] = [];
  for await (const { EvalActionName, EvalDecision } of results)
    if (EvalDecision === "allowed" && EvalActionName !== undefined) allowed.push(EvalActionName);
  return allowed;
}

const boundaryEntry = (boundary: string) => ({
  ContextKeyName: "iam:PermissionsBoundary",
  ContextKeyType: "string" as const,
  ContextKeyValues: [boundary],
});
