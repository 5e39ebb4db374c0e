import { mkdtempSync, writeFileSync } from "node:fs";
import { request as requestTls } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { applyEntries, emptyLedger, type LedgerState } from "../../../src/core/ledger/ledger.ts";
import {
  type AuthzenConfiguration,
  parseAuthzen,
} from "../../../src/service/authzen/contract/configuration.ts";
import { hasRepeatedMember } from "../../../src/service/authzen/contract/repeated-member.ts";
import { createDecisionPoint } from "../../../src/service/authzen/decision-point.ts";
import { listenForAuthzen } from "../../../src/service/authzen/listen.ts";
import { at, grantedEntry, intentEntry, lease, START } from "../../support/builders/ledger.ts";
import { makeSelfSigned } from "../../support/self-signed.ts";

const TOKEN = "t".repeat(32);
const secrets = { SHOP_TOKEN: TOKEN };
const caller = { name: "shop", tokenFrom: "SHOP_TOKEN", providers: ["record"] };

/** A ledger on which each of these people may do this, until a minute after START. */
const allow = (...access: readonly (readonly [string, string, string, string])[]): LedgerState =>
  applyEntries(
    emptyLedger,
    access.flatMap(([principal, provider, resource, role], index) => {
      const entitlement = { provider, resource, role };
      const subject = { id: 1001 + index, login: principal };
      const each = lease({ request: `payments/${index}`, principal, subject, entitlement });
      return [intentEntry(each), grantedEntry(each, START, each.endsAt)];
    }),
  );

/** The core of the working group's fixture: certification/authorization-api-1_0-scenario.md of github.com/openid/authzen, section C-1-4. */
const fixture = allow(
  ["alice", "record", "record-1", "read"],
  ["alice", "record", "record-1", "write"],
  ["bob", "record", "record-1", "read"],
);

let stop = (): void => undefined;
afterEach(() => stop());

