import type { AccessKey, AwsConnection } from "./fields.ts";
import { DEADLINE_SECONDS } from "./fields.ts";

/** The settings of a client of the SDK, for its constructor. */
export interface ClientSettings {
  readonly region: string;
  readonly maxAttempts: number;
  readonly ignoreConfiguredEndpointUrls: true;
  readonly requestHandler: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    readonly throwOnRequestTimeout: true;
  };
  readonly endpoint?: string;
  readonly credentials?: AccessKey;
  readonly profile?: string;
}

/**
 * The settings for a client of this service, by the word that `endpoints` has for it: `iam`. Hallpass retries by itself, with the pause that the
 * service asks for, so the SDK does not. Only the server's configuration names other endpoints: no variable, and no shared configuration file.
 */
export function clientSettings(connection: AwsConnection, service: string): ClientSettings {
  const { region, endpoints = {}, accessKey, profile, deadlineSeconds = DEADLINE_SECONDS } = connection;
  const endpoint = Object.hasOwn(endpoints, service) ? endpoints[service] : undefined;
  return {
    ...{ region, maxAttempts: 1, ignoreConfiguredEndpointUrls: true },
    requestHandler: {
      ...{ connectionTimeout: deadlineSeconds * 1000, requestTimeout: deadlineSeconds * 1000 },
      // Otherwise the SDK prints a warning beside the log.
      throwOnRequestTimeout: true,
    },
    ...(endpoint !== undefined && { endpoint }),
    ...(accessKey !== undefined && { credentials: accessKey }),
    ...(profile !== undefined && { profile }),
  };
}
