import { defineAdapter } from "../adapter/adapter.ts";
import { type VaultEntry, vaultSchema } from "./configuration.ts";
import { vaultProvider } from "./provider.ts";

/** See docs/providers/vault.md. */
export const vaultAdapter = defineAdapter<VaultEntry>({
  schema: vaultSchema,
  abilities: {
    system: "HashiCorp Vault and OpenBao: policies, by an identity group for each grant",
    container: ["separate"],
    nativeExpiry: ["none"],
    sessions: ["survive"],
    tested: "shape-checked",
  },
  open({ secretIdFrom, ...entry }, { name, now, readSecret }) {
    const secretId = readSecret("secretIdFrom", secretIdFrom, "the secret id of Hallpass's AppRole");
    return vaultProvider({ ...entry, name, secretId, now });
  },
});
