import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { at, type Clone, type LocalGitHub, startLocalGitHub } from "./local-github.ts";

interface Heard {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly payload: Record<string, unknown>;
}

let heard: Heard[] = [];
let answerWith = 200;
let receiver: Server;
let github: LocalGitHub;
let alice: Clone;

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks).toString("utf8");
    heard.push({ headers: request.headers, body, payload: JSON.parse(body) });
    response.writeHead(answerWith).end("heard");
  });
  await new Promise<void>((done) => receiver.listen(0, "127.0.0.1", done));
  const address = receiver.address();
  if (address === null || typeof address === "string") throw new Error("The receiver has no port.");
  github = await startLocalGitHub({ webhookUrl: `http://127.0.0.1:${address.port}/hooks` });
  alice = await github.clone("alice");
});

beforeEach(() => {
  heard = [];
});

afterAll(async () => {
  await github.stop();
  receiver.close();
});

const names = () =>
  heard.map(({ headers, payload }) => [headers["x-github-event"], payload.action].filter(Boolean).join("."));
const hears = (...events: string[]) => vi.waitFor(() => expect(names()).toEqual(events), { timeout: 10_000 });

async function openPull(branch: string) {
  const head = await alice.pushBranch(branch, { [`requests/payments/${branch}.yaml`]: "a\n" });
  const pull = { title: "Ask", head: branch, base: "main" };
  const { data } = await github.as("alice").pulls.create({ ...at, ...pull });
  return { number: data.number, head };
}

describe("webhooks", () => {
  it("tell the story of a request in order, signed, each with an id of its own", async () => {
    const { number, head } = await openPull("story");
    await alice.commit({ "requests/payments/story.yaml": "b\n" });
    await alice.git("push", "--quiet", "origin", "story");
    await github.as("alice").pulls.update({ ...at, pull_number: number, title: "Ask again" });
    await github.as("eve").issues.createComment({ ...at, issue_number: number, body: "Hm." });
    await github.as("carol").pulls.createReview({ ...at, pull_number: number, event: "APPROVE" });
    const sha = await alice.git("rev-parse", "HEAD");
    const check = {
      name: "robot/verdict",
      head_sha: sha,
      status: "completed",
      conclusion: "success",
    } as const;
    await github.asApp().checks.create({ ...at, ...check });
    await github.asApp().pulls.merge({ ...at, pull_number: number, merge_method: "squash" });
    await hears(
      "push",
      "pull_request.opened",
      "pull_request.review_requested",
      "push",
      "pull_request.synchronize",
      "pull_request.edited",
      "issue_comment.created",
      "pull_request_review.submitted",
      "check_run.created",
      "check_run.completed",
      "pull_request.closed",
      "push",
    );
    for (const { headers, body, payload } of heard) {
      const signature = createHmac("sha256", github.sandbox.apps[0].webhookSecret).update(body).digest("hex");
      expect(headers["x-hub-signature-256"]).toBe(`sha256=${signature}`);
      expect(payload).toMatchObject({
        installation: { id: 8001, node_id: expect.any(String) },
        repository: { id: 5001, full_name: "acme/access", private: true, default_branch: "main" },
        organization: { login: "acme", id: 9001 },
        sender: { login: expect.any(String), id: expect.any(Number) },
      });
    }
    expect(new Set(heard.map(({ headers }) => headers["x-github-delivery"])).size).toBe(heard.length);
    expect(heard[4]?.payload).toMatchObject({ before: head, after: sha, number, sender: { login: "alice" } });
    expect(heard[10]?.payload).toMatchObject({
      pull_request: { merged: true, merged_by: { login: "robot[bot]", type: "Bot" } },
      sender: { login: "robot[bot]" },
    });
  });

  it("describe a push in full", async () => {
    const { head } = await openPull("push");
    await hears("push", "pull_request.opened", "pull_request.review_requested");
    expect(heard[0]?.payload).toMatchObject({
      ref: "refs/heads/push",
      before: "0".repeat(40),
      after: head,
      created: true,
      deleted: false,
      forced: false,
      compare: expect.stringContaining("/compare/"),
      pusher: { name: "alice", email: "1001+alice@users.noreply.github.com" },
      commits: [
        {
          id: head,
          message: "Add push",
          added: ["requests/payments/push.yaml"],
          removed: [],
          modified: [],
          author: { username: "alice" },
        },
      ],
      head_commit: { id: head },
    });
  });

  it("tell a dismissed review after the push that made it stale", async () => {
    const { number } = await openPull("stale");
    await github.as("carol").pulls.createReview({ ...at, pull_number: number, event: "APPROVE" });
    await alice.git("rm", "--quiet", "requests/payments/stale.yaml");
    await alice.commit({ "requests/payments/fresh.yaml": "b\n" });
    await alice.git("push", "--quiet", "--force", "origin", "stale");
    await hears(
      "push",
      "pull_request.opened",
      "pull_request.review_requested",
      "pull_request_review.submitted",
      "push",
      "pull_request.synchronize",
      "pull_request_review.dismissed",
    );
    expect(heard[6]?.payload).toMatchObject({ review: { state: "dismissed", user: { login: "carol" } } });
  });

  it("are not sent again when they fail, but recorded, and sent again on request", async () => {
    answerWith = 500;
    await openPull("failing");
    await hears("push", "pull_request.opened", "pull_request.review_requested");
    const app = github.asApp();
    const newest = async () => (await app.apps.listWebhookDeliveries({ per_page: 3 })).data;
    const codes = async () => (await newest()).map(({ status_code }) => status_code);
    await vi.waitFor(async () => expect(await codes()).toEqual([500, 500, 500]));
    answerWith = 200;
    const [last] = await newest();
    if (last === undefined) throw new Error("Nothing was delivered.");
    await app.request(`POST /app/hook/deliveries/${last.id}/attempts`);
    await vi.waitFor(async () => expect(await codes()).toEqual([200, 500, 500]));
    expect((await newest())[0]).toMatchObject({ redelivery: true, guid: last.guid });
    const { data } = await app.request(`GET /app/hook/deliveries/${last.id}`);
    expect(data).toMatchObject({
      event: "pull_request",
      action: "review_requested",
      response: { payload: "heard" },
    });
  });

  it("hold nobody up when nobody listens", async () => {
    await new Promise((done) => receiver.close(done));
    await openPull("unheard");
    const outcomes = () =>
      github.sandbox
        .deliveries()
        .slice(-3)
        .map(({ statusCode, status }) => [statusCode, status.split(":")[0]]);
    const failure = [0, "failed to connect to host"];
    await vi.waitFor(() => expect(outcomes()).toEqual([failure, failure, failure]), { timeout: 10_000 });
    expect(heard).toEqual([]);
  });
});
