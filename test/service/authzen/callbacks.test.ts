// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   PA4: An application names a callback address of its own choice, its host's name leads into the internal
//     network, or its server answers with a redirect (AuthZEN).
//   PA5: The receiver of callbacks hangs, fails for days, or answers without end.
//   PA6: A third party posts a callback to an application, or reads one.

import { randomBytes } from "node:crypto";
import { mkdtempSync, writeFileSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, it } from "vitest";
import type { Progress } from "../../../src/core/asking/progress.ts";
import { emptyLedger } from "../../../src/core/ledger/ledger.ts";
import type { NewTask } from "../../../src/service/authzen/access-requests.ts";
import type { PendingCallback } from "../../../src/service/authzen/callbacks/pending.ts";
import type { CallbackEntry } from "../../../src/service/authzen/contract/configuration.ts";
import { createDecisionPoint } from "../../../src/service/authzen/decision-point.ts";
import { listenForAuthzen } from "../../../src/service/authzen/listen.ts";
import { at } from "../../support/builders/ledger.ts";
import { createListener } from "../../support/builders/log.ts";
import { until } from "../../support/until.ts";

const url = "https://pdp.example.com";
const secret = `whsec_${randomBytes(32).toString("base64")}`;
const secrets = { SHOP: "s".repeat(32), MILL: "m".repeat(32), SHOP_KEY: secret };
const question = {
  subject: { type: "user", id: "alice" },
  action: { name: "read" },
  resource: { type: "record", id: "record-1" },
};
const granted = [
  { access: "record/record-1:read", state: "granted" as const, from: at(60), until: at(3660) },
];

const open: (() => void)[] = [];
afterEach(() => {
  for (const close of open.splice(0)) close();
});

interface Post {
  readonly path: string;
  readonly body: string;
  readonly headers: Record<string, string>;
}

