import { exampleSeed } from "../../sandbox/src/example-seed.ts";
import type { Sandbox } from "../../sandbox/src/sandbox.ts";
import type { Seed } from "../../sandbox/src/seed.ts";
import { type LocalGitHub, startLocalGitHub } from "../../sandbox/test/local-github.ts";
import type { GithubConfiguration } from "../../src/providers/github/configuration.ts";
import { githubProvider } from "../../src/providers/github/provider.ts";

/** The App of the provider: it administers, and is not the App that serves the access repository. */
export const doormanId = 7003;

export const target = { owner: "acme", repo: "payments-api" } as const;

/** The organisation acme, where nobody sees a repository without a role in it. `oncall` may write to `payments-api`. */
export function providerSeed(): Seed {
  const seed = exampleSeed();
  return {
    ...seed,
    organization: { ...seed.organization, basePermission: "none" },
    users: [...seed.users, { id: 1012, login: "x-or-1_acme", role: "member" }],
    teams: [
      ...seed.teams,
      { id: 311, slug: "oncall", members: ["carol"] },
      { id: 312, slug: "oncall-night", members: ["dave"], parent: "oncall" },
    ],
    apps: [
      ...seed.apps,
      {
        id: doormanId,
        slug: "doorman",
        name: "Doorman",
        botId: 1103,
        installationId: 8003,
        webhooks: false,
        permissions: { actions: "read", administration: "write", members: "write", metadata: "read" },
      },
    ],
    repositories: [
      ...seed.repositories,
      {
        id: 5002,
        name: target.repo,
        private: true,
        defaultBranch: "main",
        files: { "README.md": "# Payments\n" },
        teams: { oncall: "write" },
        collaborators: {},
        rulesets: [],
      },
    ],
  };
}

export function doormanOf({ apps }: Sandbox): { readonly appId: number; readonly privateKey: string } {
  const doorman = apps.find(({ appId }) => appId === doormanId);
  if (doorman === undefined) throw new Error("The seed has no App doorman.");
  return doorman;
}

export interface World {
  readonly github: LocalGitHub;
  readonly configuration: GithubConfiguration;
}

/** A sandbox with that organisation, and the configuration of a provider for it. */
export async function startWorld(
  given: Partial<GithubConfiguration> = {},
  seed: Seed = providerSeed(),
): Promise<World> {
  const github = await startLocalGitHub({
    seed,
    // The suite asks more in a minute than GitHub lets one caller ask.
    behaviour: { secondaryLimits: [] },
  });
  const { appId, privateKey } = doormanOf(github.sandbox);
  const { control } = github.sandbox;
  control.addEnvironment("production", ["main"], target.repo);
  control.guardEnvironment("production", { reviewers: ["carol", "olga"], waitMinutes: 7 }, target.repo);
  const owner = github.as("olga");
  const environment = await owner.repos.getEnvironment({ ...target, environment_name: "production" });
  const auditor = control.createOrganizationRole({
    name: "auditor",
    baseRole: "read",
    permissions: ["read_audit_logs"],
  });
  const configuration: GithubConfiguration = {
    name: "github",
    organization: { login: "acme", id: 9001 },
    apiUrl: github.sandbox.url,
    serverUrl: "https://github.example",
    credentials: { kind: "app", appId, privateKey },
    deadlineSeconds: 2,
    consistencySeconds: 1,
    teams: { oncall: { slug: "oncall", id: 311 } },
    repositories: { "payments-api": { name: target.repo, id: 5002, role: "triage" } },
    organizationRoles: { audit: { name: "auditor", id: auditor.id } },
    environments: {
      production: {
        ...{ repository: target.repo, repositoryId: 5002 },
        ...{ environment: "production", id: Number(environment.data.id) },
      },
    },
    now: () => new Date(),
    ...given,
  };
  return { github, configuration };
}

export const openProvider = ({ configuration }: World) => githubProvider(configuration);

/** Whether somebody can read the target repository now, as themselves. */
export async function canRead({ github }: World, login: string): Promise<boolean> {
  const { token } = github.sandbox.logins[login] ?? {};
  const path = `/repos/${target.owner}/${target.repo}`;
  return (await github.call(path, { headers: { authorization: `Bearer ${token}` } })).status === 200;
}
