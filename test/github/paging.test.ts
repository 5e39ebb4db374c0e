import { afterAll, beforeAll, expect, it } from "vitest";
import { commentRecord } from "../../src/github/comment-record.ts";
import { githubOver } from "../../src/github/github.ts";
import { openClient, openInstallation } from "../../src/github/http/client.ts";
import { gitHubReverts } from "../../src/github/reverts.ts";
import { gitHubInstallation } from "../../src/github/settings/installation.ts";
import { gitHubRulesets } from "../../src/github/settings/rulesets.ts";
import { at, type LocalGitHub, startLocalGitHub } from "../support/local-github.ts";
import { requestPath } from "../support/people.ts";

// Five of each on pages of two: what is on the third page counts as what is on the first.
const five = [0, 1, 2, 3, 4] as const;
const EPOCH = new Date(0);
const now = () => new Date();

let github: LocalGitHub;
let app: ReturnType<typeof githubOver>;
let client: ReturnType<typeof openInstallation>["octokit"];
let pull: number;
let head: string;
let commits: string[];

beforeAll(async () => {
  github = await startLocalGitHub({ pageSize: 2, behaviour: { secondaryLimits: [] } });
  const { appId, privateKey } = github.sandbox.app;
  client = openInstallation({ appId, privateKey, apiUrl: github.sandbox.url }, at, { now }).octokit;
  app = githubOver(client, at, appId);
  const clone = await github.clone("alice");
  const first = await clone.pushBranch("ask", { [requestPath()]: "one\n" });
  commits = [first];
  for (const index of five.slice(1)) {
    commits.push(await clone.commit({ [`notes-${index}.md`]: `${index}\n` }));
    await clone.git("push", "--quiet", "origin", "ask");
  }
  head = commits.at(-1) ?? first;
  pull = await open("ask");
}, 240_000);
afterAll(() => github?.stop());

const open = async (branch: string, by = github.as("alice")): Promise<number> => {
  const wanted = { ...at, title: branch, head: branch, base: "main" };
  return (await by.pulls.create(wanted)).data.number;
};
const texts = five.map((index) => `Text ${index}`);

it("commits", async () => {
  expect((await app.listCommits(pull)).map(({ sha }) => sha)).toEqual(commits);
});

it("changes of a branch, and more of them than are read are an error and no shorter list", async () => {
  expect((await app.listMoves("ask"))?.map(({ after }) => after)).toEqual(commits);
  const clone = await github.clone("alice");
  await clone.pushBranch("busy", {});
  for (let times = 0; times < 20; times++) {
    await clone.commit({}, `Change ${times}`);
    await clone.git("push", "--quiet", "origin", "busy");
  }
  await expect(app.listMoves("busy")).rejects.toMatchObject({
    name: "ObstacleError",
    message: "GitHub lists more than 1000 changes of the branch busy.",
  });
});

it("reviews, and the events that say what was dismissed", async () => {
  const reviews = github.as("carol").pulls;
  for (const body of texts) await reviews.createReview({ ...at, pull_number: pull, event: "COMMENT", body });
  const { data } = await reviews.createReview({ ...at, pull_number: pull, event: "APPROVE" });
  const dismissal = { ...at, pull_number: pull, review_id: data.id, message: "Mistake" };
  await github.as("olga").pulls.dismissReview(dismissal);
  const found = await app.listReviews(pull);
  expect(found.map(({ state }) => state)).toEqual([...five.map(() => "COMMENTED"), "DISMISSED"]);
  expect(found.at(-1)).toMatchObject({ dismissed: { was: "APPROVED" } });
});

it("comments, of one issue and of all, and as they were delivered", async () => {
  const { data } = await github.as("alice").issues.create({ ...at, title: "Refunds" });
  for (const body of texts)
    await github.as("alice").issues.createComment({ ...at, issue_number: data.number, body });
  const bodiesOf = (found: readonly { number: number; body: string }[]) =>
    found.flatMap(({ number, body }) => (number === data.number ? [body] : [])).toSorted();
  expect(bodiesOf(await app.listComments(EPOCH, data.number))).toEqual(texts);
  expect(bodiesOf(await app.listComments(EPOCH))).toEqual(texts);
  expect(bodiesOf(await commentRecord(client, 5001).listWritten(EPOCH))).toEqual(texts);
});

it("what happened to an issue", async () => {
  const issues = github.as("alice").issues;
  const { data } = await issues.create({ ...at, title: "Refunds again" });
  const turn = (state: "open" | "closed") => issues.update({ ...at, issue_number: data.number, state });
  for (const _ of five) {
    await turn("closed");
    await turn("open");
  }
  expect((await app.readTask(data.number))?.closes).toHaveLength(5);
});

it("checks, of which the oldest may be the one that counts", async () => {
  const run = { ...at, name: "hallpass/decision", head_sha: head, status: "completed" } as const;
  for (const index of five)
    await client.rest.checks.create({ ...run, external_id: `${pull}:${index}`, conclusion: "success" });
  for (const index of five) expect(await app.readCheck(head, `${pull}:${index}`)).toEqual({ passed: true });
});

it("open pull requests, those of a commit, and revert pull requests", async () => {
  const clone = await github.clone("alice");
  const branches = five.map((index) => `hallpass/end-${index}`);
  const tip = await clone.pushBranch("shared", { "shared.md": "shared\n" });
  for (const branch of branches) await clone.git("push", "--quiet", "origin", `${tip}:refs/heads/${branch}`);
  const numbers = [];
  for (const branch of branches) numbers.push(await open(branch, client));
  expect(await app.listOpenPulls()).toEqual(expect.arrayContaining([pull, ...numbers]));
  expect((await app.listPullsOf(tip)).toSorted((a, b) => a - b)).toEqual(numbers);
  const reverts = gitHubReverts({ octokit: client, name: at, push: async () => undefined });
  const listed = (await reverts.listOpen("main")).map(({ branch }) => branch);
  expect(listed).toEqual(expect.arrayContaining(branches));
});

it("members of a team, and its child teams", async () => {
  const { control, logins } = github.sandbox;
  control.createTeam("wide");
  const people = Object.keys(logins)
    .filter((login) => !login.includes("["))
    .slice(0, 5);
  for (const login of people) control.addToTeam("wide", login);
  expect((await app.readTeam("wide"))?.members.map(({ login }) => login).toSorted()).toEqual(
    people.toSorted(),
  );
  const children = five.map((index) => control.createTeam(`child-${index}`, "wide").id);
  expect((await app.readTeam("wide"))?.children?.ids.toSorted()).toEqual(children.toSorted());
});

it("rules of a branch, rulesets, secrets, and who got past the rules", async () => {
  for (const index of five) github.sandbox.control.addSecret(`SECRET_${index}`);
  const apiUrl = github.sandbox.url;
  const attestor = { octokit: openClient(apiUrl, github.tokenOf("olga"), { now }), who: "olga" };
  const installation = gitHubInstallation({
    ...{ octokit: client, name: at, apiUrl, attestor, now },
    ...{ defaultBranch: "main", ledgerBranch: "access-ledger" },
  });
  const { gate, secrets } = await installation.read([]);
  expect(gate.types).toEqual(
    new Set(["pull_request", "required_status_checks", "non_fast_forward", "deletion"]),
  );
  expect(secrets).toEqual({ value: five.map((index) => `SECRET_${index}`) });
  const rulesets = gitHubRulesets({ name: at, apiUrl, token: github.tokenOf("olga"), now });
  expect(await rulesets.find("hallpass: ledger history")).toMatchObject({
    ruleset: { name: "hallpass: ledger history" },
  });
});
