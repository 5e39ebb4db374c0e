import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { exampleSeed } from "../src/example-seed.ts";
import { type LocalGitHub, outcomeOf, startLocalGitHub } from "./local-github.ts";

let github: LocalGitHub;
let mallory: { readonly authorization: string };

beforeEach(async () => {
  const seed = exampleSeed();
  const [app] = seed.apps;
  const apps =
    app === undefined ? [] : [{ ...app, permissions: { ...app.permissions, members: "write" as const } }];
  github = await startLocalGitHub({ seed: { ...seed, apps } });
  const { token } = github.sandbox.control.registerLogin("mallory");
  mallory = { authorization: `Bearer ${token}` };
});
afterEach(() => github.stop());

const place = { org: "acme", team_slug: "payments", username: "mallory" };
const accept = () =>
  github.call("/user/memberships/orgs/acme", {
    method: "PATCH",
    headers: mallory,
    body: '{"state":"active"}',
  });
const stateOf = async () => (await github.asApp().teams.getMembershipForUserInOrg(place)).data.state;

describe("an invitation into the organisation", () => {
  it("comes with a team membership of somebody outside, and becomes one when it is accepted", async () => {
    const octokit = github.asApp();
    const { data } = await octokit.teams.addOrUpdateMembershipForUserInOrg(place);
    expect(data.state).toBe("pending");
    const [invitation] = (await octokit.orgs.listPendingInvitations({ org: "acme" })).data;
    expect(invitation).toMatchObject({ login: "mallory", inviter: { login: "robot[bot]" }, team_count: 1 });
    const ofTeam = await octokit.teams.listPendingInvitationsInOrg({ org: "acme", team_slug: "payments" });
    expect(ofTeam.data.map(({ id }) => id)).toEqual([invitation?.id]);
    expect((await octokit.orgs.getMembershipForUser({ org: "acme", username: "mallory" })).data.state).toBe(
      "pending",
    );
    expect((await accept()).body).toMatchObject({ state: "active", role: "member" });
    expect(await stateOf()).toBe("active");
    expect((await octokit.orgs.listPendingInvitations({ org: "acme" })).data).toEqual([]);
  });

  it("outlives the end of the team membership, at the worst", async () => {
    await github.asApp().teams.addOrUpdateMembershipForUserInOrg(place);
    await github.asApp().teams.removeMembershipForUserInOrg(place);
    await accept();
    expect(await stateOf()).toBe("active");
  });

  it("is cancelled by its id, or by the person's login", async () => {
    const octokit = github.asApp();
    await octokit.teams.addOrUpdateMembershipForUserInOrg(place);
    const [invitation] = (await octokit.orgs.listPendingInvitations({ org: "acme" })).data;
    const byId = { org: "acme", invitation_id: Number(invitation?.id) };
    await octokit.orgs.cancelInvitation(byId);
    expect(await outcomeOf(octokit.orgs.cancelInvitation(byId))).toMatch(/^404 /);
    expect((await accept()).status).toBe(404);
    await octokit.teams.addOrUpdateMembershipForUserInOrg(place);
    await octokit.orgs.removeMembershipForUser({ org: "acme", username: "mallory" });
    expect((await accept()).status).toBe(404);
    expect(await outcomeOf(stateOf())).toMatch(/^404 /);
  });
});

describe("a team that an identity provider fills", () => {
  it("refuses changes of its members", async () => {
    github.sandbox.control.synchronizeTeam("payments", true);
    const eve = { ...place, username: "eve" };
    expect(await outcomeOf(github.asApp().teams.addOrUpdateMembershipForUserInOrg(eve))).toMatch(/^403 /);
    expect(await outcomeOf(github.asApp().teams.removeMembershipForUserInOrg(eve))).toMatch(/^403 /);
  });
});
