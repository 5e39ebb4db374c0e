// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   PA2: An application asks for a person or an access that it was never told no about, or with the denial of
//     another application (AuthZEN).
//   PA3: An application in a loop, or one that was taken over, floods approvers with pull requests or GitHub
//     with questions.

import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { Progress } from "../../../src/core/asking/progress.ts";
import { emptyLedger } from "../../../src/core/ledger/ledger.ts";
import type { Log } from "../../../src/core/ports/log.ts";
import type { AccessRequests, NewTask } from "../../../src/service/authzen/access-requests.ts";
import { parseAuthzen } from "../../../src/service/authzen/contract/configuration.ts";
import { createDecisionPoint } from "../../../src/service/authzen/decision-point.ts";
import { listenForAuthzen } from "../../../src/service/authzen/listen.ts";
import { at } from "../../support/builders/ledger.ts";
import { silent } from "../../support/builders/log.ts";

const url = "https://pdp.example.com";
const secrets = { SHOP: "s".repeat(32), MILL: "m".repeat(32), BANK: "b".repeat(32) };
const callers = [
  { name: "shop", tokenFrom: "SHOP", providers: ["record"], mayAsk: true },
  { name: "mill", tokenFrom: "MILL", providers: ["record"], mayAsk: true },
  { name: "bank", tokenFrom: "BANK", providers: ["record"] },
];
const question = {
  subject: { type: "user", id: "alice" },
  action: { name: "read" },
  resource: { type: "record", id: "record-1" },
};
const why = { business_justification: "Stuck refunds" };

let stop = (): void => undefined;
afterEach(() => stop());

/** A desk that offers record-1, and remembers what was asked for. */
async function open(overrides: Partial<AccessRequests> = {}, log: Log = silent) {
  const clock = { now: at(0) };
  const asked: NewTask[] = [];
  const point = createDecisionPoint(() => clock.now);
  point.hear(emptyLedger);
  const requests: AccessRequests = {
    isOffered: ({ resource }) => resource.id === "record-1",
    open: async (task) => {
      asked.push(task);
      return { number: asked.length, url: `https://github.example.com/pull/${asked.length}` };
    },
    read: async () => undefined,
    listOpen: async () => [],
    ...overrides,
  };
  const listening = await listenForAuthzen({ port: 0, url, callers }, secrets, point, () => clock.now, {
    requests,
    callbacksFile: join(mkdtempSync(join(tmpdir(), "callbacks-")), "callbacks.json"),
    log,
  });
  stop = listening.close;
  const call = async (
    path: string,
    body?: unknown,
    { token = secrets.SHOP, ...more }: Record<string, string> = {},
  ) => {
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json", ...more };
    const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    const response = await fetch(`${listening.url}${path}`, { headers, ...sent });
    const text = await response.text();
    const type = response.headers.get("content-type") ?? "";
    return { status: response.status, body: type.includes("json") ? JSON.parse(text) : text, type, response };
  };
  const deny = async (token = secrets.SHOP) => {
    const { context } = (await call("/access/v1/evaluation", question, { token })).body;
    const { expires_at, binding_token } = context.access_request;
    return { evaluation_id: context.evaluation_id, expires_at, binding_token };
  };
  const submit = async (more: object = {}, headers: Record<string, string> = {}) =>
    call("/access/v1/requests", { ...question, context: why, denial: await deny(), ...more }, headers);
  return { asked, call, clock, deny, submit, hear: () => point.hear(emptyLedger) };
}

const problem = (name: string) => `urn:openid:authzen:access-request:error:${name}`;

describe("a denial", () => {
  it("can be asked for where a policy offers it, by a caller that may ask", async () => {
    const { call } = await open();
    const evaluate = async (resource: object, token = secrets.SHOP) =>
      (await call("/access/v1/evaluation", { ...question, resource }, { token })).body;
    expect(await evaluate(question.resource)).toEqual({
      decision: false,
      context: {
        reason: "NO_LIVE_LEASE",
        evaluation_id: expect.any(String),
        evaluated_at: "2026-11-20T14:00:00.000Z",
        access_request: {
          endpoint: `${url}/access/v1/requests`,
          expires_at: "2026-11-20T14:10:00.000Z",
          binding_token: expect.any(String),
          request_schema_url: `${url}/access/v1/requests/schema`,
        },
      },
    });
    const plain = { decision: false, context: { reason: "NO_LIVE_LEASE" } };
    expect(await evaluate({ type: "record", id: "record-2" })).toEqual(plain);
    expect(await evaluate(question.resource, secrets.BANK)).toEqual(plain);
    expect(await evaluate({ type: "other", id: "record-1" })).toMatchObject({
      context: { reason: "NOT_ASKABLE" },
    });
  });

  it("is announced in the metadata, with the schema of what to add", async () => {
    const { call } = await open();
    expect((await call("/.well-known/authzen-configuration")).body).toMatchObject({
      access_request_endpoint: `${url}/access/v1/requests`,
      capabilities: ["urn:openid:authzen:capability:access-request"],
    });
    expect((await call("/access/v1/requests/schema")).body.properties.context.required).toEqual([
      "business_justification",
    ]);
  });
});

