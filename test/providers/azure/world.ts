import type { AzureConfiguration } from "../../../src/providers/azure/configuration.ts";
import { azureProvider } from "../../../src/providers/azure/provider.ts";
import { createFakeCloud, type FakeCloud, secret } from "../entra/fake-cloud.ts";
import { createFakeGraph, type FakeGraph } from "../entra/fake-graph.ts";
import { createFakeArm, type FakeArm } from "./fake-arm.ts";

export const tenant = "5b1f0c7e-0000-4000-8000-000000000001";
export const client = "5b1f0c7e-0000-4000-8000-000000000002";
export const self = "5b1f0c7e-0000-4000-8000-000000000003";
export const scope = "/subscriptions/5b1f0c7e-0000-4000-8000-000000000004/resourceGroups/orders";
export const reader = "acdd72a7-3385-48ef-bd42-f606fba81ae7";
export const entitlement = { provider: "azure", resource: "orders", role: "reader" };

/** User Access Administrator, with a condition: as docs/providers/azure.md says. */
export const administrator = {
  ...{ id: "a", name: "a" },
  properties: {
    ...{
      scope,
      principalId: self,
      condition: "((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR …)",
    },
    roleDefinitionId: `${scope}/providers/Microsoft.Authorization/roleDefinitions/18d7d88d-d35e-4fb5-a5c3-7773c20a72d9`,
  },
};

export interface World {
  readonly arm: FakeArm;
  readonly graph: FakeGraph;
  readonly cloud: FakeCloud;
  readonly configuration: AzureConfiguration;
  open(change?: Partial<AzureConfiguration>): ReturnType<typeof azureProvider>;
}

/** A tenant with these people, and one role that is lent at a resource group. */
export function createWorld(
  names: readonly string[],
  change: Partial<AzureConfiguration> = {},
  deadlineSeconds = 2,
): World {
  const [graph, arm] = [createFakeGraph(), createFakeArm(scope, reader)];
  for (const name of names) graph.addUser(name);
  arm.roles.set(reader, { actions: ["*/read"], notActions: [] });
  arm.own.push(administrator);
  const hosts = {
    "https://graph.microsoft.com": graph.answer,
    "https://management.azure.com": arm.answer,
  };
  const cloud = createFakeCloud({ tenant, deadlineSeconds }, hosts);
  cloud.oid = self;
  const configuration: AzureConfiguration = {
    ...{ name: "azure", tenant, client, cloud: "public", credentials: { kind: "secret", secret } },
    ...{ endAtOnce: false, consistencySeconds: 0, deadlineSeconds, pollMs: 1 },
    ...{ now: () => arm.now, fetch: cloud.fetch },
    resources: { orders: { scope, roles: { reader: { role: reader } } } },
    ...change,
  };
  return {
    ...{ arm, graph, cloud, configuration },
    open: (more = {}) => azureProvider({ ...configuration, ...more }),
  };
}
