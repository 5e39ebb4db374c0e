import { GetCallerIdentityCommand, type STSClient } from "@aws-sdk/client-sts";
import { ProviderError } from "../error.ts";
import type { Calls } from "./calls.ts";
import type { AwsConnection } from "./fields.ts";

/**
 * The ARN of Hallpass's own user or session. "No permissions are required to perform this operation" (STS, GetCallerIdentity). Throws
 * `ProviderError` (`IDENTITY_CHANGED`) when the credentials belong to another account than the configured one.
 */
export async function readCaller(
  sts: STSClient,
  { call }: Calls,
  { name, account }: Pick<AwsConnection, "name" | "account">,
): Promise<string> {
  const { Account, Arn } = await call((options) => sts.send(new GetCallerIdentityCommand({}), options));
  if (Account === undefined || Arn === undefined)
    throw new ProviderError(name, "UNEXPECTED", new Error("GetCallerIdentity names no account."));
  if (Account === account) return Arn;
  const cause = new Error(
    `The credentials belong to account ${Account}; the configuration names ${account}.`,
  );
  throw new ProviderError(name, "IDENTITY_CHANGED", cause);
}
