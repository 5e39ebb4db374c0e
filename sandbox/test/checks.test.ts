import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { at, type LocalGitHub, outcomeOf, startLocalGitHub } from "./local-github.ts";

let github: LocalGitHub;
let head_sha: string;

beforeAll(async () => {
  github = await startLocalGitHub();
  const { data } = await github.as("eve").git.getRef({ ...at, ref: "heads/main" });
  head_sha = data.object.sha;
});
afterAll(() => github.stop());

const create = (fields: object = {}) =>
  github.asApp().checks.create({ ...at, name: "robot/verdict", head_sha, ...fields });

describe("check runs", () => {
  it("go from waiting to done, and are found by name and app", async () => {
    const { data: run } = await create({ status: "in_progress", external_id: "one" });
    expect(run).toMatchObject({
      status: "in_progress",
      conclusion: null,
      external_id: "one",
      app: { id: 7001 },
    });
    const change = {
      check_run_id: run.id,
      conclusion: "failure",
      output: { title: "No", summary: "Why not." },
    } as const;
    const { data: done } = await github.asApp().checks.update({ ...at, ...change });
    expect(done).toMatchObject({
      status: "completed",
      conclusion: "failure",
      output: { title: "No", summary: "Why not." },
    });
    await create({ status: "completed", conclusion: "success" });
    const list = async (fields: object) => {
      const { data } = await github.as("eve").checks.listForRef({ ...at, ref: "main", ...fields });
      return data.check_runs.map(({ conclusion }) => conclusion);
    };
    const named = { check_name: "robot/verdict" };
    expect(await list({ ...named, app_id: 7001 })).toEqual(["success"]);
    expect(await list({ ...named, app_id: 7001, filter: "all" })).toEqual(["success", "failure"]);
    expect(await list({ ...named, app_id: 7002 })).toEqual([]);
    expect(await list({ check_name: "robot/verdict2" })).toEqual([]);
  });

  it("keep remarks at lines of files", async () => {
    const annotation = {
      path: "policies/a.yaml",
      start_line: 3,
      end_line: 4,
      annotation_level: "failure",
      message: "Too long.",
    };
    const { data } = await create({ output: { title: "t", summary: "s", annotations: [annotation] } });
    expect(data.output.annotations_count).toBe(1);
    const found = await github.as("eve").checks.listAnnotations({ ...at, check_run_id: data.id });
    expect(found.data).toMatchObject([annotation]);
  });

  it.each([
    ["of a commit that is not there", { head_sha: "0".repeat(40) }, "No commit found for SHA"],
    ["done without a conclusion", { status: "completed" }, "needs a conclusion"],
    ["with a conclusion GitHub has not got", { conclusion: "fine" }, '"conclusion" is "fine"'],
    ["with a summary that is too long", { output: { title: "t", summary: "x".repeat(65_536) } }, "65535"],
  ])("are refused %s", async (_what, fields, message) => {
    const outcome = await outcomeOf(create(fields));
    expect(outcome).toMatch(/^422 /);
    expect(outcome).toContain(message);
  });

  it("are changed only by the app that made them", async () => {
    const { data: run } = await create();
    const change = { check_run_id: run.id, conclusion: "success" } as const;
    expect(await outcomeOf(github.asApp(github.sandbox.apps[1]).checks.update({ ...at, ...change }))).toMatch(
      /^403 /,
    );
    expect(await outcomeOf(github.as("olga").checks.update({ ...at, ...change }))).toMatch(/^403 /);
  });
});

describe("comments", () => {
  it("are made by readers and by apps that may touch pull requests, and changed by who wrote them", async () => {
    const alice = await github.clone("alice");
    await alice.pushBranch("talk", { "requests/payments/talk.yaml": "a\n" });
    const { data: pull } = await github
      .as("alice")
      .pulls.create({ ...at, title: "Talk", head: "talk", base: "main" });
    const issue_number = pull.number;
    const janitor = github.asApp(github.sandbox.apps[1]);
    const { data: comment } = await janitor.issues.createComment({ ...at, issue_number, body: "Ended." });
    await github.as("eve").issues.createComment({ ...at, issue_number, body: "Seen." });
    const edit = { comment_id: comment.id, body: "Ended late." };
    expect(await outcomeOf(github.as("eve").issues.updateComment({ ...at, ...edit }))).toMatch(/^403 /);
    await janitor.issues.updateComment({ ...at, ...edit });
    const { data: comments } = await github.as("eve").issues.listComments({ ...at, issue_number });
    expect(comments.map(({ user, body }) => [user?.login, body])).toEqual([
      ["janitor[bot]", "Ended late."],
      ["eve", "Seen."],
    ]);
  });
});

