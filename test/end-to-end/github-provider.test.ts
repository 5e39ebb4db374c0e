import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultSeed } from "../../demo/src/sandbox/seed.ts";
import type { Seed } from "../../sandbox/src/seed.ts";
import { requestText } from "../support/builders/evidence.ts";
import { type InProcess, startInProcess } from "../support/in-process.ts";
import { at, type LocalGitHub } from "../support/local-github.ts";
import { approve, openPull, requestPath } from "../support/people.ts";
import { seedWith } from "../support/seed-with.ts";
import { until } from "../support/until.ts";

const policy = `name: oncall
folders: [payments]
entitlements:
  - { provider: github, resource: oncall, roles: [member] }
requesters:
  teams:
    - { slug: payments, id: 301 }
duration:
  minimum: 1s
  maximum: 8h
approvals:
  teams:
    - { slug: payments-leads, id: 302 }
`;

/** The default organisation with a private repository that the team `oncall` reads, and an App that changes teams. */
function seedForTeams(): Seed {
  const seed = defaultSeed();
  const settings = seed.repositories[0]?.files[".github/hallpass.yaml"] ?? "";
  const files = {
    "policies/oncall.yaml": policy,
    ".github/hallpass.yaml": settings.replaceAll(/memory: (\w+) \}/gu, "memory: $1, github: $1 }"),
  };
  const changed = seedWith(files, {
    ...seed,
    organization: { ...seed.organization, basePermission: "none" },
  });
  const doorman: Seed["apps"][number] = {
    ...{ id: 7003, slug: "doorman", name: "Doorman", botId: 1103, installationId: 8003, webhooks: false },
    permissions: { members: "write", metadata: "read" },
  };
  const repository: Seed["repositories"][number] = {
    ...{ id: 5002, name: "payments-api", private: true, defaultBranch: "main" },
    ...{ files: { "README.md": "# Payments\n" }, teams: { oncall: "read" }, collaborators: {}, rulesets: [] },
  };
  return {
    ...changed,
    teams: [...changed.teams, { id: 311, slug: "oncall", members: [] }],
    apps: [...changed.apps, doorman],
    repositories: [...changed.repositories, repository],
  };
}

const configure = ({ sandbox }: LocalGitHub) => ({
  HALLPASS_PROVIDERS: JSON.stringify([
    {
      ...{ name: "github", adapter: "github", apiUrl: sandbox.url },
      organization: { login: "acme", id: 9001 },
      app: { id: 7003, keyFrom: "DOORMAN_KEY" },
      teams: { oncall: { slug: "oncall", id: 311 }, leads: { slug: "payments-leads", id: 302 } },
    },
  ]),
  DOORMAN_KEY: sandbox.apps.find(({ slug }) => slug === "doorman")?.privateKey ?? "",
});

let app: InProcess;
beforeAll(async () => {
  app = await startInProcess({ seed: seedForTeams(), env: configure });
});
afterAll(() => app?.stop());

const canRead = async (): Promise<boolean> => {
  const headers = { authorization: `Bearer ${app.github.tokenOf("alice")}` };
  return (await app.github.call("/repos/acme/payments-api", { headers })).status === 200;
};

describe("a lease of a team at GitHub", () => {
  it("opens the team's repository for its time, and says where it is", async () => {
    const entitlements = "[{ provider: github, resource: oncall, role: member }]";
    const text = requestText({ entitlements, duration: "10m" });
    const { number } = await openPull(app.github, "alice", { [requestPath()]: text });
    await approve(app.github, "carol", number);
    await app.review(number);
    expect(await canRead()).toBe(false);
    await app.reconcile();
    expect(await canRead()).toBe(true);
    const comments = await until(
      "the comment on the grant",
      async () =>
        (await app.as("alice").issues.listComments({ ...at, issue_number: number })).data.map(
          ({ body }) => body,
        ),
      (found) => found.length > 0,
    );
    expect(comments.join("\n")).toContain("https://github.com/orgs/acme/teams/oncall");
    app.travel(601);
    await app.reconcile();
    expect(await canRead()).toBe(false);
  });
});
