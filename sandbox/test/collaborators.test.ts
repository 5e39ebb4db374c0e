import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { exampleSeed } from "../src/example-seed.ts";
import { at, type LocalGitHub, outcomeOf, startLocalGitHub } from "./local-github.ts";

let github: LocalGitHub;
let mallory: { readonly authorization: string };

beforeEach(async () => {
  github = await startLocalGitHub({
    seed: { ...exampleSeed(), organization: { id: 9001, login: "acme", basePermission: "none" } },
  });
  mallory = { authorization: `Bearer ${github.sandbox.control.registerLogin("mallory").token}` };
});
afterEach(() => github.stop());

const olga = () => github.as("olga");
const statusFor = async (headers: { authorization: string }) =>
  (await github.call("/repos/acme/access", { headers })).status;
const as = (login: string) => ({ authorization: `Bearer ${github.tokenOf(login)}` });

describe("a collaborator", () => {
  it("from the organisation holds the role at once, and not after the removal", async () => {
    const { status } = await olga().repos.addCollaborator({ ...at, username: "eve", permission: "triage" });
    expect([status, await statusFor(as("eve"))]).toEqual([204, 200]);
    const direct = await olga().repos.listCollaborators({ ...at, affiliation: "direct" });
    expect(direct.data).toMatchObject([{ login: "eve", role_name: "triage" }]);
    await olga().repos.removeCollaborator({ ...at, username: "eve" });
    expect(await statusFor(as("eve"))).toBe(404);
  });

  it("from outside is invited, and accepts even after the removal, unless the invitation is cancelled", async () => {
    const invite = async () =>
      (await olga().repos.addCollaborator({ ...at, username: "mallory", permission: "push" })).data;
    const accept = async (id: number) =>
      (await github.call(`/user/repository_invitations/${id}`, { method: "PATCH", headers: mallory })).status;
    const { id } = await invite();
    expect(await statusFor(mallory)).toBe(404);
    await olga().repos.removeCollaborator({ ...at, username: "mallory" });
    const waiting = await olga().repos.listInvitations(at);
    expect(waiting.data).toMatchObject([{ id, invitee: { login: "mallory" }, permissions: "write" }]);
    expect([await accept(Number(id)), await statusFor(mallory)]).toEqual([204, 200]);
    await olga().repos.removeCollaborator({ ...at, username: "mallory" });
    const second = await invite();
    await olga().repos.deleteInvitation({ ...at, invitation_id: Number(second.id) });
    expect([await accept(Number(second.id)), await statusFor(mallory)]).toEqual([404, 404]);
  });

  it("is added by administrators alone", async () => {
    const eve = { ...at, username: "eve" };
    expect(await outcomeOf(github.as("alice").repos.addCollaborator(eve))).toMatch(/^403 /);
    expect(await outcomeOf(github.asApp().repos.addCollaborator(eve))).toMatch(/^403 /);
  });
});

describe("a role of the organisation", () => {
  it("gives its base role in every repository, to members alone", async () => {
    const { id } = github.sandbox.control.createOrganizationRole({ name: "auditor", baseRole: "read" });
    const place = { org: "acme", role_id: id };
    const role = { ...place, username: "eve" };
    await olga().orgs.assignUserToOrgRole(role);
    expect(await statusFor(as("eve"))).toBe(200);
    expect((await olga().orgs.listOrgRoleUsers(place)).data).toMatchObject([
      { login: "eve", assignment: "direct" },
    ]);
    expect((await olga().orgs.getOrgRole(place)).data).toMatchObject({ name: "auditor", base_role: "read" });
    expect(await outcomeOf(olga().orgs.assignUserToOrgRole({ ...role, username: "mallory" }))).toMatch(
      /^422 /,
    );
    await olga().orgs.revokeOrgRoleUser(role);
    expect(await statusFor(as("eve"))).toBe(404);
  });
});

describe("an environment", () => {
  it("is written as a whole: what is not sent is reset", async () => {
    const place = { ...at, environment_name: "production" };
    const reviewers = [{ type: "User" as const, id: 1004 }];
    await olga().repos.createOrUpdateEnvironment({
      ...place,
      wait_timer: 5,
      reviewers,
      prevent_self_review: true,
    });
    const read = async () => (await olga().repos.getEnvironment(place)).data.protection_rules;
    expect(await read()).toMatchObject([
      { wait_timer: 5 },
      { prevent_self_review: true, reviewers: [{ type: "User" }] },
    ]);
    await olga().repos.createOrUpdateEnvironment({ ...place, reviewers });
    expect(await read()).toMatchObject([{ prevent_self_review: false }]);
    const seven = Array.from({ length: 7 }, () => ({ type: "User" as const, id: 1004 }));
    expect(await outcomeOf(olga().repos.createOrUpdateEnvironment({ ...place, reviewers: seven }))).toMatch(
      /^422 /,
    );
  });
});

describe("a team's role in a repository", () => {
  it("is in the list of the team's repositories, for those that the caller sees", async () => {
    const read = async (login: string, slug = "payments") => {
      const { body } = await github.call(`/orgs/acme/teams/${slug}/repos`, { headers: as(login) });
      return Array.isArray(body) ? body.map(({ name, role_name }) => `${name} ${role_name}`) : body;
    };
    github.sandbox.control.createTeam("quiet");
    expect([await read("olga"), await read("olga", "quiet")]).toEqual([["access write"], []]);
    expect(
      (await github.as("olga").teams.getByName({ org: "acme", team_slug: "quiet" })).data.repos_count,
    ).toBe(0);
    const { data: team } = await github.as("olga").teams.getByName({ org: "acme", team_slug: "payments" });
    expect(team.repos_count).toBe(1);
    const { body } = await github.call(`/organizations/9001/team/${team.id}/repos`, { headers: as("olga") });
    expect(body).toMatchObject([
      { name: "access", role_name: "write", permissions: { push: true, admin: false } },
    ]);
    expect(await github.call("/orgs/acme/teams/payments/repos")).toMatchObject({ status: 404 });
  });

  it("is told by the team's number, and includes what the team above gives", async () => {
    const { id } = github.sandbox.control.createTeam("payments-night", "payments");
    const path = `/teams/${id}/repos/acme/access`;
    expect((await github.call(path, { headers: as("olga") })).body).toMatchObject({ role_name: "write" });
    github.sandbox.control.setTeamPermission("payments", "none");
    expect((await github.call(path, { headers: as("olga") })).status).toBe(404);
  });
});
