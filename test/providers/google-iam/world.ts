import { parseCredentials } from "../../../src/providers/adapter/google/credentials.ts";
import type { GoogleIamConfiguration } from "../../../src/providers/google-iam/configuration.ts";
import type { Binding } from "../../../src/providers/google-iam/policy.ts";
import { googleIamProvider } from "../../../src/providers/google-iam/provider.ts";
import { keyFile } from "../google/key.ts";
import { createFakeIam, type FakeIam } from "./fake-iam.ts";

export const entitlement = { provider: "gcp", resource: "orders", role: "readonly" };
export const role = "projects/acme-orders-prod/roles/ordersReader";

export interface World {
  readonly iam: FakeIam;
  readonly configuration: GoogleIamConfiguration;
  open(change?: Partial<GoogleIamConfiguration>): ReturnType<typeof googleIamProvider>;
  readonly byHand: { give(email: string): Promise<void>; take(email: string): Promise<void> };
}

/** The rights of the custom role on docs/providers/google-iam.md. */
export const rightsOfPage = ["get", "getIamPolicy", "setIamPolicy"].map(
  (right) => `resourcemanager.projects.${right}`,
);

export function createWorld(people: readonly string[], deadlineSeconds = 2): World {
  const iam = createFakeIam(deadlineSeconds);
  people.forEach((email, index) => {
    iam.users.set(email, { id: `1000000000000000000${index}`, aliases: [] });
  });
  for (const right of rightsOfPage) iam.rights.add(right);
  iam.roles.set(role, { permissions: ["bigquery.tables.getData"] });
  const credentials = parseCredentials(keyFile);
  if (credentials === undefined) throw new Error("The key file of the test is no key file.");
  const configuration: GoogleIamConfiguration = {
    ...{ name: "gcp", credentials, deadlineSeconds, consistencySeconds: 0, fetch: iam.fetch },
    now: () => new Date("2026-11-20T12:00:00Z"),
    resources: { orders: { project: "acme-orders-prod", roles: { readonly: role } } },
  };
  return {
    ...{ iam, configuration },
    open: (change = {}) => googleIamProvider({ ...configuration, ...change }),
    byHand: {
      give: async (email) => iam.edit((bindings) => give(bindings, email)),
      take: async (email) => iam.edit((bindings) => take(bindings, email)),
    },
  };
}

/** `gcloud projects add-iam-policy-binding --condition=None` */
function give(bindings: Binding[], email: string): Binding[] {
  const isPlain = (binding: Binding): boolean => binding.role === role && binding.condition === undefined;
  const plain = bindings.find(isPlain) ?? { role, members: [] };
  return [
    ...bindings.filter((binding) => !isPlain(binding)),
    { ...plain, members: [...(plain.members ?? []), `user:${email}`] },
  ];
}

/** `gcloud projects remove-iam-policy-binding --all`, beside the bindings of Hallpass. */
const take = (bindings: Binding[], email: string): Binding[] =>
  bindings
    .map((binding) => ({
      ...binding,
      members: (binding.members ?? []).filter(
        (member) =>
          binding.role !== role ||
          (binding.condition?.title?.startsWith("hallpass:") ?? false) ||
          member !== `user:${email}`,
      ),
    }))
    .filter(({ members }) => members.length > 0);
