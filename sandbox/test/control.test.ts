import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { Octokit } from "@octokit/rest";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { exampleSeed } from "../src/example-seed.ts";
import { laggingRoutes } from "../src/lagging.ts";
import { at, type LocalGitHub, outcomeOf, startLocalGitHub } from "./local-github.ts";

let github: LocalGitHub;

beforeEach(async () => {
  github = await startLocalGitHub();
});
afterEach(() => github.stop());

const payments = { org: "acme", team_slug: "payments" };
const leads = { org: "acme", team_slug: "payments-leads" };

async function openPull(branch = "ask") {
  const alice = await github.clone("alice");
  await alice.pushBranch(branch, { [`requests/payments/${branch}.yaml`]: "a\n" });
  const { data } = await github.as("alice").pulls.create({ ...at, title: "Ask", head: branch, base: "main" });
  return { ...at, pull_number: data.number };
}

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const clientOf = (token: string) => new Octokit({ auth: token, baseUrl: github.sandbox.url, log: silent });
const eventsOf = () =>
  github.sandbox.deliveries().map(({ event, action }) => [event, action].filter(Boolean).join("."));

describe("a renamed organisation", () => {
  it("is not found by its old name, while its repositories are, over REST and git", async () => {
    const alice = await github.clone("alice");
    const { id } = (await github.asApp().repos.get(at)).data;
    github.sandbox.control.renameOrganization("acme-corp");
    expect(eventsOf()).toContain("organization.renamed");
    const app = github.asApp();
    expect(await outcomeOf(app.orgs.get({ org: "acme" }))).toMatch(/^404 /);
    const asked = { org: "acme", username: "alice" };
    expect(await outcomeOf(app.orgs.getMembershipForUser(asked))).toMatch(/^404 /);
    expect((await app.orgs.getMembershipForUser({ ...asked, org: "acme-corp" })).data.state).toBe("active");
    expect((await app.repos.get(at)).data).toMatchObject({ id, owner: { login: "acme-corp" } });
    await alice.pushBranch("late", { "a.txt": "a\n" });
    const late = { ...at, owner: "acme-corp", branch: "late" };
    expect((await app.repos.getBranch(late)).data.name).toBe("late");
  });

  it("leaves its old name to others, and with it the way to its repositories once they have one of that name", async () => {
    github.sandbox.control.renameOrganization("acme-corp");
    const stranger = github.sandbox.control.registerLogin("acme");
    const { data } = await github.asApp().users.getByUsername({ username: "acme" });
    expect(data).toMatchObject({ id: stranger.id, type: "User" });
    expect((await github.asApp().repos.get(at)).data.owner.login).toBe("acme-corp");
  });
});

