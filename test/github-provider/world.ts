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
        permissions: { administration: "write", members: "write", metadata: "read" },
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
export async function startWorld(given: Partial<GithubConfiguration> = {}): Promise<World> {
  const github = await startLocalGitHub({ seed: providerSeed() });
  const { appId, privateKey } = doormanOf(github.sandbox);
  const configuration: GithubConfiguration = {
    name: "github",
    organization: { login: "acme", id: 9001 },
    apiUrl: github.sandbox.url,
    serverUrl: github.sandbox.url,
    credentials: { kind: "app", appId, privateKey },
    deadlineSeconds: 3,
    teams: { oncall: { slug: "oncall", id: 311 } },
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