describe("a submission", () => {
  it("PA3: opens one request for a denial, however often and however fast it is handed back", async () => {
    const { asked, deny, submit } = await open();
    const denial = await deny();
    const answers = await Promise.all([1, 2, 3].map(() => submit({ denial })));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 400, 400]);
    expect((await submit({ denial })).body.type).toBe(problem("invalid_denial_binding"));
    expect(asked).toHaveLength(1);
  });

  it("may come again with the same denial where nothing was opened, and the failure is in the log", async () => {
    let isDown = true;
    const lines: [object, string][] = [];
    const log = { ...silent, error: (fields: object, says: string) => void lines.push([fields, says]) };
    const { deny, submit } = await open(
      {
        open: async () => {
          if (isDown) throw new Error("GitHub is away");
          return { number: 1, url: "https://github.example.com/pull/1" };
        },
      },
      log,
    );
    const denial = await deny();
    expect((await submit({ denial }, { "x-request-id": "r-1" })).status).toBe(500);
    expect(lines).toMatchObject([
      [{ step: "authzen", request: "r-1", err: { message: "GitHub is away" } }, expect.any(String)],
    ]);
    isDown = false;
    expect((await submit({ denial })).status).toBe(202);
  });

  it("asks for the person, and gives a handle that only its caller can use", async () => {
    const progress: Progress = { state: "waiting", says: "Waiting for carol", access: [] };
    const page = "https://github.example.com/pull/1";
    const { asked, call, submit } = await open({
      read: async (caller) => (caller === "shop" ? { url: page, progress } : undefined),
    });
    const { status, body, response } = await submit();
    expect({ status, location: response.headers.get("location") }).toEqual({
      status: 202,
      location: body.task.status_endpoint,
    });
    expect(body.task).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/u),
      status: "pending",
      status_endpoint: `${url}/access/v1/requests/${body.task.id}`,
      links: { ticket: page },
    });
    expect(asked).toMatchObject([{ caller: "shop", task: body.task.id, reason: "Stuck refunds", question }]);
    const path = `/access/v1/requests/${body.task.id}`;
    expect(JSON.stringify((await call(path)).body)).not.toContain("carol");
    expect(await call(path, undefined, { token: secrets.MILL })).toMatchObject({
      status: 404,
      body: { type: problem("unknown_task") },
    });
  });

  it("PA2: counts only for the denial that this caller was given for exactly this", async () => {
    const { asked, deny, submit } = await open();
    const denial = await deny();
    const wrong = [
      { denial: undefined },
      { denial: { ...denial, binding_token: undefined } },
      { denial: { ...denial, binding_token: `${denial.binding_token}x` } },
      { denial: { ...denial, expires_at: "2027-01-01T00:00:00.000Z" } },
      { denial: { ...denial, evaluation_id: "another" } },
      { denial: await deny(secrets.MILL) },
      { denial, subject: { type: "user", id: "carol" } },
      { denial, subject: { type: "github", id: "alice" } },
      { denial, action: { name: "write" } },
      { denial, resource: { type: "record", id: "record-2" } },
    ];
    for (const each of wrong)
      expect(await submit(each)).toMatchObject({
        status: 400,
        type: "application/problem+json",
        body: { type: problem("invalid_denial_binding"), status: 400 },
      });
    expect(asked).toEqual([]);
  });

  it("comes too late ten minutes after the denial", async () => {
    const { clock, deny, hear, submit } = await open();
    const denial = await deny();
    clock.now = at(600);
    hear();
    expect((await submit({ denial })).status).toBe(202);
    clock.now = at(601);
    expect(await submit({ denial })).toMatchObject({
      status: 410,
      body: { type: problem("expired_denial") },
    });
  });

  it("waits for the state of the ledger to be known", async () => {
    const { call, clock, deny } = await open();
    const denial = await deny();
    clock.now = at(300);
    const body = { ...question, context: why, denial };
    expect((await call("/access/v1/requests", body)).status).toBe(503);
  });

  it.each([
    [{ items: [] }, "not_requestable"],
    [{ callback: { endpoint: "https://shop.example.com/hook" } }, "not_requestable"],
    [{ requested_access: { requested_until: "2026-11-21T00:00:00Z" } }, "not_requestable"],
    [{ requested_access: { emergency: true } }, "not_requestable"],
  ])("with what nobody would do is refused: %j", async (more, name) => {
    const { asked, submit } = await open();
    expect(await submit(more)).toMatchObject({ status: 400, body: { type: problem(name) } });
    expect(asked).toEqual([]);
  });

  it.each([
    [{}],
    [{ business_justification: 7 }],
    [{ business_justification: " " }],
    [{ business_justification: "x".repeat(2001) }],
  ])("needs a reason of a sensible length: %#", async (context) => {
    const { asked, submit } = await open();
    expect(await submit({ context })).toMatchObject({ status: 400 });
    expect(asked).toEqual([]);
  });

  it("PA2: by a caller that may only evaluate, or by a stranger, asks for nobody", async () => {
    const { asked, submit } = await open();
    expect((await submit({}, { token: secrets.BANK })).status).toBe(403);
    expect((await submit({}, { token: "x".repeat(32) })).status).toBe(401);
    expect(asked).toEqual([]);
  });

  it("that no policy allows is refused with the reason", async () => {
    const { submit } = await open({ open: async () => ({ refused: "No policy lets alice ask for it." }) });
    expect(await submit()).toMatchObject({
      status: 400,
      body: { type: problem("not_requestable"), detail: "No policy lets alice ask for it." },
    });
  });

  it("with the same Idempotency-Key is the same, and with another body an error", async () => {
    const { asked, deny, submit } = await open();
    const denial = await deny();
    const key = { "idempotency-key": "k1" };
    const [first, second] = await Promise.all([submit({ denial }, key), submit({ denial }, key)]);
    expect(second.body).toEqual(first.body);
    expect(asked).toHaveLength(1);
    expect(await submit({ denial, context: { business_justification: "Another" } }, key)).toMatchObject({
      status: 409,
      body: { type: problem("duplicate_request") },
    });
  });

  it("that failed can be sent again with the same Idempotency-Key", async () => {
    let calls = 0;
    const { deny, submit } = await open({
      open: async () => {
        calls += 1;
        if (calls === 1) throw new Error("GitHub is away, with ghp_secret");
        return { number: 1, url: "https://github.example.com/pull/1" };
      },
    });
    const denial = await deny();
    const failed = await submit({ denial }, { "idempotency-key": "k1" });
    expect({ status: failed.status, body: failed.body }).toEqual({
      status: 500,
      body: "The request failed.\n",
    });
    expect((await submit({ denial }, { "idempotency-key": "k1" })).status).toBe(202);
  });

  it("PA3: opens no more pull requests than people can read", async () => {
    const { asked, submit } = await open();
    const answers = [];
    for (let each = 0; each < 25; each += 1) answers.push((await submit()).status);
    expect(answers).toEqual([...Array(20).fill(202), ...Array(5).fill(429)]);
    expect(asked).toHaveLength(20);
  });
});

