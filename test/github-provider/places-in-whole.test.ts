// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   HH3: The holder opens a session that sets the role and delays its own start until after the end
//     (`post_auth_delay`).

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Provider } from "../../src/core/ports/provider.ts";
import { githubProvider } from "../../src/providers/github/provider.ts";
import { canRead, openProvider, startWorld, target, type World } from "./world.ts";

const until = new Date("2126-11-20T16:00:00Z");
const role = { provider: "github", resource: "payments-api", role: "triage" };
const reviewer = { provider: "github", resource: "production", role: "reviewer" };
const audit = { provider: "github", resource: "audit", role: "assigned" };

let world: World;
let provider: Provider;

beforeEach(async () => {
  world = await startWorld({ deadlineSeconds: 20 });
  provider = openProvider(world);
});
afterEach(() => world.github.stop());

const owner = () => world.github.as("olga");
const identify = async (principal: string, entitlement: typeof role) => ({
  principal,
  entitlement,
  until,
  ids: await provider.identify(principal, entitlement),
});
const directRoles = async () =>
  (await owner().repos.listCollaborators({ ...target, affiliation: "direct" })).data.map(
    ({ login, role_name }) => `${login}: ${role_name}`,
  );

describe("a role in a repository", () => {
  /** Somebody outside the organisation, and what they do with an invitation. */
  function outsider() {
    const headers = {
      authorization: `Bearer ${world.github.sandbox.control.registerLogin("mallory").token}`,
    };
    const repository = `/repos/${target.owner}/${target.repo}`;
    return {
      accept: async (id: number) =>
        (await world.github.call(`/user/repository_invitations/${id}`, { method: "PATCH", headers })).status,
      canRead: async () => (await world.github.call(repository, { headers })).status === 200,
    };
  }
  const readInvitation = async () => Number((await owner().repos.listInvitations(target)).data[0]?.id);

  it("of somebody outside is an invitation, says so, and is there once they accept", async () => {
    const mallory = outsider();
    const holding = await identify("mallory", role);
    expect(await provider.hold(holding)).toEqual({ changed: true, sessionsEnded: 0, invited: true });
    expect(await provider.hold(holding)).toEqual({ changed: false, sessionsEnded: 0, invited: true });
    expect(await provider.listGrants([role])).toMatchObject([{ principal: "mallory", invited: true }]);
    expect(await mallory.accept(await readInvitation())).toBe(204);
    expect(await mallory.canRead()).toBe(true);
    expect((await provider.listGrants([role]))[0]).not.toHaveProperty("invited");
    await provider.revoke(holding);
    expect(await mallory.canRead()).toBe(false);
  });

  it("cannot be accepted after its end", async () => {
    const mallory = outsider();
    const holding = await identify("mallory", role);
    await provider.hold(holding);
    const id = await readInvitation();
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
    expect(await mallory.accept(id)).toBe(404);
    expect(await mallory.canRead()).toBe(false);
  });

  it("neither raises nor removes another role that the person has of their own", async () => {
    await owner().repos.addCollaborator({ ...target, username: "alice", permission: "pull" });
    const holding = await identify("alice", role);
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "REFUSED" });
    expect(await provider.revoke(holding)).toEqual({ changed: false, sessionsEnded: 0 });
    expect(await directRoles()).toEqual(["alice: read"]);
  });

  it("that an administrator raises meanwhile is theirs to end, and no end is claimed", async () => {
    const holding = await identify("alice", role);
    await provider.hold(holding);
    await owner().repos.addCollaborator({ ...target, username: "alice", permission: "admin" });
    await expect(provider.revoke(holding)).rejects.toMatchObject({ code: "REFUSED" });
    expect(await directRoles()).toEqual(["alice: admin"]);
    await owner().repos.addCollaborator({ ...target, username: "alice", permission: "pull" });
    expect(await provider.revoke(holding)).toEqual({ changed: false, sessionsEnded: 0 });
    expect(await directRoles()).toEqual(["alice: read"]);
  });

  it("HH3: that a stronger role of a team hides is not called ended, and ends once it shows", async () => {
    const holding = await identify("alice", role);
    await provider.hold(holding);
    const team = { org: "acme", team_slug: "oncall", username: "alice" };
    await owner().teams.addOrUpdateMembershipForUserInOrg(team);
    await expect(provider.revoke(holding)).rejects.toMatchObject({ code: "REFUSED" });
    await owner().teams.removeMembershipForUserInOrg(team);
    expect(await canRead(world, "alice")).toBe(true);
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
    expect(await canRead(world, "alice")).toBe(false);
  });

  it("is not given to a person who has it, or a stronger one, by a team", async () => {
    const holding = await identify("carol", role);
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "REFUSED", retryable: false });
    expect(await directRoles()).toEqual([]);
  });

  it("ends in a renamed repository, and is not called ended where the App cannot tell", async () => {
    const holding = await identify("alice", role);
    await provider.hold(holding);
    await owner().repos.update({ ...target, name: "payments-old" });
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
    const other = { ...holding, ids: { ...holding.ids, entitlement: "repository/5999/triage" } };
    await expect(provider.revoke(other)).rejects.toMatchObject({ code: "UNKNOWN_ENTITLEMENT" });
  });
});