describe("a renamed login", () => {
  it("is free at once, while the account keeps its id, token, review and roles", async () => {
    const pull = await openPull();
    await github.as("carol").pulls.createReview({ ...pull, event: "APPROVE" });
    await github.as("carol").issues.createComment({ ...at, issue_number: pull.pull_number, body: "Fine." });
    github.sandbox.control.renameLogin("carol", "caroline");
    const app = github.asApp();
    expect(await outcomeOf(app.users.getByUsername({ username: "carol" }))).toMatch(/^404 /);
    const auth = { headers: { authorization: `Bearer ${github.tokenOf("eve")}` } };
    expect((await github.call("/user/1003", auth)).body).toMatchObject({ login: "caroline", id: 1003 });
    expect((await app.pulls.listReviews(pull)).data).toMatchObject([
      { user: { login: "caroline", id: 1003 } },
    ]);
    const comments = await app.issues.listComments({ ...at, issue_number: pull.pull_number });
    expect(comments.data).toMatchObject([{ user: { login: "caroline", id: 1003 } }]);
    expect((await github.as("carol").users.getAuthenticated()).data.login).toBe("caroline");
    expect((await app.teams.listMembersInOrg(leads)).data.map(({ login }) => login)).toEqual(["caroline"]);
    const permission = { ...at, username: "caroline" };
    expect((await app.repos.getCollaboratorPermissionLevel(permission)).data).toMatchObject({
      permission: "write",
      user: { id: 1003 },
    });
  });

  it("may be taken by a stranger, who has nothing of what its former holder has", async () => {
    const { control } = github.sandbox;
    control.renameLogin("carol", "caroline");
    const stranger = control.registerLogin("carol");
    expect(stranger.id).not.toBe(1003);
    const app = github.asApp();
    expect((await app.users.getByUsername({ username: "carol" })).data).toMatchObject({
      id: stranger.id,
      type: "User",
    });
    const asked = { ...leads, username: "carol" };
    expect(await outcomeOf(app.teams.getMembershipForUserInOrg(asked))).toMatch(/^404 /);
    const permission = { ...at, username: "carol" };
    expect((await app.repos.getCollaboratorPermissionLevel(permission)).data.permission).toBe("none");
    expect((await clientOf(stranger.token).users.getAuthenticated()).data.id).toBe(stranger.id);
    expect(await outcomeOf(clientOf(stranger.token).repos.get(at))).toMatch(/^404 /);
  });

  it("leaves commits with the address of old to the same account", async () => {
    const alice = await github.clone("alice");
    const sha = await alice.pushBranch("mail", { "a.txt": "a\n" });
    github.sandbox.control.renameLogin("alice", "alicia");
    github.sandbox.control.registerLogin("alice");
    const { data } = await github.asApp().repos.getCommit({ ...at, ref: sha });
    expect(data.author).toMatchObject({ id: 1001, login: "alicia" });
  });

  it.each([
    ["carol", "alice", "The login alice is taken: rename its holder first."],
    ["carol", "a--b", '"a--b" is not a valid login: letters, digits and single hyphens, 39 at most, and'],
    ["nobody", "somebody", "There is no person with the login nobody."],
  ])("%s cannot become %s", (login, newLogin, message) => {
    expect(() => github.sandbox.control.renameLogin(login, newLogin)).toThrow(message);
  });
});

describe("somebody who leaves or is suspended", () => {
  it("is out of organisation, teams and private repositories, and the apps are told", async () => {
    github.sandbox.control.setCollaborator("carol", "admin");
    github.sandbox.control.removeMember("carol");
    const app = github.asApp();
    const checked = app.orgs.checkMembershipForUser({ org: "acme", username: "carol" });
    expect(await outcomeOf(checked)).toMatch(/^404 /);
    expect((await app.teams.listMembersInOrg(leads)).data).toEqual([]);
    const permission = await app.repos.getCollaboratorPermissionLevel({ ...at, username: "carol" });
    expect(permission.data.permission).toBe("none");
    expect(await outcomeOf(github.as("carol").repos.get(at))).toMatch(/^404 /);
    expect(eventsOf()).toEqual(["membership.removed", "membership.removed", "organization.member_removed"]);
    expect(github.sandbox.deliveries().at(-1)?.payload).toMatchObject({
      membership: { role: "member", user: { id: 1003 } },
      organization: { login: "acme" },
      sender: { login: "olga" },
      installation: { id: 8001 },
    });
  });

  it("can be removed by an owner through GitHub's endpoint, and by nobody else", async () => {
    const person = { org: "acme", username: "carol" };
    expect(await outcomeOf(github.as("alice").orgs.removeMember(person))).toMatch(/^403 /);
    expect(await outcomeOf(github.as("olga").orgs.removeMember(person))).toBe("allowed");
    expect(eventsOf()).toContain("organization.member_removed");
  });

  it("is refused and not shown while suspended", async () => {
    const { control } = github.sandbox;
    control.suspendLogin("carol");
    expect(await outcomeOf(github.as("carol").users.getAuthenticated())).toMatch(/^403 Sorry\./);
    expect(await outcomeOf(github.asApp().users.getByUsername({ username: "carol" }))).toMatch(/^404 /);
    control.unsuspendLogin("carol");
    expect(await outcomeOf(github.as("carol").users.getAuthenticated())).toBe("allowed");
  });
});

