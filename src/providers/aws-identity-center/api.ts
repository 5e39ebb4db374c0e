import { setTimeout as wait } from "node:timers/promises";
import { CloudTrailClient } from "@aws-sdk/client-cloudtrail";
import { IdentitystoreClient } from "@aws-sdk/client-identitystore";
import { SchedulerClient } from "@aws-sdk/client-scheduler";
import { SSOAdminClient } from "@aws-sdk/client-sso-admin";
import { STSClient } from "@aws-sdk/client-sts";
import { type Calls, openCalls } from "../adapter/aws/calls.ts";
import { clientSettings } from "../adapter/aws/client-settings.ts";
import type { AccessKey, AwsConnection } from "../adapter/aws/fields.ts";
import { ProviderError, type ProviderErrorCode } from "../adapter/error.ts";

/** A page of a list. */
interface Page<Item> {
  readonly items: readonly Item[] | undefined;
  readonly next: string | undefined;
}

export interface Clients {
  readonly sso: SSOAdminClient;
  readonly store: IdentitystoreClient;
  readonly scheduler: SchedulerClient;
  readonly sts: STSClient;
}

/** The AWS APIs during one call of the port, with the deadline of that. */
export interface Api extends Clients, Calls {
  /** The ARN of the Identity Center instance. */
  readonly instance: string;
  /** All pages. Throws rather than end early. */
  list<Item>(read: (next: string | undefined) => Promise<Page<Item>>): Promise<Item[]>;
  /** Waits a moment before it is asked again. Throws `ProviderError` (`TIMEOUT`) when no time is left. */
  pause(): Promise<void>;
  /** Whether there is time for another try, and to clean up after it. */
  hasTimeLeft(): boolean;
  /** An error of this provider. The detail stays in the private cause. */
  fail(code: ProviderErrorCode, detail: string): ProviderError;
}

/** The way to AWS. */
export interface Aws {
  /** For one call of the port. */
  open(deadlineSeconds: number): Api;
  /** The trail of another account, with credentials of a role there. The caller destroys the client. */
  openTrail(region: string, key: AccessKey): CloudTrailClient;
  close(): void;
}

/** A listing of this many pages is no listing: a thousand times a hundred entries. */
const MOST_PAGES = 1000;

export interface ApiOptions {
  readonly instance: string;
  /** The pause between two looks at what AWS does in the background. */
  readonly pauseSeconds?: number;
}

function openClients(connection: AwsConnection): Clients {
  return {
    sso: new SSOAdminClient(clientSettings(connection, "sso")),
    store: new IdentitystoreClient(clientSettings(connection, "identitystore")),
    scheduler: new SchedulerClient(clientSettings(connection, "scheduler")),
    sts: new STSClient(clientSettings(connection, "sts")),
  };
}

export function createAws(connection: AwsConnection, { instance, pauseSeconds = 1 }: ApiOptions): Aws {
  const { name } = connection;
  const clients = openClients(connection);
  function open(deadlineSeconds: number): Api {
    const calls = openCalls({ name, deadlineSeconds });
    return {
      ...clients,
      ...calls,
      instance,
      list: (read) => readPages(name, read),
      pause: async () => void (await wait(Math.min(pauseSeconds, calls.secondsLeft()) * 1000)),
      hasTimeLeft: () => calls.secondsLeft() > pauseSeconds + deadlineSeconds / 4,
      fail: (code, detail) => new ProviderError(name, code, new Error(detail)),
    };
  }
  return {
    open,
    openTrail(region, accessKey) {
      const { profile: _, ...rest } = connection;
      return new CloudTrailClient(clientSettings({ ...rest, region, accessKey }, "cloudtrail"));
    },
    close: () => {
      for (const client of Object.values(clients)) client.destroy();
    },
  };
}

async function readPages<Item>(
  name: string,
  read: (next: string | undefined) => Promise<Page<Item>>,
): Promise<Item[]> {
  const found: Item[] = [];
  let next: string | undefined;
  for (let page = 1; page <= MOST_PAGES; page++) {
    const { items, next: following } = await read(next);
    if (items === undefined) throw unexpected(name, "A page has no list.");
    found.push(...items);
    if (following === undefined) return found;
    if (following === next) throw unexpected(name, "A page follows itself.");
    next = following;
  }
  throw unexpected(name, "A list does not end.");
}

const unexpected = (name: string, detail: string): ProviderError =>
  new ProviderError(name, "UNEXPECTED", new Error(detail));
