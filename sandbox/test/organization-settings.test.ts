import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleSeed } from "../src/example-seed.ts";
import { at, type LocalGitHub, outcomeOf, startLocalGitHub } from "./local-github.ts";

let github: LocalGitHub;
beforeAll(async () => {
  const seed = exampleSeed();
  const apps = seed.apps.map((app, index) =>
    index === 0
      ? {
          ...app,
          permissions: {
            ...app.permissions,
            secrets: "read",
            administration: "read",
            actions: "read",
          } as const,
        }
      : app,
  );
  const users = seed.users.map((user) => (user.login === "eve" ? { ...user, twoFactor: false } : user));
  github = await startLocalGitHub({ seed: { ...seed, users, apps } });
});
afterAll(() => github.stop());

const org = "acme";
const refused = (work: Promise<unknown>) => outcomeOf(work).then((text) => text.split(" - ")[0]);

describe("the organisation's second factor", () => {
  it("is told to owners and to nobody else", async () => {
    const readBy = async (login: string) =>
      (await github.as(login).orgs.get({ org })).data.two_factor_requirement_enabled;
    expect(await Promise.all(["olga", "alice"].map(readBy))).toEqual([true, null]);
    expect((await github.asApp().orgs.get({ org })).data.two_factor_requirement_enabled).toBeNull();
    github.sandbox.control.requireTwoFactor(false);
    expect(await readBy("olga")).toBe(false);
  });

  it("is a filter of members for owners alone", async () => {
    const listed = () => github.as("olga").orgs.listMembers({ org, filter: "2fa_disabled" });
    expect((await listed()).data.map(({ login }) => login)).toEqual(["eve"]);
    github.sandbox.control.setTwoFactor("eve", true);
    github.sandbox.control.setTwoFactor("dave", false);
    expect((await listed()).data.map(({ login }) => login)).toEqual(["dave"]);
    for (const client of [github.as("alice"), github.asApp()]) {
      const asked = client.orgs.listMembers({ org, filter: "2fa_disabled" });
      expect(await refused(asked)).toBe("422 Only owners can use this filter.");
    }
  });
});

describe("what workflows may do", () => {
  const admin = "403 Must have admin rights to Repository.";

  it("is read and changed by administrators, within what the organisation allows", async () => {
    const olga = github.as("olga").actions;
    const read = async () => (await olga.getGithubActionsDefaultWorkflowPermissionsRepository(at)).data;
    expect(await read()).toEqual({
      default_workflow_permissions: "read",
      can_approve_pull_request_reviews: false,
    });
    const allow = { can_approve_pull_request_reviews: true };
    const change = () => olga.setGithubActionsDefaultWorkflowPermissionsRepository({ ...at, ...allow });
    expect(await outcomeOf(change())).toMatch(/^409 /);
    await olga.setGithubActionsDefaultWorkflowPermissionsOrganization({ org, ...allow });
    await change();
    expect(await read()).toMatchObject(allow);
    const app = github.asApp().actions;
    expect((await app.getGithubActionsDefaultWorkflowPermissionsRepository(at)).data).toMatchObject(allow);
    github.sandbox.control.setWorkflowPermissions({ mayApprove: false });
    github.sandbox.control.setWorkflowPermissions({ defaultPermissions: "write" }, null);
    expect(await read()).toMatchObject({ can_approve_pull_request_reviews: false });
    expect((await olga.getGithubActionsDefaultWorkflowPermissionsOrganization({ org })).data).toEqual({
      default_workflow_permissions: "write",
      can_approve_pull_request_reviews: true,
    });
  });

  it("is nobody else's business", async () => {
    const alice = github.as("alice").actions;
    const asked = alice.getGithubActionsDefaultWorkflowPermissionsRepository(at);
    expect(await refused(asked)).toBe(admin);
    const changed = alice.setGithubActionsDefaultWorkflowPermissionsRepository(at);
    expect(await refused(changed)).toBe(admin);
    const ofOrganization = alice.getGithubActionsDefaultWorkflowPermissionsOrganization({ org });
    expect(await outcomeOf(ofOrganization)).toMatch(/^403 /);
    const byApp = github.asApp().actions.getGithubActionsDefaultWorkflowPermissionsOrganization({ org });
    expect(await refused(byApp)).toBe("403 Resource not accessible by integration");
  });
});

describe("secrets and environments", () => {
  it("secrets are listed by name for administrators and apps with the permission", async () => {
    const list = (octokit = github.asApp()) => octokit.actions.listRepoSecrets(at);
    expect((await list()).data).toEqual({ total_count: 0, secrets: [] });
    github.sandbox.control.addSecret("deploy_key");
    for (const octokit of [github.asApp(), github.as("olga")]) {
      const { data } = await list(octokit);
      expect(data).toMatchObject({ total_count: 1, secrets: [{ name: "DEPLOY_KEY" }] });
    }
    expect(await outcomeOf(list(github.as("alice")))).toMatch(/^403 /);
    expect(await outcomeOf(list(github.asApp(github.sandbox.apps[1])))).toMatch(/^403 /);
    github.sandbox.control.removeSecret("deploy_key");
    expect((await list()).data.total_count).toBe(0);
  });

  it("environments say which branches deploy to them", async () => {
    github.sandbox.control.addEnvironment("robot", ["main"]);
    github.sandbox.control.addEnvironment("open/to all");
    const octokit = github.asApp();
    const { data } = await octokit.repos.getAllEnvironments(at);
    expect(data.environments).toMatchObject([
      { name: "robot", deployment_branch_policy: { custom_branch_policies: true } },
      { name: "open/to all", deployment_branch_policy: null },
    ]);
    const policiesOf = (environment_name: string) =>
      octokit.repos.listDeploymentBranchPolicies({ ...at, environment_name });
    expect((await policiesOf("robot")).data.branch_policies).toMatchObject([{ name: "main" }]);
    expect((await policiesOf("open/to all")).data.total_count).toBe(0);
    expect(await outcomeOf(policiesOf("none"))).toMatch(/^404 /);
  });
});
