import { parseCredentials } from "../../../src/providers/adapter/google/credentials.ts";
import type { GoogleGroupConfiguration } from "../../../src/providers/google-group/configuration.ts";
import { googleGroupProvider } from "../../../src/providers/google-group/provider.ts";
import { accountOfHallpass, keyFile } from "../google/key.ts";
import { createFakeGroups, type FakeGroups } from "./fake-groups.ts";

export const entitlement = { provider: "groups", resource: "orders", role: "readonly" };

export interface World {
  readonly groups: FakeGroups;
  readonly configuration: GoogleGroupConfiguration;
  open(change?: Partial<GoogleGroupConfiguration>): ReturnType<typeof googleGroupProvider>;
}

export function createWorld(people: readonly string[], deadlineSeconds = 2): World {
  const groups = createFakeGroups(deadlineSeconds);
  people.forEach((email, index) => {
    groups.users.set(email, { id: `1000000000000000000${index}`, aliases: [] });
  });
  groups.add(accountOfHallpass, { type: "SERVICE_ACCOUNT", roles: ["OWNER", "MEMBER"] });
  const credentials = parseCredentials(keyFile);
  if (credentials === undefined) throw new Error("The key file of the test is no key file.");
  const configuration: GoogleGroupConfiguration = {
    ...{ name: "groups", credentials, deadlineSeconds, consistencySeconds: 0, fetch: groups.fetch },
    now: () => new Date("2026-11-20T12:00:00Z"),
    resources: {
      orders: {
        link: "https://console.cloud.google.com/bigquery?project=acme-orders-prod",
        roles: { readonly: groups.group.email },
      },
    },
  };
  return {
    ...{ groups, configuration },
    open: (change = {}) => googleGroupProvider({ ...configuration, ...change }),
  };
}