async function open(
  state: LedgerState | null = fixture,
  overrides: Partial<AuthzenConfiguration> = {},
  clock = { now: at(10) },
) {
  const point = createDecisionPoint(() => clock.now);
  if (state !== null) point.hear(state);
  const configuration = { port: 0, callers: [caller], ...overrides };
  const { url, close } = await listenForAuthzen(configuration, secrets, point, () => clock.now);
  stop = close;
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}/access/v1/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${TOKEN}`, ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
    const text = await response.text();
    const isJson = response.headers.get("content-type") === "application/json";
    return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
  };
  return { url, post, clock, point };
}

const alice = { type: "user", id: "alice" };
const bob = { type: "user", id: "bob" };
const read = { name: "read" };
const write = { name: "write" };
const record = (id: string) => ({ type: "record", id });
const permitted = { subject: alice, action: read, resource: record("record-1") };

describe("the certification scenario, Basic Core", () => {
  it.each([
    ["C-2-2-1", permitted, true],
    ["C-2-2-2", { subject: bob, action: write, resource: record("record-1") }, false],
    ["C-2-2-3", { ...permitted, context: { time: "2025-06-27T18:03-07:00", ip: "192.168.1.1" } }, true],
    [
      "C-2-2-8",
      {
        subject: { ...alice, properties: { department: "Sales", role: "manager" } },
        action: { ...read, properties: { method: "GET" } },
        resource: { ...record("record-1"), properties: { status: "active", owner: "bob" } },
      },
      true,
    ],
    ["C-2-2-9", { ...permitted, foo: "bar", futureField: { nested: true } }, true],
  ])("%s", async (_id, body, decision) => {
    const { post } = await open();
    expect(await post("evaluation", body)).toMatchObject({ status: 200, body: { decision } });
  });

  it.each([
    ["C-2-4-1", "no subject", { action: read, resource: record("record-1") }],
    ["C-2-4-1", "no action", { subject: alice, resource: record("record-1") }],
    ["C-2-4-1", "no resource", { subject: alice, action: read }],
    ["C-2-4-2", "a subject without type", { ...permitted, subject: { id: "alice" } }],
    ["C-2-4-2", "a subject without id", { ...permitted, subject: { type: "user" } }],
    ["C-2-4-2", "an action without name", { ...permitted, action: {} }],
    ["C-2-4-2", "a resource without type", { ...permitted, resource: { id: "record-1" } }],
    ["C-2-4-2", "a resource without id", { ...permitted, resource: { type: "record" } }],
    ["C-2-4-4", "malformed JSON", "{"],
    ["C-2-4-5", "no body", ""],
    ["C-2-4-6", "a text for the subject", { ...permitted, subject: "alice" }],
    ["C-2-4-6", "a number for the action's name", { ...permitted, action: { name: 123 } }],
    [
      "section 12.6",
      "a member twice",
      JSON.stringify(permitted).replace("{", '{"subject":{"type":"x","id":"y"},'),
    ],
    ["section 12.6", "an inherited member", '{"__proto__":{"subject":{"type":"user","id":"alice"}}}'],
    ["section 12.7", "a body of 64 kB", { ...permitted, context: { pad: "x".repeat(64 * 1024) } }],
  ])("%s: answers 400 to %s", async (_id, _what, body) => {
    const { post } = await open();
    expect((await post("evaluation", body)).status).toBe(400);
  });

  it("C-2-4-3: answers 400 to another content type", async () => {
    const { post } = await open();
    expect((await post("evaluation", permitted, { "content-type": "text/plain" })).status).toBe(400);
  });

  it("C-2-5: repeats the id of a request, and needs none", async () => {
    const { post } = await open();
    const { headers } = await post("evaluation", permitted, { "x-request-id": "bfe9eb29" });
    expect(headers.get("x-request-id")).toBe("bfe9eb29");
    expect((await post("evaluation", permitted)).status).toBe(200);
  });
});

describe("the certification scenario, Batch Core", () => {
  it.each([
    [
      "C-3-2-1",
      {
        subject: alice,
        action: read,
        evaluations: [{ resource: record("record-1") }, { resource: record("record-2") }],
      },
      [true, false],
    ],
    [
      "C-3-2-2",
      { subject: bob, resource: record("record-1"), evaluations: [{ action: read }, { action: write }] },
      [true, false],
    ],
    [
      "C-3-2-5",
      { evaluations: [permitted, { subject: bob, action: write, resource: record("record-1") }] },
      [true, false],
    ],
    ["C-3-2-7, without properties", { ...permitted, evaluations: [{}, { action: write }] }, [true, true]],
    [
      "C-3-4-1",
      {
        subject: alice,
        action: read,
        options: { evaluations_semantic: "execute_all" },
        evaluations: [{ resource: record("record-1") }, {}],
      },
      [true, false],
    ],
  ])("%s", async (_id, body, decisions) => {
    const { post } = await open();
    const answer = await post("evaluations", body);
    expect(answer).toMatchObject({
      status: 200,
      body: { evaluations: decisions.map((decision) => ({ decision })) },
    });
    expect(Object.hasOwn(answer.body, "decision")).toBe(false);
  });

  it.each([
    ["C-3-4-2", permitted],
    ["C-3-4-3", { ...permitted, evaluations: [] }],
  ])("%s: behaves as a single evaluation", async (_id, body) => {
    const { post } = await open();
    expect(await post("evaluations", body)).toMatchObject({ status: 200, body: { decision: true } });
  });

  it.each([
    ["deny_on_first_deny", [read, write, read], [true, false]],
    ["permit_on_first_permit", [write, read, write], [false, true]],
    ["deny_on_first_deny", [read, read], [true, true]],
    ["permit_on_first_permit", [write], [false]],
  ])("section 7.1.2.1: %s stops early", async (semantic, actions, decisions) => {
    const { post } = await open();
    const evaluations = actions.map((action) => ({ action }));
    const options = { evaluations_semantic: semantic };
    const { body } = await post("evaluations", {
      ...{ subject: bob, resource: record("record-1"), evaluations, options },
    });
    expect(body.evaluations.map(({ decision }: { decision: boolean }) => decision)).toEqual(decisions);
  });

  it.each([
    ["another semantic", { ...permitted, evaluations: [{}], options: { evaluations_semantic: "any" } }],
    ["no list", { ...permitted, evaluations: {} }],
    ["more than a hundred", { ...permitted, evaluations: Array.from({ length: 101 }, () => ({})) }],
  ])("answers 400 to %s", async (_what, body) => {
    const { post } = await open();
    expect((await post("evaluations", body)).status).toBe(400);
  });
});

describe("the working group's gateway vectors", () => {
  // interop/authzen-api-gateways/test-harness/test/decisions.json of github.com/openid/authzen: who may call which route of the Todo
  // application. The ids of its five people differ in one character; three of them may write.
  const people = ["A", "E", "I", "M", "Q"].map(
    (each) => `CiRmZD${each}2MTRkMy1jMzlhLTQ3ODEtYjdiZC04Yjk2ZjVhNTEwMGQSBWxvY2Fs`,
  );
  const routes = [
    ["GET", "/users/{userId}", 5],
    ["GET", "/todos", 5],
    ["POST", "/todos", 3],
    ["PUT", "/todos/{todoId}", 3],
    ["DELETE", "/todos/{todoId}", 3],
  ] as const;
  const vectors = people.flatMap((id, index) =>
    routes.map(([method, route, count]) => ({ id, method, route, expected: index < count })),
  );

  it("are decided as the group expects, where the ledger has a lease for each permission", async () => {
    const state = allow(
      ...vectors
        .filter(({ expected }) => expected)
        .map(({ id, method, route }) => [id, "route", route, method] as const),
    );
    const { post } = await open(state, { callers: [{ ...caller, providers: ["route"] }] });
    const evaluations = vectors.map(({ id, method, route }) => ({
      subject: { type: "user", id },
      action: { name: method },
      resource: { type: "route", id: route },
    }));
    const { body } = await post("evaluations", { evaluations });
    expect(body.evaluations.map(({ decision }: { decision: boolean }) => decision)).toEqual(
      vectors.map(({ expected }) => expected),
    );
  });
});

describe("a decision", () => {
  it("is true to the last millisecond of a lease and false from its end on", async () => {
    const { post, clock } = await open();
    const decide = async (seconds: number) => {
      clock.now = at(seconds);
      return (await post("evaluation", permitted)).body.decision;
    };
    expect([await decide(59.999), await decide(60)]).toEqual([true, false]);
  });

  it("changes with the state: a lease that was ended early is over at once", async () => {
    const { post, point } = await open();
    expect((await post("evaluation", permitted)).body.decision).toBe(true);
    point.hear(
      applyEntries(fixture, [{ kind: "ended", request: "payments/0", because: "command", at: at(10) }]),
    );
    expect((await post("evaluation", permitted)).body.decision).toBe(false);
  });

  it("may be about a GitHub account, by its id alone", async () => {
    const { post } = await open();
    const decide = async (subject: object) =>
      (await post("evaluation", { ...permitted, subject })).body.decision;
    expect(await decide({ type: "github", id: "1001" })).toBe(true);
    for (const id of ["1002", "01001", "1001.0", "1e3", "alice", "-1001", "9".repeat(20)])
      expect(await decide({ type: "github", id }), id).toBe(false);
    expect(await decide({ type: "service", id: "alice" })).toBe(false);
  });

  it("tells a caller nothing of providers that it may not ask about", async () => {
    const state = allow(["alice", "payroll", "salaries", "read"]);
    const { post } = await open(state);
    const question = { ...permitted, resource: { type: "payroll", id: "salaries" } };
    expect((await post("evaluation", question)).body).toEqual({
      decision: false,
      context: { reason: "NOT_ASKABLE" },
    });
  });

  it("tells the end where the caller is told it", async () => {
    const { post } = await open(fixture, { callers: [{ ...caller, tellUntil: true }] });
    expect((await post("evaluation", permitted)).body).toEqual({
      decision: true,
      context: { until: at(60).toISOString() },
    });
  });

  it("is none while the ledger has commits that cannot be trusted", async () => {
    const { post, point } = await open();
    point.hear(fixture, false);
    // What the worker hears of a round says nothing of it.
    point.hear(fixture);
    expect((await post("evaluation", permitted)).status).toBe(503);
    point.hear(fixture, true);
    expect((await post("evaluation", permitted)).status).toBe(200);
  });

  it("is none where the state is unknown or old: the caller gets an error", async () => {
    const unknown = await open(null);
    expect((await unknown.post("evaluation", permitted)).status).toBe(503);
    stop();
    const state = allow(["alice", "record", "record-1", "read"]);
    const { post, clock, point } = await open(state);
    clock.now = at(10 + 180);
    expect((await post("evaluation", permitted)).status).toBe(503);
    point.hear(state);
    expect(await post("evaluation", permitted)).toMatchObject({ status: 200, body: { decision: false } });
  });
});

describe("a body of one caller", () => {
  const nest = (depth: number, open: string, close: string, inner: string) =>
    `${open.repeat(depth)}${inner}${close.repeat(depth)}`;

  it.each([
    ["objects", nest(9_000, '{"a":', "}", "1")],
    ["lists", nest(30_000, "[", "]", "1")],
    ["members", `{${Array.from({ length: 5_000 }, (_, index) => `"k${index}":1`).join(",")}}`],
  ])(
    "with 60 kB of %s in its context gets an answer like any other, again and again",
    async (_what, value) => {
      const { post } = await open();
      const body = JSON.stringify(permitted).replace(/\}$/u, `,"context":{"deep":${value}}}`);
      for (let times = 0; times < 4; times += 1)
        expect(await post("evaluation", body)).toMatchObject({ status: 200, body: { decision: true } });
    },
  );

  it.each([
    ['{"a":{"b":1,"b":2}}', true],
    ['{"a":1,"\\u0061":2}', true],
    ['{"a":"\\"a\\":","b":[{"a":1},{"a":2}]}', false],
    ['{"a":{"a":{"a":1}},"b":"{\\"a\\":1,"}', false],
    ['{"a" : 1, "a" : 2}', true],
  ])("%s repeats a member: %s", (json, expected) => {
    JSON.parse(json);
    expect(hasRepeatedMember(json)).toBe(expected);
  });
});

describe("a caller", () => {
  it.each([
    ["no token", ""],
    ["another token", `Bearer ${"u".repeat(32)}`],
    ["the start of the token", `Bearer ${"t".repeat(31)}`],
    ["another scheme", `Basic ${TOKEN}`],
    ["two tokens", `Bearer ${TOKEN}, Bearer ${TOKEN}`],
  ])("with %s gets 401 and no decision", async (_what, authorization) => {
    const { post } = await open();
    const answer = await post("evaluation", permitted, { authorization });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    expect(answer.body).not.toContain("decision");
  });

  it("may show a certificate that the configuration names, and no other one", async () => {
    const [server, known, stranger] = ["127.0.0.1", "shop", "shop"].map(makeSelfSigned);
    if (server === undefined || known === undefined || stranger === undefined) throw new Error("No pair.");
    const dir = mkdtempSync(join(tmpdir(), "hallpass-authzen-"));
    const write = (name: string, text: string) => {
      writeFileSync(join(dir, name), text);
      return join(dir, name);
    };
    const { X509Certificate } = await import("node:crypto");
    const tls = {
      certificateFile: write("server.pem", server.cert),
      keyFile: write("server.key", server.key),
      clientAuthorityFile: write("clients.pem", `${known.cert}${stranger.cert}`),
    };
    const certificate = new X509Certificate(known.cert).fingerprint256;
    const { url } = await open(fixture, {
      tls,
      callers: [{ name: "shop", certificate, providers: ["record"] }],
    });
    const ask = (pair?: { key: string; cert: string }) =>
      new Promise<number | undefined>((resolve, reject) => {
        const headers = { "content-type": "application/json" };
        const options = {
          method: "POST",
          headers,
          ca: server.cert,
          checkServerIdentity: () => undefined,
          ...pair,
        };
        requestTls(`${url}/access/v1/evaluation`, options, ({ statusCode }) => resolve(statusCode))
          .on("error", reject)
          .end(JSON.stringify(permitted));
      });
    expect([await ask(known), await ask(stranger), await ask(), await ask(server)]).toEqual([
      200, 401, 401, 401,
    ]);
  });
});

describe("the metadata document", () => {
  const metadata = "/.well-known/authzen-configuration";

  it("names the endpoints under the public address, and none that is not there", async () => {
    const { url } = await open(fixture, { url: "https://pdp.example.com/" });
    expect(await (await fetch(url + metadata)).json()).toEqual({
      policy_decision_point: "https://pdp.example.com",
      access_evaluation_endpoint: "https://pdp.example.com/access/v1/evaluation",
      access_evaluations_endpoint: "https://pdp.example.com/access/v1/evaluations",
    });
  });

  it("is missing where the public address is not configured", async () => {
    const { url } = await open();
    expect((await fetch(url + metadata)).status).toBe(404);
    expect((await fetch(`${url}/access/v1/evaluation`)).status).toBe(405);
    expect((await fetch(`${url}/`)).status).toBe(404);
  });
});

describe("the configuration", () => {
  const parse = (value: unknown) => parseAuthzen(JSON.stringify(value), ["record"]);
  const fingerprint = Array.from({ length: 32 }, () => "AB").join(":");

  it("reads the callers", () => {
    expect(parse({ port: 3001, callers: [caller] })).toEqual({ port: 3001, callers: [caller] });
  });

  it.each([
    ["no caller", { port: 3001, callers: [] }, "fewer than 1 items"],
    ["no credential", { port: 3001, callers: [{ name: "a", providers: ["record"] }] }, "tokenFrom"],
    [
      "a token in the text",
      { port: 3001, callers: [{ ...caller, token: "hunter2" }] },
      '"token" is not known here',
    ],
    [
      "a provider that there is not",
      { port: 3001, callers: [{ ...caller, providers: ["crm"] }] },
      "It has record.",
    ],
    [
      "one name twice",
      { port: 3001, callers: [caller, { ...caller, tokenFrom: "B" }] },
      '"shop" stands there twice',
    ],
    [
      "one token twice",
      { port: 3001, callers: [caller, { ...caller, name: "b" }] },
      '"SHOP_TOKEN" stands there twice',
    ],
    [
      "a certificate without authorities",
      { port: 3001, callers: [{ name: "a", certificate: fingerprint, providers: ["record"] }] },
      "clientAuthorityFile is not set",
    ],
    [
      "an address without TLS",
      { port: 3001, url: "http://pdp.example.com", callers: [caller] },
      "/url: must match",
    ],
  ])("refuses %s", (_what, value, message) => {
    expect(() => parse(value)).toThrow(message);
    expect(() => parse(value)).not.toThrow("hunter2");
  });

  it("refuses two callers with one token", async () => {
    const callers = [caller, { ...caller, name: "other", tokenFrom: "OTHER_TOKEN" }];
    const env = { ...secrets, OTHER_TOKEN: TOKEN };
    const listening = listenForAuthzen(
      { port: 0, callers },
      env,
      createDecisionPoint(() => START),
      () => START,
    );
    await expect(listening).rejects.toThrow('("other"): another caller has the same token');
  });

  it.each([
    ["not set", {}, "is not set"],
    ["short", { SHOP_TOKEN: "hunter2" }, "has 7 characters"],
  ])("refuses a token that is %s, and does not repeat it", async (_what, env, message) => {
    const listening = listenForAuthzen(
      { port: 0, callers: [caller] },
      env,
      createDecisionPoint(() => START),
      () => START,
    );
    await expect(listening).rejects.toThrow(message);
    await expect(listening).rejects.not.toThrow("hunter2");
  });
});
