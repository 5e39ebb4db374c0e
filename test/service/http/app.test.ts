// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   X35: An event comes from another repository that has the App.

import { createHmac } from "node:crypto";
import { once } from "node:events";
import type { Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createHttpServer } from "../../../src/service/http/server.ts";
import type { Heard } from "../../../src/service/listener.ts";
import { deafSink } from "../../support/deaf-sink.ts";
import { webhookConfig } from "../../support/webhook-config.ts";

const secret = webhookConfig.webhookSecret;

let server: Server;
let url: string;
const asked: string[] = [];
const logged: { fields: object; message: string }[] = [];
const log = {
  info: (fields: object, message: string) => void logged.push({ fields, message }),
  warn() {},
  error: (fields: object, message: string) => void logged.push({ fields, message }),
};

beforeAll(async () => {
  const sink = {
    ...deafSink,
    hear: ({ kind, pull, comment, author, isOpen, delivery }: Heard) =>
      void asked.push(
        `${kind} #${pull} ${isOpen ? "open" : "closed"} by ${author.login} in ${comment}, ${delivery}`,
      ),
    hearTakenBack: ({ pull, by }: { pull: number; by: number }) =>
      void asked.push(`end on #${pull} taken back by ${by}`),
    hearEdit: ({ pull, by }: { pull: number; by: number }) => void asked.push(`edit of #${pull} by ${by}`),
    hearIssue: ({ issue, by }: { issue: number; by: number }) => void asked.push(`issue #${issue} by ${by}`),
    hearPush: ({ branch, after, by }: { branch: string; after: string; by: number }) =>
      void asked.push(`push of ${after} to ${branch} by ${by}`),
    skipDelivery: (delivery: string) => void asked.push(`skip ${delivery}`),
    reviewSoon: (pull: number) => void asked.push(`review #${pull}`),
    reviewAllSoon: () => void asked.push("review all"),
    reconcileSoon: () => void asked.push("reconcile"),
    watchSoon: () => void asked.push("watch"),
    lookAroundSoon: () => void asked.push("look around"),
  };
  server = (await createHttpServer(webhookConfig, sink, () => true, { log })).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/api/github/webhooks`;
});
beforeEach(() => {
  asked.splice(0);
  logged.splice(0);
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

async function deliver(event: string, payload: unknown): Promise<number> {
  const body = JSON.stringify(payload);
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  const headers = {
    "content-type": "application/json",
    "x-github-event": event,
    "x-github-delivery": "d1",
    "x-hub-signature-256": `sha256=${signature}`,
  };
  return (await fetch(url, { method: "POST", headers, body })).status;
}

const repository = (id: number) => ({ repository: { id, default_branch: "main" } });

describe("an event says: look again", () => {
  const ofApp = (id: number, pulls: number[]) => ({
    app: { id },
    pull_requests: pulls.map((number) => ({ number })),
  });
  const takenBack = (action: string, body: string, from?: string) => ({
    action,
    ...(from !== undefined && { changes: { body: { from } } }),
    issue: { number: 12, pull_request: {} },
    comment: { body, user: { id: 5, type: "User" }, created_at: "a", updated_at: from ? "b" : "a" },
    sender: { id: 6, type: "User" },
  });
  const events: [string, object, string[]][] = [
    ["pull_request", { action: "opened", number: 12 }, ["review #12"]],
    ["pull_request", { action: "closed", number: 12 }, ["review #12", "reconcile", "watch"]],
    [
      "issues",
      { action: "closed", issue: { number: 7 }, sender: { id: 1001, type: "User" } },
      ["watch", "issue #7 by 1001"],
    ],
    ["issues", { action: "closed", issue: { number: 7 }, sender: { id: 7, type: "Bot" } }, ["watch"]],
    ["issues", { action: "reopened", issue: { number: 7 } }, ["watch"]],
    [
      "pull_request",
      {
        action: "closed",
        number: 12,
        pull_request: { head: { ref: "hallpass/ask/i7" } },
        sender: { id: 1003 },
      },
      ["issue #7 by 1003", "review #12", "reconcile", "watch"],
    ],
    ["issues", { action: "opened", issue: { number: 7 }, sender: { id: 1001 } }, ["issue #7 by 1001"]],
    ["issues", { action: "opened", issue: { number: "7" }, sender: { id: 1001 } }, []],
    ["issues", { action: "labeled", issue: { number: 7 } }, []],
    ["issues", { action: "edited", issue: { number: 7 } }, []],
    ["issue_comment", takenBack("deleted", "/hallpass end"), ["end on #12 taken back by 6"]],
    ["issue_comment", takenBack("deleted", "Thanks!"), []],
    ["issue_comment", takenBack("edited", "Thanks!", "/hallpass end"), ["end on #12 taken back by 6"]],
    ["issue_comment", takenBack("edited", "/hallpass end", "Thanks!"), []],
    ["pull_request_review", { action: "submitted", pull_request: { number: 12 } }, ["review #12"]],
    ["pull_request_review_thread", { action: "resolved", pull_request: { number: 12 } }, ["review #12"]],
    ["push", { ref: "refs/heads/main" }, ["reconcile"]],
    ["push", { ref: "refs/heads/a/b", after: "h1", sender: { id: 5 } }, ["push of h1 to a/b by 5"]],
    ["pull_request", { action: "edited", number: 12, sender: { id: 5 } }, ["edit of #12 by 5"]],
    ["pull_request", { action: "synchronize", number: 12 }, ["review #12"]],
    ["check_run", { action: "rerequested", check_run: ofApp(1, [12, 13]) }, ["review #12", "review #13"]],
    ["check_run", { action: "rerequested", check_run: ofApp(1, []) }, ["review all"]],
    ["check_suite", { action: "rerequested", check_suite: ofApp(1, [12]) }, ["review #12"]],
    ["check_suite", { action: "rerequested", check_suite: ofApp(1, []) }, ["review all"]],
    ["repository_ruleset", { action: "edited" }, ["look around", "reconcile"]],
    ["repository", { action: "publicized" }, ["look around", "reconcile"]],
    ["member", { action: "added" }, ["look around", "reconcile"]],
    ["team", { action: "edited" }, ["look around", "reconcile"]],
  ];

  it.each(events)(
    "X35: %s %j → %j, and nothing when it is of another repository",
    async (event, payload, wanted) => {
      expect(await deliver(event, { ...payload, ...repository(78) })).toBe(200);
      expect(asked).toEqual([]);
      expect(await deliver(event, { ...payload, ...repository(77) })).toBe(200);
      expect(asked).toEqual(wanted);
    },
  );

  it.each(["organization", "membership", "team", "repository_ruleset"])(
    "%s of the whole organisation names no repository, and is heard",
    async (event) => {
      expect(await deliver(event, { action: "edited", organization: { id: 9 } })).toBe(200);
      expect(asked).toEqual(["look around", "reconcile"]);
    },
  );

  it.each([
    ["installation", "suspend", true],
    ["installation", "deleted", true],
    ["installation_repositories", "removed", true],
    ["installation", "unsuspend", false],
    ["installation", "created", false],
    ["installation", "new_permissions_accepted", false],
    ["installation_repositories", "added", false],
  ])("%s, %s: is logged, as an alert: %j", async (event, action, isAlert) => {
    logged.splice(0);
    const payload = { action, installation: { id: 8001 }, sender: { login: "olga" } };
    expect(await deliver(event, payload)).toBe(200);
    expect(asked).toEqual(["look around", "reconcile"]);
    expect(logged).toEqual([
      {
        fields: {
          ...{ step: "installation", event, action, installation: 8001, by: "olga" },
          ...(isAlert && { alert: true, code: "INSTALLATION_LOST" }),
        },
        message: isAlert ? "the App lost its access to repositories" : "the App's installation changed",
      },
    ]);
    logged.splice(0);
  });

  it.each<[string, string, object]>([
    ["a tag", "push", { ref: "refs/tags/main" }],
    ["a push to the ledger", "push", { ref: "refs/heads/access-ledger" }],
    ["a deleted branch", "push", { ref: "refs/heads/other", deleted: true }],
    ["a label", "pull_request", { action: "labeled", number: 12 }],
    ["a requested review", "pull_request", { action: "review_requested", number: 12 }],
    ["an edit of a number that is none", "pull_request", { action: "edited", number: 0 }],
    ["another app's check", "check_run", { action: "rerequested", check_run: ofApp(2, [12]) }],
    ["another app's checks", "check_suite", { action: "rerequested", check_suite: ofApp(2, []) }],
    ["a check that was made", "check_run", { action: "created", check_run: ofApp(1, [12]) }],
    ["a number that is none", "pull_request", { action: "opened", number: "12/merge" }],
    ["an event nobody asked for", "star", { action: "created" }],
  ])("%s says nothing", async (_name, event, payload) => {
    expect(await deliver(event, { ...payload, ...repository(77) })).toBe(200);
    expect(asked).toEqual([]);
  });

  it("an event with nothing in it does no harm", async () => {
    expect(await deliver("pull_request", {})).toBe(200);
    expect(await deliver("check_run", { action: "rerequested", ...repository(77) })).toBe(500);
    expect(asked).toEqual([]);
    expect(await deliver("push", { ref: "refs/heads/main", ...repository(77) })).toBe(200);
  });

  it("a handler that fails is logged, with the event", async () => {
    expect(await deliver("check_run", { action: "rerequested", ...repository(77) })).toBe(500);
    expect(logged).toMatchObject([
      { fields: { step: "webhook", event: "check_run" }, message: "a webhook could not be handled" },
    ]);
    expect(logged[0]?.fields).toHaveProperty("err");
  });

  it.each<[string, unknown]>([
    ["pull_request", null],
    ["pull_request", "x"],
    ["pull_request", 7],
    ["pull_request", [{ action: "opened" }]],
    ["__proto__", { action: "opened", ...repository(77) }],
    ["error", { action: "opened", ...repository(77) }],
    ["constructor", { action: "opened", ...repository(77) }],
    ["", { action: "opened", ...repository(77) }],
  ])("what is signed and no event is refused as the sender's mistake: %s %j", async (event, payload) => {
    expect(await deliver(event, payload)).toBe(400);
    expect([asked, logged]).toEqual([[], []]);
  });
});

describe("a comment", () => {
  const alice = { id: 1001, login: "alice", type: "User" };
  const comment = (overrides: object = {}) => ({
    id: 501,
    body: "/hallpass check",
    user: alice,
    created_at: "2026-11-20T14:00:00Z",
    updated_at: "2026-11-20T14:00:00Z",
    ...overrides,
  });
  const event = (overrides: object = {}) => ({
    action: "created",
    issue: { number: 12, state: "open", pull_request: {} },
    comment: comment(),
    sender: alice,
    ...repository(77),
    ...overrides,
  });

  it.each([
    ["check", "/hallpass check", ["skip d1", "check #12 open by alice in 501, d1"]],
    ["check", "\r\n/hallpass check \n", ["skip d1", "check #12 open by alice in 501, d1"]],
    ["end", "/hallpass end", ["end #12 open by alice in 501, d1"]],
    ["help", "/hallpass help", ["skip d1", "help #12 open by alice in 501, d1"]],
    ...[
      "/Hallpass end",
      "/hallpass  end",
      "/hallpass end.",
      "/hallpass end please",
      "/hallpass end\nThanks!",
      "`/hallpass end`",
      "**/hallpass end**",
      "/ hallpass end",
      "> /hallpass end",
      "/hallpass revoke",
      "/hallpass",
    ].map((body): [string, string, string[]] => [
      "unclear",
      body,
      ["skip d1", "unclear #12 open by alice in 501, d1"],
    ]),
  ])("asks for %s when it says %j", async (_kind, body, wanted) => {
    expect(await deliver("issue_comment", event({ comment: comment({ body }) }))).toBe(200);
    expect(asked).toEqual(wanted);
  });

  it.each([
    "Thanks!",
    "Use /hallpass end when you are done",
    "> /hallpass end\n\nDid that work?",
    "/hallpasses",
    "hallpass end",
    "",
  ])("asks for nothing when it says %j", async (body) => {
    expect(await deliver("issue_comment", event({ comment: comment({ body }) }))).toBe(200);
    expect(asked).toEqual(["skip d1"]);
  });

  it("in an issue has the issue read when it ends, and does nothing else there", async () => {
    const issue = { number: 7, state: "open" };
    for (const body of ["/hallpass end", "/hallpass check", "Thanks!"])
      expect(await deliver("issue_comment", event({ issue, comment: comment({ body }) }))).toBe(200);
    expect(asked.filter((each) => !each.startsWith("skip"))).toEqual(["issue #7 by 1001"]);
  });

  it("in an issue that asks for access is told where to say anything but the end", async () => {
    const issue = { number: 7, state: "open", labels: [{ name: "bug" }, { name: "access request" }] };
    for (const body of ["/hallpass status", "/hallpass extend 1h", "Thanks!", "/hallpass end"])
      expect(await deliver("issue_comment", event({ issue, comment: comment({ body }) }))).toBe(200);
    expect(asked.filter((each) => !each.startsWith("skip"))).toEqual([
      "elsewhere #7 open by alice in 501, d1",
      "elsewhere #7 open by alice in 501, d1",
      "issue #7 by 1001",
    ]);
  });

  it("is told of when it becomes a command by an edit, which does not count", async () => {
    const edited = comment({ body: "/hallpass end", updated_at: "2026-11-20T14:00:01Z" });
    const payload = { action: "edited", comment: edited, changes: { body: { from: "hello" } } };
    expect(await deliver("issue_comment", event(payload))).toBe(200);
    expect(asked).toEqual(["edited #12 open by alice in 501, d1"]);
    asked.splice(0);
    const again = { ...payload, changes: { body: { from: "/hallpass and" } } };
    expect(await deliver("issue_comment", event(again))).toBe(200);
    expect(asked).toEqual([]);
  });

  it.each([
    [
      "was edited by somebody else",
      event({
        action: "edited",
        changes: { body: { from: "hello" } },
        sender: { id: 1003, login: "carol", type: "User" },
      }),
    ],
    ["was edited before it was heard", event({ comment: comment({ updated_at: "2026-11-20T14:00:01Z" }) })],
    ["tells of changes", event({ changes: { body: { from: "hello" } } })],
    ["was deleted", event({ action: "deleted" })],
    ["is another's than the sender's", event({ sender: { id: 1003, type: "User" } })],
    [
      "is a bot's",
      event({ sender: { id: 5, type: "Bot" }, comment: comment({ user: { id: 5, type: "Bot" } }) }),
    ],
    ["is nobody's", event({ comment: comment({ user: null }) })],
    ["is on an issue", event({ issue: { number: 12 } })],
    ["is of another repository", event(repository(78))],
  ])("says nothing when it %s", async (_name, payload) => {
    expect(await deliver("issue_comment", payload)).toBe(200);
    expect(asked.filter((each) => each !== "skip d1")).toEqual([]);
  });
});
