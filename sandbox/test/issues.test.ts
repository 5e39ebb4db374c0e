import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { at, type LocalGitHub, outcomeOf, startLocalGitHub } from "./local-github.ts";

let github: LocalGitHub;

beforeAll(async () => {
  github = await startLocalGitHub();
});
afterAll(() => github.stop());

const open = async (login = "alice", title = "Refunds are stuck") =>
  (await github.as(login).issues.create({ ...at, title })).data.number;
const turn = (login: string, issue_number: number, state: "open" | "closed") =>
  github.as(login).issues.update({ ...at, issue_number, state });
const read = async (issue_number: number) => (await github.asApp().issues.get({ ...at, issue_number })).data;
const listEvents = async (issue_number: number) =>
  (await github.asApp().issues.listEvents({ ...at, issue_number })).data.map(({ event, actor }) => [
    event,
    actor?.login,
  ]);

async function openPull(branch: string): Promise<number> {
  const alice = await github.clone("alice");
  await alice.pushBranch(branch, { [`${branch}.md`]: "a\n" });
  return (await github.as("alice").pulls.create({ ...at, title: branch, head: branch, base: "main" })).data
    .number;
}

describe("an issue", () => {
  it("counts from one row of numbers with pull requests, and is none", async () => {
    const first = await open();
    const pull = await openPull("between");
    const second = await open();
    expect([pull, second]).toEqual([first + 1, first + 2]);
    expect(await read(first)).toMatchObject({ state: "open", user: { login: "alice" }, closed_at: null });
    expect((await read(first)).pull_request).toBeUndefined();
    expect((await read(pull)).pull_request).toBeDefined();
    expect(await outcomeOf(github.as("alice").pulls.get({ ...at, pull_number: first }))).toMatch(/^404 /);
  });

  it("and its comments count their reactions", async () => {
    const issue_number = await open();
    const { data } = await github.as("eve").issues.createComment({ ...at, issue_number, body: "Hm." });
    const none = { total_count: 0, "+1": 0, heart: 0, eyes: 0 };
    const { url } = await read(issue_number);
    expect((await read(issue_number)).reactions).toMatchObject({ ...none, url: `${url}/reactions` });
    expect(data.reactions).toMatchObject({ ...none, url: `${data.url}/reactions` });
  });

  it("forgets when it was closed once it is open again, and its events do not", async () => {
    const number = await open();
    await turn("alice", number, "closed");
    expect(await read(number)).toMatchObject({
      state: "closed",
      state_reason: "completed",
      closed_at: expect.any(String),
    });
    await turn("olga", number, "open");
    expect(await read(number)).toMatchObject({ state: "open", state_reason: "reopened", closed_at: null });
    expect(await listEvents(number)).toEqual([
      ["closed", "alice"],
      ["reopened", "olga"],
    ]);
  });

  it("is closed and opened by who wrote it and by who may triage, and by nobody else", async () => {
    const number = await open("alice");
    expect(await outcomeOf(turn("eve", number, "closed"))).toMatch(/^403 /);
    expect(await outcomeOf(turn("carol", number, "closed"))).toBe("allowed");
  });

  it("is commented on at its own page", async () => {
    const issue_number = await open();
    const { data } = await github.as("eve").issues.createComment({ ...at, issue_number, body: "Still?" });
    expect(data.html_url).toContain(`/issues/${issue_number}#`);
  });

  it("is told to the app when it opens, closes and opens again", async () => {
    const number = await open();
    await turn("alice", number, "closed");
    await turn("alice", number, "open");
    const told = github.sandbox.deliveries().filter(({ event }) => event === "issues");
    expect(told.slice(-3).map(({ action }) => action)).toEqual(["opened", "closed", "reopened"]);
  });

  it("is hidden from an app that may read pull requests alone", async () => {
    const issue_number = await open();
    const janitor = github.asApp(github.sandbox.apps[1]);
    expect(await outcomeOf(janitor.issues.get({ ...at, issue_number }))).toMatch(/^403 /);
    expect(await outcomeOf(janitor.issues.get({ ...at, issue_number: await openPull("seen") }))).toBe(
      "allowed",
    );
  });

  it("refuses what it cannot keep", async () => {
    const issue_number = await open();
    const { issues } = github.as("olga");
    expect(await outcomeOf(issues.update({ ...at, issue_number, milestone: 1 }))).toMatch(/^501 .*milestone/);
    expect(await outcomeOf(issues.create({ ...at, title: " " }))).toMatch(/^422 /);
    const pull = await openPull("whole");
    expect(await outcomeOf(issues.update({ ...at, issue_number: pull, state: "closed" }))).toMatch(/^501 /);
  });
});

it("a pull request's events say when it was closed and opened again", async () => {
  const number = await openPull("turns");
  const change = (state: "open" | "closed") =>
    github.as("alice").pulls.update({ ...at, pull_number: number, state });
  await change("closed");
  await change("open");
  await change("closed");
  expect((await listEvents(number)).map(([event]) => event)).toEqual(["closed", "reopened", "closed"]);
});

describe("the labels of an issue", () => {
  const openWith = async (login: string) =>
    (await github.as(login).issues.create({ ...at, title: "Labelled", labels: ["Access Request"] })).data;

  it("are those that somebody who may write gives it, and are dropped in silence otherwise", async () => {
    expect((await openWith("olga")).labels).toMatchObject([{ name: "Access Request" }]);
    expect((await openWith("eve")).labels).toEqual([]);
  });

  it("choose issues from the list, whatever their case, and pull requests are listed too", async () => {
    const { number } = await openWith("olga");
    const pull = await openPull("listed");
    const list = async (query: object) =>
      (await github.asApp().issues.listForRepo({ ...at, ...query })).data.map((each) => each.number);
    expect(await list({ labels: "access request" })).toContain(number);
    expect(await list({ labels: "access request" })).not.toContain(pull);
    expect(await list({})).toContain(pull);
    expect(await list({ sort: "created", direction: "asc" })).toEqual((await list({})).toReversed());
    await turn("olga", number, "closed");
    expect(await list({ labels: "access request" })).not.toContain(number);
    expect(await list({ labels: "access request", state: "all" })).toContain(number);
  });
});
