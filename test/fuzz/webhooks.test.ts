import { createHmac } from "node:crypto";
import { once } from "node:events";
import type { Server } from "node:http";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createHttpServer } from "../../src/service/http/server.ts";
import type { Heard } from "../../src/service/listener.ts";
import { deafSink } from "../support/deaf-sink.ts";
import { webhookConfig } from "../support/webhook-config.ts";
import { applyEdits, edits } from "./hostile-text.ts";
import { runsOf, UNLIMITED } from "./runs.ts";

const { webhookSecret: secret, repositoryId: OURS } = webhookConfig;
const alice = { id: 1001, login: "alice", type: "User" };
const checks = { app: { id: 1 }, pull_requests: [{ number: 12 }, { number: 13 }] };

const events = {
  pull_request: { action: "opened", number: 12 },
  pull_request_review: { action: "submitted", pull_request: { number: 12 } },
  push: { ref: "refs/heads/main" },
  check_run: { action: "rerequested", check_run: checks },
  check_suite: { action: "rerequested", check_suite: checks },
  repository: { action: "publicized" },
  team: { action: "edited" },
  organization: { action: "member_added", organization: { id: 9 } },
  issue_comment: {
    action: "created",
    issue: { number: 12, pull_request: {} },
    comment: {
      id: 501,
      body: "/hallpass check",
      user: alice,
      created_at: "2026-11-20T14:00:00Z",
      updated_at: "2026-11-20T14:00:00Z",
    },
    sender: alice,
  },
} as const;

type Call = { readonly does: string; readonly pull?: number };

let server: Server;
let origin: string;
const calls: Call[] = [];

beforeAll(async () => {
  const sink = {
    ...deafSink,
    hear: ({ pull }: Heard) => void calls.push({ does: "hear", pull }),
    hearTakenBack: ({ pull }: { pull: number }) => void calls.push({ does: "hear", pull }),
    reviewSoon: (pull: number) => void calls.push({ does: "review", pull }),
    reviewAllSoon: () => void calls.push({ does: "review all" }),
    reconcileSoon: () => void calls.push({ does: "reconcile" }),
    watchSoon: () => void calls.push({ does: "watch" }),
    lookAroundSoon: () => void calls.push({ does: "look around" }),
  };
  server = (await createHttpServer(webhookConfig, sink, () => true)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

/** Delivers it signed; what the server asked for because of it. */
async function deliver(event: string, body: Buffer): Promise<{ status: number; asked: readonly Call[] }> {
  calls.splice(0);
  const headers = {
    "content-type": "application/json",
    "x-github-event": event,
    "x-github-delivery": "d1",
    "x-hub-signature-256": `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`,
  };
  const { status } = await fetch(`${origin}/api/github/webhooks`, {
    method: "POST",
    headers,
    body: new Uint8Array(body),
  });
  return { status, asked: [...calls] };
}

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    ...[
      null,
      true,
      [],
      {},
      "",
      "12",
      "12/merge",
      0,
      -1,
      1.5,
      1e308,
      2 ** 53,
      78,
      77,
      13,
      [null],
      [{}],
      [{ number: 1e9 }],
    ],
    ...[
      { id: 77 },
      { id: 78 },
      { id: "77" },
      { id: 77, default_branch: null },
      { number: -12 },
      { toString: 1 },
    ],
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Which field of the payload, from the top down, becomes what; undefined = it is gone. */
const changes = fc.array(
  fc.record({
    steps: fc.array(fc.nat(6), { minLength: 1, maxLength: 4 }),
    value: fc.option(odd, { nil: undefined }),
  }),
  { maxLength: 3 },
);

function put(value: unknown, [step, ...rest]: readonly number[], odd: unknown): unknown {
  if (step === undefined || typeof value !== "object" || value === null) return odd;
  const entries = Object.entries(value);
  const chosen = entries[step % (entries.length || 1)]?.[0];
  const changed = entries.map(([key, each]) => [key, key === chosen ? put(each, rest, odd) : each] as const);
  return Array.isArray(value) ? changed.map(([, each]) => each) : Object.fromEntries(changed);
}

/** The repository a body is about, read by nobody but JSON; "none" when it names none. */
function repositoryOf(body: Buffer): unknown {
  try {
    const payload: unknown = JSON.parse(body.toString("utf8"));
    if (typeof payload !== "object" || payload === null || !("repository" in payload)) return "none";
    const { repository } = payload;
    return typeof repository === "object" && repository !== null && "id" in repository
      ? repository.id
      : "broken";
  } catch {
    return "unreadable";
  }
}

const ofOrganisation: readonly string[] = ["look around", "reconcile"];

function judge(body: Buffer, { status, asked }: { status: number; asked: readonly Call[] }): void {
  expect([200, 400, 500]).toContain(status);
  const about = repositoryOf(body);
  if (about === "none") expect(ofOrganisation).toEqual(expect.arrayContaining(asked.map(({ does }) => does)));
  else if (about !== OURS) expect(asked).toEqual([]);
  for (const { does, pull } of asked)
    if (does === "review" || does === "hear")
      expect([pull, Number.isSafeInteger(pull) && Number(pull) > 0]).toEqual([pull, true]);
}

describe("a signed webhook with a mutated body", () => {
  const event = fc.constantFrom(...(Object.keys(events) as (keyof typeof events)[]));
  const repository = fc.constantFrom(OURS, OURS, OURS, 78).map((id) => ({ id, default_branch: "main" }));
  const whole = (name: keyof typeof events, of: { id: number }) => ({ ...events[name], repository: of });

  it(
    "never asks for what is of another repository, and the server answers the next one",
    UNLIMITED,
    async () => {
      let heard = 0;
      await fc.assert(
        fc.asyncProperty(event, event, repository, changes, async (name, called, of, list) => {
          const payload = list.reduce<unknown>(
            (body, { steps, value }) => put(body, steps, value),
            whole(name, of),
          );
          const body = Buffer.from(JSON.stringify(payload) ?? "");
          const answer = await deliver(list.length > 1 ? called : name, body);
          judge(body, answer);
          heard += answer.asked.length;
        }),
        runsOf(300),
      );
      expect(heard).toBeGreaterThan(0);
      expect((await fetch(`${origin}/health`)).status).toBe(200);
    },
  );

  it("that is no JSON any more says nothing", UNLIMITED, async () => {
    await fc.assert(
      fc.asyncProperty(event, repository, edits, async (name, of, list) => {
        const body = Buffer.from(applyEdits(JSON.stringify(whole(name, of)), list));
        judge(body, await deliver(name, body));
      }),
      runsOf(300),
    );
    expect((await fetch(`${origin}/health`)).status).toBe(200);
  });
});