describe("a role of the organisation", () => {
  it.each([
    ["writes everywhere", { baseRole: "write" as const }],
    ["administers everywhere", { baseRole: "admin" as const }],
    ["changes anything", { permissions: ["write_organization_actions_settings"] }],
  ])("is never given where it %s", async (_what, given) => {
    const { id } = world.github.sandbox.control.createOrganizationRole({ name: "strong", ...given });
    const strong = githubProvider({
      ...world.configuration,
      organizationRoles: { audit: { name: "strong", id } },
    });
    await expect(strong.identify("alice", audit)).rejects.toMatchObject({
      code: "REFUSED",
      retryable: false,
    });
  });

  it("is refused where it has another name than the configuration says", async () => {
    const id = world.configuration.organizationRoles?.audit?.id ?? 0;
    const other = githubProvider({
      ...world.configuration,
      organizationRoles: { audit: { name: "other", id } },
    });
    await expect(other.identify("alice", audit)).rejects.toMatchObject({ code: "IDENTITY_CHANGED" });
  });
});

describe("a reviewer of an environment", () => {
  const place = { ...target, environment_name: "production" };
  const read = async () => (await owner().repos.getEnvironment(place)).data;
  const listReviewers = async () =>
    ((await read()).protection_rules ?? []).flatMap((rule) =>
      "reviewers" in rule
        ? (rule.reviewers ?? []).map(({ type, reviewer }) => `${type} ${reviewer?.id}`)
        : [],
    );

  it("comes and goes, and every other field stays", async () => {
    const team = { type: "Team" as const, id: 303 };
    const reviewers = [{ type: "User" as const, id: 1003 }, team];
    const policy = { protected_branches: false, custom_branch_policies: true };
    await owner().repos.createOrUpdateEnvironment({
      ...{ ...place, wait_timer: 9, prevent_self_review: true, reviewers, deployment_branch_policy: policy },
    });
    const before = await read();
    const holding = await identify("alice", reviewer);
    await provider.hold(holding);
    expect(await listReviewers()).toEqual(["User 1003", "Team 303", "User 1001"]);
    await provider.revoke(holding);
    expect(await read()).toEqual(before);
  });

  it("is never the first, who would make reviews required, nor the last, who would make them needless", async () => {
    const holding = await identify("alice", reviewer);
    const set = (...ids: number[]) =>
      owner().repos.createOrUpdateEnvironment({
        ...place,
        reviewers: ids.map((id) => ({ type: "User" as const, id })),
      });
    await set();
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "REFUSED" });
    await set(1003);
    await provider.hold(holding);
    await set(1001);
    await expect(provider.revoke(holding)).rejects.toMatchObject({ code: "REFUSED" });
    await set(1001, 1004);
    expect(await provider.revoke(holding)).toMatchObject({ changed: true });
  });

  it("is never a seventh", async () => {
    const holding = await identify("alice", reviewer);
    const ids = [1003, 1004, 1005, 1006, 1009, 1012];
    await owner().repos.createOrUpdateEnvironment({
      ...place,
      reviewers: ids.map((id) => ({ type: "User" as const, id })),
    });
    await expect(provider.hold(holding)).rejects.toMatchObject({ code: "REFUSED" });
    expect(await listReviewers()).toHaveLength(6);
  });

  it("keeps all that come at once", async () => {
    const holdings = await Promise.all(["alice", "eve", "dave"].map((login) => identify(login, reviewer)));
    await Promise.all(holdings.map((holding) => provider.hold(holding)));
    expect((await listReviewers()).toSorted()).toEqual([
      "User 1001",
      "User 1003",
      "User 1004",
      "User 1005",
      "User 1009",
    ]);
    await Promise.all(holdings.map((holding) => provider.revoke(holding)));
    expect(await listReviewers()).toEqual(["User 1003", "User 1009"]);
  });
});
