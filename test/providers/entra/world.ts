import type { EntraConfiguration } from "../../../src/providers/entra/configuration.ts";
import { entraProvider } from "../../../src/providers/entra/provider.ts";
import { createFakeCloud, type FakeCloud, secret } from "./fake-cloud.ts";
import { createFakeGraph, type FakeGraph, type FakeGroup } from "./fake-graph.ts";

export const tenant = "5b1f0c7e-0000-4000-8000-000000000001";
export const client = "5b1f0c7e-0000-4000-8000-000000000002";
export const entitlement = { provider: "entra", resource: "orders", role: "readonly" };

/** What docs/providers/entra.md tells an administrator to consent to. */
const permissionsOfPage = {
  plain: ["User.ReadBasic.All", "GroupMember.ReadWrite.All", "AuditLog.Read.All"],
  pim: [
    ...["User.ReadBasic.All", "GroupMember.Read.All", "PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup"],
    ...["RoleManagementPolicy.Read.AzureADGroup", "AuditLog.Read.All"],
  ],
};

export interface World {
  readonly graph: FakeGraph;
  readonly cloud: FakeCloud;
  readonly group: FakeGroup;
  readonly configuration: EntraConfiguration;
  open(change?: Partial<EntraConfiguration>): ReturnType<typeof entraProvider>;
}

/** A tenant with these people, and one group that is lent. */
export function createWorld(
  names: readonly string[],
  change: Partial<EntraConfiguration> = {},
  deadlineSeconds = 2,
): World {
  const graph = createFakeGraph();
  for (const name of names) graph.addUser(name);
  const group = graph.addGroup();
  const hosts = { "https://graph.microsoft.com": graph.answer };
  const cloud = createFakeCloud({ tenant, deadlineSeconds }, hosts);
  const configuration: EntraConfiguration = {
    ...{ name: "entra", tenant, client, cloud: "public", credentials: { kind: "secret", secret } },
    ...{ membership: "plain", endAtOnce: false, consistencySeconds: 0, deadlineSeconds, pollMs: 1 },
    ...{ now: () => graph.now, fetch: cloud.fetch },
    resources: {
      orders: { link: "https://myapps.microsoft.com", roles: { readonly: { group: group.id } } },
    },
    ...change,
  };
  cloud.permissions = permissionsOfPage[configuration.membership];
  return {
    ...{ graph, cloud, group, configuration },
    open: (more = {}) => entraProvider({ ...configuration, ...more }),
  };
}