describe("a team that changes", () => {
  it("keeps its id when renamed, and what CODEOWNERS calls it names nobody", async () => {
    const app = github.asApp();
    expect((await app.repos.codeownersErrors(at)).data.errors).toEqual([]);
    await github.as("olga").teams.updateInOrg({ ...leads, name: "Payment Leads" });
    expect(await outcomeOf(app.teams.getByName(leads))).toMatch(/^404 /);
    const renamed = await app.teams.getByName({ org: "acme", team_slug: "payment-leads" });
    expect(renamed.data).toMatchObject({ id: 302, name: "Payment Leads" });
    expect((await app.repos.codeownersErrors(at)).data.errors).toMatchObject([
      { line: 1, kind: "Unknown owner", path: ".github/CODEOWNERS" },
    ]);
    expect(github.sandbox.deliveries().at(-1)).toMatchObject({
      event: "team",
      action: "edited",
      payload: { changes: { name: { from: "payments-leads" } }, team: { id: 302, slug: "payment-leads" } },
    });
  });

  it.each([
    ["without write", (): void => github.sandbox.control.setTeamPermission("payments-leads", "read")],
    ["deleted", (): void => github.sandbox.control.deleteTeam("payments-leads")],
    ["renamed", (): void => github.sandbox.control.renameTeam("payments-leads", "leads")],
  ])("is an error of CODEOWNERS when it is %s", async (_what, change) => {
    change();
    const { errors } = (await github.asApp().repos.codeownersErrors(at)).data;
    expect(errors).toMatchObject([{ line: 1, kind: "Unknown owner" }]);
    expect(eventsOf()).toEqual([expect.stringMatching(/^team\.(edited|deleted)$/)]);
  });

  it("gains and loses people through a maintainer or an owner, not through a member", async () => {
    const eve = { ...payments, username: "eve" };
    expect(await outcomeOf(github.as("alice").teams.addOrUpdateMembershipForUserInOrg(eve))).toMatch(/^403 /);
    github.sandbox.control.addToTeam("payments", "alice", "maintainer");
    const added = await github.as("alice").teams.addOrUpdateMembershipForUserInOrg(eve);
    expect(added.data).toMatchObject({ state: "active", role: "member" });
    expect((await github.asApp().teams.getMembershipForUserInOrg(eve)).data.state).toBe("active");
    await github.as("olga").teams.removeMembershipForUserInOrg(eve);
    expect(await outcomeOf(github.asApp().teams.getMembershipForUserInOrg(eve))).toMatch(/^404 /);
    expect(eventsOf()).toEqual(["membership.added", "membership.removed"]);
    expect(github.sandbox.deliveries().map(({ payload }) => payload)).toMatchObject([
      { scope: "team", member: { login: "eve" }, team: { id: 301 }, sender: { login: "alice" } },
      { scope: "team", member: { login: "eve" }, team: { id: 301 }, sender: { login: "olga" } },
    ]);
  });

  it("has somebody outside the organisation only as invited", async () => {
    const { control } = github.sandbox;
    control.registerLogin("mallory");
    control.addToTeam("payments", "mallory");
    const asked = { ...payments, username: "mallory" };
    expect((await github.asApp().teams.getMembershipForUserInOrg(asked)).data.state).toBe("pending");
    const members = await github.asApp().teams.listMembersInOrg(payments);
    expect(members.data.map(({ login }) => login)).toEqual(["alice", "carol"]);
  });

  it("is given another role, or none, in a repository by an owner", async () => {
    const place = { ...leads, ...at, permission: "pull" };
    const change = (login: string) => github.as(login).teams.addOrUpdateRepoPermissionsInOrg(place);
    expect(await outcomeOf(change("alice"))).toMatch(/^403 /);
    await change("olga");
    const carol = { ...at, username: "carol" };
    github.sandbox.control.removeFromTeam("payments", "carol");
    const roleOfCarol = async () =>
      (await github.asApp().repos.getCollaboratorPermissionLevel(carol)).data.role_name;
    expect(await roleOfCarol()).toBe("read");
    await github.as("olga").teams.removeRepoInOrg({ ...leads, ...at });
    expect(eventsOf()).toEqual(["team.edited", "membership.removed", "team.removed_from_repository"]);
    expect(github.sandbox.deliveries()[0]?.payload).toMatchObject({
      changes: { repository: { permissions: { from: { admin: false, pull: true, push: true } } } },
      repository: { id: 5001 },
    });
  });

  it("does not change its description here", async () => {
    const change = github.as("olga").teams.updateInOrg({ ...payments, description: "Money" });
    expect(await outcomeOf(change)).toMatch(/^501 Changing the description/);
  });
});