/** An application's own server. */
async function receive(answer: (response: ServerResponse) => void = (response) => response.end()) {
  const posts: Post[] = [];
  const how = { answer };
  const server = createServer(async (request: IncomingMessage, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    posts.push({ path: request.url ?? "", body: Buffer.concat(chunks).toString(), headers });
    how.answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  open.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  return { posts, how, origin: `http://127.0.0.1:${port}` };
}

const newFile = (): string => join(mkdtempSync(join(tmpdir(), "callbacks-")), "callbacks.json");

interface Setting {
  readonly callback: CallbackEntry | undefined;
  readonly file?: string;
}

/** Hallpass, with requests whose state the test sets. */
async function start({ callback, file = newFile() }: Setting) {
  // The verifier of Standard Webhooks goes by the real time.
  const clock = { now: new Date() };
  const states = new Map<string, Progress["state"]>();
  const asked: NewTask[] = [];
  const point = createDecisionPoint(() => clock.now);
  point.hear(emptyLedger);
  const { log, lines } = createListener();
  const requests = {
    isOffered: () => true,
    open: async (task: NewTask) => {
      asked.push(task);
      states.set(task.task, "waiting");
      return { number: asked.length, url: `https://github.example.com/pull/${asked.length}` };
    },
    read: async (_caller: string, task: string) => {
      const state = states.get(task) ?? "waiting";
      const access = state === "granted" ? granted : [];
      return { url: "https://github.example.com/pull/1", progress: { state, says: "carol", access } };
    },
    listOpen: async () =>
      asked.flatMap(({ task }, index) => (states.get(task) === "waiting" ? [index + 1] : [])),
  };
  const callers = [
    {
      ...{ name: "shop", tokenFrom: "SHOP", providers: ["record"], mayAsk: true },
      ...(callback && { callback }),
    },
    { name: "mill", tokenFrom: "MILL", providers: ["record"], mayAsk: true },
  ];
  const listening = await listenForAuthzen({ port: 0, url, callers }, secrets, point, () => clock.now, {
    requests,
    callbacksFile: file,
    log,
  });
  open.push(listening.close);
  const call = async (path: string, body?: unknown, token = secrets.SHOP) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
    const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const response = await fetch(`${listening.url}${path}`, { headers, ...sent });
    const text = await response.text();
    return { status: response.status, body: text.startsWith("{") ? JSON.parse(text) : text };
  };
  const submit = async (callback: unknown, token = secrets.SHOP) => {
    const { context } = (await call("/access/v1/evaluation", question, token)).body;
    const { expires_at, binding_token } = context.access_request;
    return call(
      "/access/v1/requests",
      {
        ...{ ...question, context: { business_justification: "Stuck refunds" }, callback },
        denial: { evaluation_id: context.evaluation_id, expires_at, binding_token },
      },
      token,
    );
  };
  const kept = async (): Promise<PendingCallback[]> => JSON.parse(await readFile(file, "utf8"));
  return { ...listening, asked, call, clock, file, kept, lines, states, submit };
}

const to = (origin: string, more: Partial<CallbackEntry> = {}): CallbackEntry => ({
  ...{ urls: [`${origin}/hook`], secretFrom: "SHOP_KEY", networks: ["127.0.0.0/8"] },
  ...more,
});

describe("a callback", () => {
  it.each<[Progress["state"], string]>([
    ["granted", "approved"],
    ["closed", "denied"],
    ["refused", "failed"],
  ])(
    "PA6: tells a caller once, with its state and a signature, that its request is %s",
    async (state, status) => {
      const { posts, origin } = await receive();
      const app = await start({ callback: to(origin) });
      const { body } = await app.submit({ endpoint: `${origin}/hook`, state: "flow-1" });
      const { id } = body.task;
      app.callBackSoon();
      await app.call(`/access/v1/requests/${id}`);
      app.states.set(id, state);
      app.callBackSoon();
      const [post] = await until(
        "the callback",
        async () => posts,
        (all) => all.length > 0,
      );
      expect(post?.path).toBe("/hook");
      const told = new Webhook(secret).verify(post?.body ?? "", post?.headers ?? {});
      const status_endpoint = `${url}/access/v1/requests/${id}`;
      expect(told).toEqual({ state: "flow-1", task: { id, status, status_endpoint } });
      // A status that was polled a moment ago is not shown again.
      expect((await app.call(`/access/v1/requests/${id}`)).body.task.status).toBe(status);
      await until("nothing kept", app.kept, (all) => all.length === 0);
      app.callBackSoon();
      expect(posts).toHaveLength(1);
    },
  );

  it("is not sent for an end that the caller did not ask about", async () => {
    const { posts, origin } = await receive();
    const app = await start({ callback: to(origin) });
    const events = ["approved", "expired", "unheard-of", 7];
    const { body } = await app.submit({ endpoint: `${origin}/hook`, events });
    app.states.set(body.task.id, "closed");
    app.callBackSoon();
    await until("nothing kept", app.kept, (all) => all.length === 0);
    expect(posts).toEqual([]);
  });

  it("is sent by the next process, when the first one stopped before the end", async () => {
    const { posts, origin } = await receive();
    const first = await start({ callback: to(origin) });
    const { body } = await first.submit({ endpoint: `${origin}/hook`, state: "flow-1" });
    first.close();
    expect((await stat(first.file)).mode & 0o777).toBe(0o600);
    const second = await start({ callback: to(origin), file: first.file });
    second.states.set(body.task.id, "granted");
    second.callBackSoon();
    await until(
      "the callback",
      async () => posts,
      (all) => all.length === 1,
    );
    expect(JSON.parse(posts[0]?.body ?? "")).toMatchObject({ state: "flow-1", task: { id: body.task.id } });
  });

  it("is forgotten where the file cannot be read, and said so", async () => {
    const file = newFile();
    writeFileSync(file, '[{"task":7}]');
    const app = await start({ callback: to("http://127.0.0.1:9"), file });
    app.callBackSoon();
    expect(app.lines).toEqual(["warn: the callbacks cannot be read; their callers can poll"]);
  });

  it("is not sent after the configuration dropped its address", async () => {
    const { posts, origin } = await receive();
    const first = await start({ callback: to(origin) });
    const { body } = await first.submit({ endpoint: `${origin}/hook` });
    first.close();
    const second = await start({ callback: to(origin, { urls: [`${origin}/other`] }), file: first.file });
    second.states.set(body.task.id, "granted");
    second.callBackSoon();
    await until("nothing kept", second.kept, (all) => all.length === 0);
    expect(posts).toEqual([]);
    expect(second.lines).toEqual(["warn: HALLPASS_AUTHZEN no longer lists its address; nothing is sent"]);
  });
});

describe("the address of a callback", () => {
  const hook = "https://shop.example.com/hook";
  it.each([
    ["another path", "https://shop.example.com/hook/../admin"],
    ["another host", "https://evil.example.com/hook"],
    ["another port", "https://shop.example.com:8443/hook"],
    ["a plain connection", "http://shop.example.com/hook"],
    ["a query", "https://shop.example.com/hook?to=x"],
    ["a user", "https://user@shop.example.com/hook"],
    ["a cloud's metadata service", "http://169.254.169.254/latest/meta-data"],
    ["a file", "file:///etc/passwd"],
  ])("PA4: is one of the configuration: not %s", async (_what, endpoint) => {
    const app = await start({ callback: to("", { urls: [hook] }) });
    expect(await app.submit({ endpoint })).toMatchObject({
      status: 400,
      body: { type: "urn:openid:authzen:access-request:error:not_requestable" },
    });
    expect(app.asked).toEqual([]);
  });

  it("PA4: is of the caller's own list: another caller's counts for nothing", async () => {
    const app = await start({ callback: to("", { urls: [hook] }) });
    expect(await app.submit({ endpoint: hook }, secrets.MILL)).toMatchObject({
      status: 400,
      body: { detail: "HALLPASS_AUTHZEN allows this caller no callback: poll the status_endpoint." },
    });
    expect(app.asked).toEqual([]);
  });

  it.each([
    [7],
    [[]],
    [{}],
    [{ endpoint: "x" }],
    [{ endpoint: hook, state: 7 }],
    [{ endpoint: hook, state: "x".repeat(1025) }],
    [{ endpoint: hook, events: "approved" }],
    [{ endpoint: hook, events: Array(21).fill("approved") }],
  ])("comes in the shape of the profile: %#", async (callback) => {
    const app = await start({ callback: to("", { urls: [hook] }) });
    expect((await app.submit(callback)).status).toBe(400);
    expect(app.asked).toEqual([]);
  });

  it("PA4: leads into no network that the configuration does not list", async () => {
    const { posts, origin } = await receive();
    const app = await start({ callback: to(origin, { networks: [] }) });
    const { body } = await app.submit({ endpoint: `${origin}/hook` });
    app.states.set(body.task.id, "granted");
    app.callBackSoon();
    await until(
      "the failure",
      async () => app.lines,
      (lines) => lines.length > 0,
    );
    expect(posts).toEqual([]);
  });

  it("PA4: is left by no redirect", async () => {
    const inside = await receive();
    const { posts, origin } = await receive((response) =>
      response.writeHead(307, { location: `${inside.origin}/hook` }).end(),
    );
    const app = await start({ callback: to(origin) });
    const { body } = await app.submit({ endpoint: `${origin}/hook` });
    app.states.set(body.task.id, "granted");
    app.callBackSoon();
    await until(
      "the failure",
      async () => app.lines,
      (lines) => lines.length > 0,
    );
    expect([posts.length, inside.posts.length]).toEqual([1, 0]);
  });

  it.each<[Partial<CallbackEntry>, string]>([
    [{ urls: ["http://shop.example.com/hook"] }, "Write an address of https"],
    [{ urls: ["https://user:word@shop.example.com/hook"] }, "Write an address of https"],
    [{ secretFrom: "SHOP" }, "SHOP is no secret of Standard Webhooks"],
    [{ formerSecretFrom: "NONE" }, "the variable NONE is not set"],
    [{ networks: ["10.0.0.0"] }, '"10.0.0.0" is no network'],
  ])("is checked at the start: %j", async (more, message) => {
    const starting = start({ callback: to("https://shop.example.com", more) });
    await expect(starting).rejects.toThrow(message);
    await expect(starting).rejects.not.toThrow(/user:word|s{32}/u);
  });
});

describe("a receiver that fails", () => {
  it("PA5: is tried ten times, ever later, and each time with the same id", async () => {
    const { posts, origin } = await receive((response) => response.writeHead(503).end());
    const app = await start({ callback: to(origin) });
    const { body } = await app.submit({ endpoint: `${origin}/hook` });
    app.states.set(body.task.id, "granted");
    const waits: number[] = [];
    const nextTimes = (attempts: number) => async () =>
      (await app.kept()).filter((each) => each.attempts === attempts).map(({ nextAt = 0 }) => nextAt);
    for (let attempt = 1; attempt < 10; attempt += 1) {
      app.callBackSoon();
      const [nextAt = 0] = await until("the attempt", nextTimes(attempt), (times) => times.length === 1);
      waits.push((nextAt - app.clock.now.getTime()) / 60_000);
      app.clock.now = new Date(nextAt);
    }
    app.callBackSoon();
    await until("nothing kept", app.kept, (all) => all.length === 0);
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256]);
    expect(app.lines.at(-1)).toBe("error: the callback was never taken; the caller can poll");
    expect(posts).toHaveLength(10);
    expect(new Set(posts.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
  });

  it("PA5: is not tried before its time, and delays no other callback of the same caller", async () => {
    const { posts, how, origin } = await receive((response) => response.writeHead(503).end());
    const app = await start({ callback: to(origin) });
    const first = (await app.submit({ endpoint: `${origin}/hook`, state: "first" })).body.task.id;
    const second = (await app.submit({ endpoint: `${origin}/hook`, state: "second" })).body.task.id;
    app.states.set(first, "granted");
    app.callBackSoon();
    await until("the attempt", app.kept, (all) => all.some(({ attempts }) => attempts === 1));
    app.clock.now = new Date(app.clock.now.getTime() + 59_999);
    how.answer = (response) => response.end();
    app.states.set(second, "granted");
    app.callBackSoon();
    await until("one is left", app.kept, (all) => all.length === 1);
    expect(posts.map(({ body }) => JSON.parse(body).state)).toEqual(["first", "second"]);
    app.clock.now = new Date(app.clock.now.getTime() + 1);
    app.callBackSoon();
    await until("nothing kept", app.kept, (all) => all.length === 0);
    expect(posts.map(({ body }) => JSON.parse(body).state)).toEqual(["first", "second", "first"]);
  });

  it("PA5: that never answers delays no other caller's answer, and no stop", async () => {
    const { posts, origin } = await receive(() => undefined);
    const app = await start({ callback: to(origin) });
    const { body } = await app.submit({ endpoint: `${origin}/hook` });
    app.states.set(body.task.id, "granted");
    app.callBackSoon();
    await until(
      "the attempt",
      async () => posts,
      (all) => all.length === 1,
    );
    expect((await app.call("/access/v1/evaluation", question, secrets.MILL)).status).toBe(200);
    app.close();
  });

  it("PA5: that answers without end is not read", async () => {
    const endless = (response: ServerResponse): void => {
      const more = (): void => {
        while (response.write("x".repeat(65_536)));
        response.once("drain", more);
      };
      response.writeHead(200);
      more();
    };
    const { origin } = await receive(endless);
    const app = await start({ callback: to(origin) });
    const { body } = await app.submit({ endpoint: `${origin}/hook` });
    app.states.set(body.task.id, "granted");
    app.callBackSoon();
    await until("nothing kept", app.kept, (all) => all.length === 0);
    expect(app.lines).toEqual(["info: the caller was told"]);
  });
});
