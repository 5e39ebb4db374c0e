import type { VaultConfiguration } from "../../../src/providers/vault/configuration.ts";
import { vaultProvider } from "../../../src/providers/vault/provider.ts";
import { createFakeVault, type FakeVault, secretId } from "./fake-vault.ts";

export const entitlement = { provider: "secrets", resource: "orders", role: "readonly" };

export interface World {
  readonly vault: FakeVault;
  readonly configuration: VaultConfiguration;
  open(change?: Partial<VaultConfiguration>): ReturnType<typeof vaultProvider>;
  /** Whether the policy of the entitlement counts for an entity, by the name that it had at first. */
  canRead(name: string): boolean;
}

/** The doctor's names for the rights that docs/providers/vault.md gives. */
export const rightsOfPage = {
  "identity/group/name/hallpass-secrets-00000000000000000000000000000000": [
    ...["create", "delete", "read", "update"],
  ],
  "identity/group/name/": ["list"],
  "identity/entity/name/hallpass-doctor": ["read"],
  "identity/entity/id/hallpass-doctor": ["read"],
};

export function createWorld(names: readonly string[], deadlineSeconds = 2): World {
  const vault = createFakeVault(deadlineSeconds);
  vault.rights = { ...rightsOfPage };
  for (const name of names) vault.addEntity(name);
  const ids = new Map(names.map((name) => [name, vault.entityId(name)]));
  const configuration: VaultConfiguration = {
    ...{
      name: "secrets",
      url: "https://vault.internal.example/",
      roleId: "hallpass",
      secretId,
      deadlineSeconds,
    },
    ...{ now: () => new Date("2026-11-20T12:00:00Z"), fetch: vault.fetch },
    resources: {
      orders: {
        command: "vault kv get orders/app",
        roles: { readonly: ["orders-read"], all: ["orders-read", "orders-write"] },
      },
    },
  };
  return {
    ...{ vault, configuration },
    open: (change = {}) => vaultProvider({ ...configuration, ...change }),
    canRead: (name) => vault.policiesOf(ids.get(name) ?? "").includes("orders-read"),
  };
}