describe("a team below another", () => {
  it("counts to the members of the one above, and has its roles", async () => {
    const app = github.asApp();
    const child = github.sandbox.control.createTeam("payments-night", "payments");
    github.sandbox.control.addToTeam("payments-night", "eve");
    const members = await app.teams.listMembersInOrg(payments);
    expect(members.data.map(({ login }) => login)).toEqual(["alice", "carol", "eve"]);
    const eve = { ...payments, username: "eve" };
    expect((await app.teams.getMembershipForUserInOrg(eve)).data.state).toBe("active");
    const permission = await app.repos.getCollaboratorPermissionLevel({ ...at, username: "eve" });
    expect(permission.data.permission).toBe("write");
    const found = await app.teams.getByName({ org: "acme", team_slug: "payments-night" });
    expect(found.data).toMatchObject({ id: child.id, parent: { id: 301, slug: "payments" } });
    const byIds = await github.call(`/organizations/9001/team/301/memberships/eve`, {
      headers: { authorization: `Bearer ${github.tokenOf("dave")}` },
    });
    expect(byIds.body).toMatchObject({ state: "active" });
  });

  it("goes with the one above", async () => {
    github.sandbox.control.createTeam("payments-night", "payments");
    await github.as("olga").teams.deleteInOrg(payments);
    const teams = await github.asApp().teams.list({ org: "acme" });
    expect(teams.data.map(({ slug }) => slug)).toEqual(["payments-leads", "security"]);
  });
});

