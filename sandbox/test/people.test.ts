import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { at, type LocalGitHub, outcomeOf, startLocalGitHub } from "./local-github.ts";

let github: LocalGitHub;

beforeAll(async () => {
  github = await startLocalGitHub();
});
afterAll(() => github.stop());

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });

describe("people, teams and roles", () => {
  it("are found by login and by id", async () => {
    const octokit = github.asApp();
    expect((await octokit.users.getByUsername({ username: "Alice" })).data).toMatchObject({
      id: 1001,
      type: "User",
    });
    expect((await github.call("/user/1003", bearer(github.tokenOf("eve")))).body).toMatchObject({
      login: "carol",
    });
    expect((await octokit.users.getByUsername({ username: "robot[bot]" })).data).toMatchObject({
      id: 1101,
      type: "Bot",
    });
    expect((await github.as("dave").users.getAuthenticated()).data.login).toBe("dave");
  });

  it("are members of teams by slug and by id", async () => {
    const octokit = github.asApp();
    const team = { org: "acme", team_slug: "payments" };
    const members = await octokit.teams.listMembersInOrg(team);
    expect(members.data.map(({ login }) => login)).toEqual(["alice", "carol"]);
    expect((await octokit.teams.getMembershipForUserInOrg({ ...team, username: "alice" })).data.state).toBe(
      "active",
    );
    expect(await outcomeOf(octokit.teams.getMembershipForUserInOrg({ ...team, username: "eve" }))).toMatch(
      /^404 /,
    );
    const byId = await github.call("/teams/302/memberships/carol", bearer(github.tokenOf("eve")));
    expect(byId.body).toMatchObject({ state: "active", role: "member" });
    expect((await octokit.teams.getByName(team)).data).toMatchObject({ id: 301, members_count: 2 });
    expect((await github.call("/teams/303", bearer(github.tokenOf("eve")))).body).toMatchObject({
      slug: "security",
    });
  });

  it("are members of the organisation, or are not", async () => {
    const octokit = github.asApp();
    expect((await octokit.orgs.checkMembershipForUser({ org: "acme", username: "eve" })).status).toBe(204);
    expect((await octokit.orgs.getMembershipForUser({ org: "acme", username: "olga" })).data.role).toBe(
      "admin",
    );
    expect(await outcomeOf(octokit.orgs.getMembershipForUser({ org: "acme", username: "nobody" }))).toMatch(
      /^404 /,
    );
  });

  it.each([
    ["olga", "admin", "admin"],
    ["alice", "write", "write"],
    ["eve", "read", "read"],
  ])("%s has the permission %s", async (username, permission, role_name) => {
    const { data } = await github.asApp().repos.getCollaboratorPermissionLevel({ ...at, username });
    expect(data).toMatchObject({ permission, role_name, user: { login: username } });
  });
});
