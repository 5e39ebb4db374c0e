import { awsCodeOf } from "../adapter/aws/failure.ts";
import { ProviderError } from "../adapter/error.ts";
import type { Owner } from "./inline-policies.ts";

/**
 * "You can add as many inline policies as you want to a user, role, or group, but the total aggregate policy size (the sum size of all inline
 * policies) per entity can't exceed the following quotas" ("IAM and AWS STS quotas").
 */
export const QUOTA = { user: 2048, role: 10_240 } as const;

/** "IAM doesn't count white space when calculating the size of a policy against these quotas." */
export const sizeOf = (document: string): number => document.replaceAll(/\s/gu, "").length;

/** Names the size and the limit where IAM refused a policy for them; any other error as it is. */
export function explainQuota(error: unknown, { kind, name }: Owner, document: string): unknown {
  if (!(error instanceof ProviderError) || awsCodeOf(error) !== "LimitExceeded") return error;
  const cause = new Error(
    `The policy has ${sizeOf(document)} characters. All inline policies of the ${kind} ${name} together may have ${QUOTA[kind]}.`,
  );
  return new ProviderError(error.provider, error.code, cause);
}