describe("reads that lag writes", () => {
  const states = async (pull: Awaited<ReturnType<typeof openPull>>) =>
    (await github.asApp().pulls.listReviews(pull)).data.map(({ state }) => state);

  it("answer what was true before, as many times as asked for", async () => {
    const pull = await openPull();
    const { data } = await github.as("carol").pulls.createReview({ ...pull, event: "APPROVE" });
    github.sandbox.control.lag({ reads: "reviews", calls: 2 });
    await github.as("dave").pulls.dismissReview({ ...pull, review_id: data.id, message: "No." });
    expect(await states(pull)).toEqual(["APPROVED"]);
    expect((await github.asApp().pulls.getReview({ ...pull, review_id: data.id })).data.state).toBe(
      "APPROVED",
    );
    expect(await states(pull)).toEqual(["DISMISSED"]);
  });

  it("answer what was true before, until they catch up", async () => {
    const pull = await openPull();
    const { control } = github.sandbox;
    control.lag({ reads: ["reviews", "teams"] });
    await github.as("carol").pulls.createReview({ ...pull, event: "APPROVE" });
    control.removeFromTeam("payments", "alice");
    const members = async () =>
      (await github.asApp().teams.listMembersInOrg(payments)).data.map(({ login }) => login);
    expect([await states(pull), await members()]).toEqual([[], ["alice", "carol"]]);
    control.catchUp(["reviews"]);
    expect([await states(pull), await members()]).toEqual([["APPROVED"], ["alice", "carol"]]);
    control.catchUp();
    expect(await members()).toEqual(["carol"]);
  });

  it("answer what was true before of the pull requests of a commit, and of who may write", async () => {
    const pull = await openPull();
    const { control } = github.sandbox;
    control.lag({ reads: ["commit-pulls", "permissions", "teams"] });
    const { data } = await github.as("olga").pulls.update({ ...pull, state: "closed" });
    control.setTeamPermission("payments", "read");
    const commit = { ...at, commit_sha: data.head.sha };
    const answers = async () => {
      const [pulls, alice, team] = await Promise.all([
        github.asApp().repos.listPullRequestsAssociatedWithCommit(commit),
        github.asApp().repos.getCollaboratorPermissionLevel({ ...at, username: "alice" }),
        github.asApp().teams.checkPermissionsForRepoInOrg({ ...payments, ...at }),
      ]);
      return [pulls.data.length, alice.data.permission, team.data.role_name];
    };
    expect(await answers()).toEqual([1, "write", "write"]);
    control.catchUp();
    expect(await answers()).toEqual([0, "read", "read"]);
  });

  it("answer what was true before, until a moment of the sandbox's clock", async () => {
    await github.stop();
    let now = new Date("2026-01-01T10:00:00Z");
    github = await startLocalGitHub({ clock: () => now });
    const auth = { headers: { authorization: `Bearer ${github.tokenOf("eve")}` } };
    github.sandbox.control.lag({ reads: "users", until: new Date("2026-01-01T10:05:00Z") });
    github.sandbox.control.renameLogin("carol", "caroline");
    expect((await github.call("/user/1003", auth)).body).toMatchObject({ login: "carol" });
    now = new Date("2026-01-01T10:05:00Z");
    expect((await github.call("/user/1003", auth)).body).toMatchObject({ login: "caroline" });
  });

  it("show a merged pull request as open, and merge it only once", async () => {
    const pull = await openPull();
    await github.as("carol").pulls.createReview({ ...pull, event: "APPROVE" });
    const head = (await github.asApp().pulls.get(pull)).data.head.sha;
    const check = { name: "robot/verdict", head_sha: head, conclusion: "success" } as const;
    await github.asApp().checks.create({ ...at, ...check, status: "completed" });
    github.sandbox.control.lag({ reads: "pulls" });
    await github.asApp().pulls.merge({ ...pull, merge_method: "squash" });
    expect((await github.asApp().pulls.get(pull)).data).toMatchObject({ state: "open", merged: false });
    expect(await outcomeOf(github.asApp().pulls.merge({ ...pull, merge_method: "squash" }))).toMatch(/^405 /);
    github.sandbox.control.catchUp();
    expect((await github.asApp().pulls.get(pull)).data).toMatchObject({ state: "closed", merged: true });
  });
});

describe("the clock", () => {
  it("stands in the Date of every answer, and may be off", async () => {
    await github.stop();
    github = await startLocalGitHub({ clock: () => new Date("2026-01-01T10:00:00Z") });
    const dateOf = async (path: string) => (await github.call(path)).headers.get("date");
    const refs = `${github.sandbox.cloneUrl}/info/refs?service=git-upload-pack`;
    expect(await dateOf("/users/alice")).toBe("Thu, 01 Jan 2026 10:00:00 GMT");
    expect(await dateOf("/no/such/thing")).toBe("Thu, 01 Jan 2026 10:00:00 GMT");
    github.sandbox.control.clockSkew(-90);
    expect(await dateOf("/users/alice")).toBe("Thu, 01 Jan 2026 09:58:30 GMT");
    expect((await fetch(refs)).headers.get("date")).toBe("Thu, 01 Jan 2026 09:58:30 GMT");
  });

  it("goes forward for all of GitHub: answers, new times, and tokens that expire", async () => {
    const token = await github.appToken();
    const read = async () =>
      (await github.call("/repos/acme/access", { headers: { authorization: `token ${token}` } })).status;
    const before = github.sandbox.now().getTime();
    expect(await read()).toBe(200);
    github.sandbox.control.moveClock(3600);
    const issue = await github.as("alice").issues.create({ ...at, title: "Later" });
    expect(new Date(issue.data.created_at).getTime() - before).toBeGreaterThanOrEqual(3_599_000);
    expect(new Date(issue.headers.date ?? "").getTime() - before).toBeGreaterThanOrEqual(3_599_000);
    expect(await read()).toBe(401);
  });
});

