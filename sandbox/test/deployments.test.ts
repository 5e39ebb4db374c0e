import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { exampleSeed } from "../src/example-seed.ts";
import { at, type LocalGitHub, outcomeOf, startLocalGitHub } from "./local-github.ts";

let github: LocalGitHub;
let now: Date;

beforeEach(async () => {
  now = new Date("2026-11-20T12:00:00Z");
  const seed = exampleSeed();
  const guard = {
    ...{ id: 7004, slug: "guard", name: "Guard", botId: 1104, installationId: 8004 },
    ...{ webhooks: true, webhookPath: "/hooks/deployments" },
    permissions: { actions: "read", deployments: "write", metadata: "read" },
  } as const;
  github = await startLocalGitHub({
    seed: { ...seed, apps: [...seed.apps, guard] },
    webhookUrl: "http://127.0.0.1:9/api/github/webhooks",
    clock: () => now,
  });
  github.sandbox.control.addEnvironment("production");
  github.sandbox.control.guardEnvironment("production", { apps: ["guard"] });
});
afterEach(() => github.stop());

const asGuard = () => github.asApp(github.sandbox.apps.find(({ slug }) => slug === "guard"));
const start = (login = "alice", event?: string) =>
  github.sandbox.control.startRun({ environment: "production", login, event });
const read = async (run_id: number) => (await asGuard().actions.getWorkflowRun({ ...at, run_id })).data;
const listPending = async (run_id: number) =>
  (await asGuard().actions.getPendingDeploymentsForRun({ ...at, run_id })).data;
const answer = (run_id: number, state: "approved" | "rejected", comment = "") =>
  outcomeOf(
    asGuard().actions.reviewCustomGatesForRun({
      ...at,
      run_id,
      environment_name: "production",
      state,
      comment,
    }),
  );
const hooks = () => github.sandbox.deliveries().filter(({ event }) => event === "deployment_protection_rule");