describe("the status of a request", () => {
  const access = [
    { access: "record/record-1:read", state: "granted" as const, from: at(60), until: at(3660) },
  ];
  it.each<[Progress["state"], Progress["access"], string]>([
    ["waiting", [], "pending"],
    ["failing", [], "pending"],
    ["merged", [], "pending"],
    ["closed", [], "denied"],
    ["refused", [], "failed"],
    ["granted", access, "approved"],
    ["ended", access, "approved"],
  ])("of one that is %s", async (state, given, status) => {
    const task = { url: "https://github.example.com/pull/1", progress: { state, says: "", access: given } };
    const { call } = await open({ read: async () => task });
    const { body, response } = await call("/access/v1/requests/7b8d0f0d-65a1-4af1-9fd3-a684f08a5d13");
    expect(body.task.status).toBe(status);
    expect(response.headers.get("retry-after")).toBe(status === "pending" ? "10" : null);
    expect(body.result).toEqual(
      status === "approved"
        ? {
            mode: "reevaluate",
            approval: {
              id: expect.any(String),
              approved_at: "2026-11-20T14:01:00.000Z",
              approved_until: "2026-11-20T15:01:00.000Z",
            },
          }
        : undefined,
    );
  });

  it("costs GitHub one look in five seconds, however often it is asked", async () => {
    let looks = 0;
    const progress: Progress = { state: "waiting", says: "", access: [] };
    const { call, clock } = await open({
      read: async () => {
        looks += 1;
        return { url: "https://github.example.com/pull/1", progress };
      },
    });
    const path = "/access/v1/requests/7b8d0f0d-65a1-4af1-9fd3-a684f08a5d13";
    for (let each = 0; each < 5; each += 1) await call(path);
    expect(looks).toBe(1);
    clock.now = at(5);
    await call(path);
    expect(looks).toBe(2);
  });

  it.each(["x", "../evaluation", "7b8d0f0d-65a1-4af1-9fd3-a684f08a5d13%2f"])(
    "of something else is unknown: %s",
    async (id) => {
      const { call } = await open({ read: () => Promise.reject(new Error("looked")) });
      expect((await call(`/access/v1/requests/${id}`)).status).toBeGreaterThanOrEqual(404);
    },
  );
});

it("a caller may ask only where the public address is known", () => {
  const text = JSON.stringify({ port: 0, callers: [callers[0]] });
  expect(() => parseAuthzen(text, ["record"])).toThrow(
    'HALLPASS_AUTHZEN/callers ("shop"): mayAsk needs HALLPASS_AUTHZEN/url',
  );
});