describe("comments that change", () => {
  it("are edited and deleted by others who may write, and the apps hear who really did it", async () => {
    const alice = await github.clone("alice");
    await alice.pushBranch("edits", { "requests/payments/edits.yaml": "a\n" });
    const pull = { title: "Edits", head: "edits", base: "main" };
    const { data } = await github.as("alice").pulls.create({ ...at, ...pull });
    const heardBefore = github.sandbox.deliveries().length;
    const said = { ...at, issue_number: data.number, body: "/extend 1h" };
    const { data: comment } = await github.as("alice").issues.createComment(said);
    const place = { ...at, comment_id: comment.id };
    expect(await outcomeOf(github.as("eve").issues.deleteComment(place))).toMatch(/^403 /);
    await github.as("olga").issues.updateComment({ ...place, body: "/extend 9h" });
    await github.as("dave").issues.deleteComment(place);
    expect(await outcomeOf(github.as("eve").issues.getComment(place))).toMatch(/^404 /);
    const heard = github.sandbox.deliveries().slice(heardBefore);
    expect(heard.map(({ event }) => event)).toEqual(["issue_comment", "issue_comment", "issue_comment"]);
    expect(heard.map(({ payload }) => payload)).toMatchObject([
      { action: "created", comment: { body: "/extend 1h" }, sender: { login: "alice" } },
      {
        action: "edited",
        comment: { body: "/extend 9h", user: { login: "alice" } },
        changes: { body: { from: "/extend 1h" } },
        sender: { login: "olga" },
      },
      { action: "deleted", comment: { user: { login: "alice" } }, sender: { login: "dave" } },
    ]);
  });
});

describe("checks that are asked for again", () => {
  const heardSince = (count: number) =>
    github.sandbox
      .deliveries()
      .slice(count)
      .map(({ app, event, action }) => [app.slug, event, action]);

  it("are told to the app that made them, and stay as they are", async () => {
    const { data: run } = await create({ status: "completed", conclusion: "failure" });
    const suiteId = run.check_suite?.id ?? 0;
    const again = { ...at, check_run_id: run.id };
    expect(await outcomeOf(github.as("eve").checks.rerequestRun(again))).toMatch(/^403 /);
    expect(await outcomeOf(github.asApp(github.sandbox.apps[1]).checks.rerequestRun(again))).toMatch(/^403 /);
    const count = github.sandbox.deliveries().length;
    await github.as("alice").checks.rerequestRun(again);
    expect(heardSince(count)).toEqual([["robot", "check_run", "rerequested"]]);
    expect(github.sandbox.deliveries().at(-1)?.payload).toMatchObject({
      check_run: {
        id: run.id,
        head_sha: run.head_sha,
        conclusion: "failure",
        check_suite: { id: suiteId, head_sha: run.head_sha, status: "queued", conclusion: null },
        app: { id: 7001 },
      },
      sender: { login: "alice" },
    });
    expect((await github.asApp().checks.get(again)).data.conclusion).toBe("failure");
    const suite = async () => (await github.asApp().checks.getSuite({ ...at, check_suite_id: suiteId })).data;
    expect(await suite()).toMatchObject({ status: "queued", conclusion: null });
    await github.asApp().checks.update({ ...again, conclusion: "success" });
    expect(await suite()).toMatchObject({ status: "completed", app: { id: 7001 } });
  });

  it("are asked for as a whole suite too", async () => {
    const { data: run } = await create({ status: "completed", conclusion: "success" });
    const suite = { ...at, check_suite_id: run.check_suite?.id ?? 0 };
    expect(await outcomeOf(github.as("eve").checks.rerequestSuite(suite))).toMatch(/^403 /);
    const count = github.sandbox.deliveries().length;
    await github.as("dave").checks.rerequestSuite(suite);
    expect(heardSince(count)).toEqual([["robot", "check_suite", "rerequested"]]);
    expect(github.sandbox.deliveries().at(-1)?.payload).toMatchObject({
      check_suite: {
        id: suite.check_suite_id,
        head_sha: run.head_sha,
        status: "queued",
        conclusion: null,
        app: { id: 7001 },
        head_commit: { id: run.head_sha },
      },
      repository: { id: 5001 },
      sender: { login: "dave" },
    });
    expect(await outcomeOf(github.as("dave").checks.rerequestSuite({ ...at, check_suite_id: 1 }))).toMatch(
      /^404 /,
    );
  });
});