describe("a run that deploys to a guarded environment", () => {
  it("asks its app at the app's own address, and waits", async () => {
    const { id } = await start();
    expect(hooks()).toMatchObject([
      {
        app: { slug: "guard", webhookUrl: "http://127.0.0.1:9/hooks/deployments" },
        payload: {
          action: "requested",
          environment: "production",
          sender: { login: "alice" },
          repository: { id: 5001 },
        },
      },
    ]);
    expect(await read(id)).toMatchObject({
      status: "waiting",
      run_attempt: 1,
      triggering_actor: { login: "alice" },
    });
    expect(await listPending(id)).toMatchObject([
      { environment: { name: "production" }, wait_timer: 0, reviewers: [] },
    ]);
    const waiting = await asGuard().actions.listWorkflowRunsForRepo({ ...at, status: "waiting" });
    expect(waiting.data.workflow_runs.map((run) => run.id)).toEqual([id]);
  });

  it("goes on once the app approves, and stops when it rejects; an answer does not turn", async () => {
    const [first, second] = [await start(), await start()];
    expect(await answer(first.id, "approved")).toBe("allowed");
    expect(await read(first.id)).toMatchObject({ status: "in_progress" });
    expect(await listPending(first.id)).toEqual([]);
    expect(await answer(first.id, "rejected")).toMatch(/^422 /);
    expect(await answer(second.id, "rejected", "No lease.")).toBe("allowed");
    expect(await read(second.id)).toMatchObject({ status: "completed", conclusion: "failure" });
    expect(github.sandbox.control.listRunComments(second.id)).toEqual(["No lease."]);
  });

  it("takes answers of its app alone, and comments of 1024 characters", async () => {
    const { id } = await start();
    const review = { ...at, run_id: id, environment_name: "production", state: "approved" as const };
    expect(await outcomeOf(github.as("olga").actions.reviewCustomGatesForRun(review))).toMatch(/^403 /);
    expect(await outcomeOf(github.asApp().actions.reviewCustomGatesForRun(review))).toMatch(/^403 /);
    expect(await answer(id, "approved", "x".repeat(1025))).toMatch(/^422 /);
    expect(await read(id)).toMatchObject({ status: "waiting" });
  });

  it("waits for reviewers and the timer too, and is listed until then", async () => {
    const { control } = github.sandbox;
    control.guardEnvironment("production", { apps: ["guard"], reviewers: ["dave"], waitMinutes: 30 });
    const { id } = await start();
    await answer(id, "approved");
    expect(await listPending(id)).toMatchObject([
      { wait_timer: 30, wait_timer_started_at: "2026-11-20T12:00:00Z", reviewers: [{ type: "User" }] },
    ]);
    control.reviewRun(id, "dave");
    const reviews = await asGuard().actions.getReviewsForRun({ ...at, run_id: id });
    expect(reviews.data).toMatchObject([{ state: "approved", user: { login: "dave" } }]);
    expect(await read(id)).toMatchObject({ status: "waiting" });
    now = new Date(now.getTime() + 30 * 60_000);
    expect(await read(id)).toMatchObject({ status: "in_progress" });
  });

  it("keeps its event and actor when somebody starts it again, and asks again", async () => {
    const { id } = await start("alice", "push");
    await answer(id, "rejected");
    github.sandbox.control.startRunAgain(id, "dave");
    expect(await read(id)).toMatchObject({
      ...{ status: "waiting", run_attempt: 2, event: "push" },
      ...{ actor: { login: "alice" }, triggering_actor: { login: "dave" } },
    });
    expect(hooks()).toHaveLength(2);
  });

  it("fails by itself after thirty days, or when it is cancelled", async () => {
    const [old, cancelled] = [await start(), await start()];
    github.sandbox.control.cancelRun(cancelled.id);
    expect(await read(cancelled.id)).toMatchObject({ status: "completed", conclusion: "cancelled" });
    now = new Date(now.getTime() + 31 * 24 * 60 * 60_000);
    expect(await read(old.id)).toMatchObject({ status: "completed" });
    expect(await answer(old.id, "approved")).toMatch(/^422 /);
  });

  it("shows the environment with its rules, and the apps that guard it", async () => {
    github.sandbox.control.guardEnvironment("production", {
      apps: ["guard"],
      reviewers: ["dave"],
      waitMinutes: 5,
    });
    const place = { ...at, environment_name: "production" };
    const environment = await asGuard().repos.getEnvironment(place);
    expect(environment.data).toMatchObject({
      name: "production",
      protection_rules: [{ type: "wait_timer", wait_timer: 5 }, { type: "required_reviewers" }],
      deployment_branch_policy: null,
    });
    const rules = await asGuard().repos.getAllDeploymentProtectionRules(place);
    expect(rules.data.custom_deployment_protection_rules).toMatchObject([
      { enabled: true, app: { id: 7004 } },
    ]);
  });
});

it("an environment lets in the branches and tags that an administrator chose", async () => {
  const place = { ...at, environment_name: "production" };
  const as = (login: string) => github.as(login).repos;
  const add = (login: string) =>
    outcomeOf(as(login).createDeploymentBranchPolicy({ ...place, name: "main" }));
  expect(await add("olga")).toMatch(/^404 /u);
  await as("olga").createOrUpdateEnvironment({
    ...place,
    deployment_branch_policy: { protected_branches: false, custom_branch_policies: true },
  });
  expect(await add("alice")).toMatch(/^403 /u);
  expect(await add("olga")).toBe("allowed");
  // 303, which the client takes for an answer: the pattern is there once.
  await add("olga");
  await as("olga").createDeploymentBranchPolicy({ ...place, name: "main", type: "tag" });
  const { data } = await as("alice").listDeploymentBranchPolicies(place);
  expect(data.branch_policies).toMatchObject([
    { name: "main", type: "branch" },
    { name: "main", type: "tag" },
  ]);
});
