import type { Adapter } from "./adapter/adapter.ts";

/**
 * Every adapter, by the word that `adapter:` takes: the name of its folder and of its page in docs/providers. Each is loaded when the
 * configuration names it, so that a program carries no SDK of another.
 */
export const adapters: ReadonlyMap<string, () => Promise<Adapter>> = new Map<string, () => Promise<Adapter>>([
  ["leases", async () => (await import("./leases/adapter.ts")).leasesAdapter],
  ["aws-iam", async () => (await import("./aws-iam/adapter.ts")).iamAdapter],
  ["kubernetes", async () => (await import("./kubernetes/adapter.ts")).kubernetesAdapter],
  ["github", async () => (await import("./github/adapter.ts")).githubAdapter],
  ["ldap", async () => (await import("./ldap/adapter.ts")).ldapAdapter],
  ["entra", async () => (await import("./entra/adapter.ts")).entraAdapter],
  ["azure", async () => (await import("./azure/adapter.ts")).azureAdapter],
  ["command", async () => (await import("./command/adapter.ts")).commandAdapter],
  ["memory", async () => (await import("./memory/adapter.ts")).memoryAdapter],
  ["mysql", async () => (await import("./mysql/adapter.ts")).mysqlAdapter],
  ["okta", async () => (await import("./okta/adapter.ts")).oktaAdapter],
  ["postgres", async () => (await import("./postgres/adapter.ts")).postgresAdapter],
  ["ssh", async () => (await import("./ssh/adapter.ts")).sshAdapter],
  ["vault", async () => (await import("./vault/adapter.ts")).vaultAdapter],
  ["webhook", async () => (await import("./webhook/adapter.ts")).webhookAdapter],
  [
    "aws-identity-center",
    async () => (await import("./aws-identity-center/adapter.ts")).identityCenterAdapter,
  ],
  ["scim", async () => (await import("./scim/adapter.ts")).scimAdapter],
  ["google-group", async () => (await import("./google-group/adapter.ts")).googleGroupAdapter],
  ["google-iam", async () => (await import("./google-iam/adapter.ts")).googleIamAdapter],
]);
