import { defaultSeed } from "../../demo/src/sandbox/seed.ts";
import type { Seed } from "../../sandbox/src/seed.ts";
import type { LocalGitHub } from "./local-github.ts";
import { seedWith } from "./seed-with.ts";

/** The repository whose deployments to `production` need a lease. */
export const shop = { owner: "acme", repo: "shop", id: 5002 } as const;
export const entitlement = { provider: "production", resource: "shop", role: "deploy" } as const;

const policy = `name: production-deploy
folders: [payments]
entitlements:
  - { provider: production, resource: shop, roles: [deploy] }
requesters:
  teams:
    - { slug: payments, id: 301 }
duration:
  minimum: 1s
  maximum: 1d
approvals:
  teams:
    - { slug: payments-leads, id: 302 }
`;

/** The default organisation with the repository `shop`, and an App that answers its deployments. */
export function deploymentSeed(): Seed {
  const seed = defaultSeed();
  const [access] = seed.repositories;
  const settings =
    access?.files[".github/hallpass.yaml"]?.replaceAll(
      /memory: (\w+) \}/gu,
      "memory: $1, production: $1 }",
    ) ?? "";
  const changed = seedWith({ "policies/production.yaml": policy, ".github/hallpass.yaml": settings }, seed);
  const guard = {
    ...{ id: 7004, slug: "deployments", name: "Deployments", botId: 1104, installationId: 8004 },
    ...{ webhooks: true, webhookPath: "/api/github/deployments" },
    permissions: { actions: "read", deployments: "write", metadata: "read" },
  } as const;
  const repository: Seed["repositories"][number] = {
    ...{ id: shop.id, name: shop.repo, private: true, defaultBranch: "main", teams: { payments: "write" } },
    ...{ files: { "README.md": "# Shop\n" }, collaborators: {}, rulesets: [] },
  };
  return { ...changed, apps: [...changed.apps, guard], repositories: [...changed.repositories, repository] };
}

/** The app's configuration for them. */
export function deploymentEnv({ sandbox }: LocalGitHub): Record<string, string> {
  const guard = sandbox.apps.find(({ slug }) => slug === "deployments");
  return {
    HALLPASS_PROVIDERS: JSON.stringify([
      { name: "memory", adapter: "memory" },
      { name: "production", adapter: "leases", resources: { shop: ["deploy"] } },
    ]),
    HALLPASS_DEPLOYMENTS: JSON.stringify({
      app: { id: guard?.appId, keyFrom: "DEPLOYMENTS_KEY", webhookSecretFrom: "DEPLOYMENTS_WEBHOOK_SECRET" },
      environments: [{ repository: "acme/shop", id: shop.id, environment: "production", entitlement }],
    }),
    DEPLOYMENTS_KEY: guard?.privateKey ?? "",
    DEPLOYMENTS_WEBHOOK_SECRET: guard?.webhookSecret ?? "",
  };
}

/** Guards the environment `production` of the repository `shop` with that App, and whatever else. */
export function guardProduction(
  { sandbox: { control } }: LocalGitHub,
  others: Omit<Parameters<typeof control.guardEnvironment>[1], "apps"> = {},
): void {
  control.guardEnvironment("production", { apps: ["deployments"], ...others }, shop.repo);
}

/** What became of a run. */
export async function readOutcome(github: LocalGitHub, run_id: number): Promise<string> {
  const { data } = await github
    .as("olga")
    .actions.getWorkflowRun({ owner: shop.owner, repo: shop.repo, run_id });
  return data.conclusion ?? data.status ?? "";
}