describe("webhooks that are not what they seem", () => {
  let receiver: Server;
  let heard: { headers: Readonly<Record<string, unknown>>; body: string }[] = [];

  beforeEach(async () => {
    heard = [];
    receiver = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(Buffer.from(chunk));
      heard.push({ headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
      response.writeHead(400).end("no");
    });
    await new Promise<void>((done) => receiver.listen(0, "127.0.0.1", done));
    const address = receiver.address();
    if (address === null || typeof address === "string") throw new Error("The receiver has no port.");
    await github.stop();
    github = await startLocalGitHub({ webhookUrl: `http://127.0.0.1:${address.port}/hooks` });
  });
  afterEach(() => {
    receiver.close();
  });

  it("are forged: signed with another secret, or not signed, and answered all the same", async () => {
    const { control } = github.sandbox;
    const payload = { action: "closed", number: 1 };
    const answer = await control.deliverForged({ secret: "wrong", event: "pull_request", payload });
    expect(answer).toEqual({ statusCode: 400, answer: "no" });
    await control.deliverForged({ event: "pull_request", payload });
    expect(heard.map(({ body }) => JSON.parse(body))).toEqual([payload, payload]);
    expect(heard[0]?.headers["x-hub-signature-256"]).toMatch(/^sha256=[0-9a-f]{64}$/);
    expect(heard[1]?.headers["x-hub-signature-256"]).toBeUndefined();
    expect(github.sandbox.deliveries()).toEqual([]);
  });

  it("are delivered again, under their own id or a fresh one", async () => {
    const { control } = github.sandbox;
    control.addToTeam("payments", "eve");
    control.redeliver();
    const [first] = github.sandbox.deliveries();
    if (first === undefined) throw new Error("Nothing was delivered.");
    control.redeliver(first.id, { freshGuid: true });
    const [once, again, fresh] = github.sandbox.deliveries();
    expect([again?.guid, again?.body, again?.redelivery]).toEqual([once?.guid, once?.body, true]);
    expect(fresh?.guid).not.toBe(once?.guid);
    expect(fresh?.headers["x-hub-signature-256"]).toBe(once?.headers["x-hub-signature-256"]);
  });

  const added = () => heard.map(({ body }) => JSON.parse(body).member.login);

  it("are late, and come in another order", async () => {
    const { control } = github.sandbox;
    control.holdWebhooks();
    for (const login of ["eve", "dave", "olga"]) control.addToTeam("payments", login);
    expect(github.sandbox.deliveries().map(({ status }) => status)).toEqual([
      "pending",
      "pending",
      "pending",
    ]);
    control.releaseWebhooks("reversed");
    await vi.waitFor(() => expect(added()).toEqual(["olga", "dave", "eve"]), { timeout: 10_000 });
    control.addToTeam("security", "eve");
    await vi.waitFor(() => expect(added()).toEqual(["olga", "dave", "eve", "eve"]), { timeout: 10_000 });
  });

  it("are lost, until somebody asks for them again", async () => {
    const { control } = github.sandbox;
    control.holdWebhooks();
    control.addToTeam("payments", "eve");
    control.releaseWebhooks("dropped");
    control.addToTeam("payments", "dave");
    await vi.waitFor(() => expect(added()).toEqual(["dave"]), { timeout: 10_000 });
    const [lost] = github.sandbox.deliveries();
    expect(lost).toMatchObject({ status: "failed to connect to host", statusCode: 0 });
    control.redeliver(lost?.id);
    await vi.waitFor(() => expect(added()).toEqual(["dave", "eve"]), { timeout: 10_000 });
  });

  it("have nothing to repeat before the first", async () => {
    expect(() => github.sandbox.control.redeliver()).toThrow("There is no delivery yet.");
    await expect(github.sandbox.control.deliverForged({ secret: "x" })).rejects.toThrow(
      "There is no earlier delivery",
    );
  });
});

