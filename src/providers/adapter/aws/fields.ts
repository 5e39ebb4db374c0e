import type { ProviderContext } from "../adapter.ts";
import { deadlineSeconds, entryName, secretVariable } from "../entry-schema.ts";

/** The fields that every AWS adapter's entry has, for `properties` of its schema. `account` and `region` belong into `required`. */
export const awsFields = {
  account: {
    type: "string",
    pattern: "^[0-9]{12}$",
    description: "the 12 digits of an account, between quotes",
  },
  region: {
    type: "string",
    pattern: "^[a-z]{2,4}(-[a-z]{2,12}){1,3}-[0-9]{1,2}$",
    description: "a region, such as eu-central-1",
  },
  /** A profile of the shared configuration files on the server. */
  profile: { type: "string", pattern: "^[\\w+=,.@/-]{1,128}$" },
  accessKey: {
    type: "object",
    additionalProperties: false,
    required: ["idFrom", "secretFrom"],
    properties: { idFrom: secretVariable, secretFrom: secretVariable, sessionTokenFrom: secretVariable },
  },
  /** Addresses other than the public ones, by service: VPC endpoints, an emulator. In clear text on this machine only. */
  endpoints: {
    type: "object",
    propertyNames: entryName,
    additionalProperties: {
      type: "string",
      pattern: "^(?:https://[^/?#@\\s]+|http://(?:127\\.0\\.0\\.1|localhost)(?::[0-9]+)?)(?:/[^?#\\s]*)?$",
    },
  },
  deadlineSeconds,
} as const;

/** These fields of an entry. */
export interface AwsEntry {
  readonly account: string;
  readonly region: string;
  readonly profile?: string;
  readonly accessKey?: {
    readonly idFrom: string;
    readonly secretFrom: string;
    readonly sessionTokenFrom?: string;
  };
  readonly endpoints?: Readonly<Record<string, string>>;
  readonly deadlineSeconds?: number;
}

export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** How to reach one AWS account, and as whom. */
export interface AwsConnection {
  /** The provider's name, for errors. */
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** Absent, as with `accessKey`: the standard chain of the SDK. */
  readonly profile?: string;
  readonly accessKey?: AccessKey;
  readonly endpoints?: Readonly<Record<string, string>>;
  readonly deadlineSeconds?: number;
  now(): Date;
}

export const DEADLINE_SECONDS = 30;

/** Reads these fields and the secrets that they name. Throws `Error` with the place and the fix. */
export function readConnection(entry: AwsEntry, context: ProviderContext): AwsConnection {
  const { account, region, profile, accessKey, endpoints, deadlineSeconds } = entry;
  if (profile !== undefined && accessKey !== undefined)
    throw new Error(
      `${context.where}: set profile or accessKey, not both. Set neither to use the standard chain of credentials.`,
    );
  return {
    ...{ name: context.name, account, region, now: context.now },
    ...(profile !== undefined && { profile }),
    ...(accessKey !== undefined && { accessKey: readAccessKey(accessKey, context) }),
    ...(endpoints !== undefined && { endpoints }),
    ...(deadlineSeconds !== undefined && { deadlineSeconds }),
  };
}

function readAccessKey(
  { idFrom, secretFrom, sessionTokenFrom }: NonNullable<AwsEntry["accessKey"]>,
  { readSecret }: ProviderContext,
): AccessKey {
  return {
    accessKeyId: readSecret("accessKey/idFrom", idFrom, "the id of Hallpass's access key"),
    secretAccessKey: readSecret("accessKey/secretFrom", secretFrom, "the secret of Hallpass's access key"),
    ...(sessionTokenFrom !== undefined && {
      sessionToken: readSecret("accessKey/sessionTokenFrom", sessionTokenFrom, "its session token"),
    }),
  };
}