describe("the control over HTTP", () => {
  const post = (name: string, body: object, token = github.sandbox.controlToken) =>
    github.call(`/_control/${name}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });

  it("does the same as the method of that name", async () => {
    expect((await post("renameLogin", { login: "carol", newLogin: "caroline" })).body).toEqual({});
    const stranger = await post("registerLogin", { login: "carol" });
    expect(stranger.body).toEqual({
      id: expect.any(Number),
      token: expect.stringMatching(/^ghp_/),
      email: expect.stringMatching(/\+carol@/),
    });
    await post("lag", { reads: ["teams"], calls: 1 });
    await post("removeFromTeam", { slug: "payments", login: "alice" });
    const members = async () => (await github.asApp().teams.listMembersInOrg(payments)).data.length;
    expect([await members(), await members()]).toEqual([2, 1]);
  });

  it.each([
    ["renameLogin", { login: "carol" }, 422, '"newLogin" is missing'],
    ["renameLogin", { login: "nobody", newLogin: "x" }, 404, "There is no person with the login nobody."],
    ["lag", { reads: ["everything"] }, 422, '"everything" are not reads that can lag'],
    ["lag", { reads: ["teams"], until: "soon" }, 422, '"until" is "soon"; expected a time.'],
    ["setTeamPermission", { slug: "payments" }, 422, '"role" is missing'],
    ["clockSkew", {}, 422, '"seconds" is missing'],
    ["moveClock", { seconds: -1 }, 422, "the clock goes forward only"],
    ["moveClock", { seconds: 0 }, 422, "the clock goes forward only"],
    ["moveClock", { seconds: 4e7 }, 422, "expected a number from 0 to"],
    ["makeCoffee", {}, 404, "POST /_control/makeCoffee is not a method of the control"],
  ])("refuses %s of %j with %i", async (name, body, status, message) => {
    const answer = await post(name, body);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ message: expect.stringContaining(message) });
  });

  it("is described in full in the README", async () => {
    const text = await readFile(new URL("../README.md", import.meta.url), "utf8");
    const table = text.slice(text.indexOf("| `POST /_control/"));
    const rows = table.split("\n").map((line) => line.split("|")[1] ?? "");
    const described = rows.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name));
    expect(described.sort()).toEqual(Object.keys(github.sandbox.control).sort());
    for (const reads of Object.keys(laggingRoutes)) expect(table).toContain(`\`${reads}\``);
  });

  it("opens to its own token only", async () => {
    const body = { login: "carol", newLogin: "caroline" };
    for (const token of ["", "wrong", github.tokenOf("olga")]) {
      expect((await post("renameLogin", body, token)).status).toBe(401);
    }
    expect(await outcomeOf(github.asApp().users.getByUsername({ username: "carol" }))).toBe("allowed");
  });
});

describe("a seed with teams below teams", () => {
  it("is built as it says", async () => {
    await github.stop();
    const seed = exampleSeed();
    const night = { id: 304, slug: "night", members: [], maintainers: ["eve"], parent: "payments" };
    github = await startLocalGitHub({ seed: { ...seed, teams: [night, ...seed.teams] } });
    const asked = { org: "acme", team_slug: "night", username: "eve" };
    const membership = await github.asApp().teams.getMembershipForUserInOrg(asked);
    expect(membership.data).toMatchObject({ role: "maintainer", state: "active" });
    const members = await github.asApp().teams.listMembersInOrg(payments);
    expect(members.data.map(({ login }) => login)).toEqual(["alice", "carol", "eve"]);
  });
});
