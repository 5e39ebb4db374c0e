// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   HH6: The lent role owns the database that Hallpass connects to: its holder locks all others out, or sets
//     an option that makes every connection fail.

import { randomBytes, randomUUID } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pick } from "../support/http.ts";
import { type ReceiverState, type RunningReceiver, startReceiver } from "./receiver.ts";

const makeSecret = (): string => `whsec_${randomBytes(32).toString("base64")}`;
const [current, former] = [makeSecret(), makeSecret()];

const reader = { resource: "merger", role: "reader" };
const empty: ReceiverState = {
  ...{ instance: "i1", people: { alice: "u1", eve: "u2" }, entitlements: [reader], grants: {} },
};
const ids = { instance: "i1", principal: "u1", entitlement: JSON.stringify(reader) };
const later = (seconds: number): Date => new Date(Date.now() + seconds * 1000);
const change = { principal: "alice", entitlement: reader, ids, expiresAt: later(3600).toISOString() };

let receiver: RunningReceiver;
beforeAll(async () => {
  receiver = await startReceiver(`${current} ${former}`, empty);
});
afterAll(() => receiver.stop());
beforeEach(() => receiver.change(() => empty));

interface Sent {
  readonly headers: Record<string, string>;
  readonly body: string;
}

/** A message that an independent library signs. `at` is when. */
function compose(type: string, data: object, { id = "hp_1", at = new Date(), secret = current } = {}): Sent {
  const message = { type: `access.${type}`, id, attempt: randomUUID(), timestamp: at.toISOString(), data };
  const body = JSON.stringify(message);
  return {
    body,
    headers: {
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
      "webhook-signature": new Webhook(secret).sign(id, at, body),
    },
  };
}

const post = ({ headers, body }: Sent) => fetch(receiver.url, { method: "POST", headers, body });

/** Its answer, which the library verifies. */
async function ask(sent: Sent, secret = current): Promise<unknown> {
  const response = await post(sent);
  expect(response.status).toBe(200);
  const text = await response.text();
  const verified = new Webhook(secret).verify(text, Object.fromEntries(response.headers));
  expect(verified).toMatchObject({
    id: sent.headers["webhook-id"],
    attempt: pick(JSON.parse(sent.body), "attempt"),
  });
  return pick(verified, "result") ?? pick(verified, "error", "code");
}

const listHolders = async () =>
  pick(await ask(compose("list", { entitlements: [reader] }, { id: "hp_list" })), "grants", 0, "principal");

it("the example receiver has at most 60 lines", () => {
  const url = new URL("../../docs/examples/webhook-receiver.mjs", import.meta.url);
  expect(readFileSync(url, "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(60);
});

it("HH6: a stranger's message with thousands of signatures does not keep the example receiver busy", async () => {
  const many = "a ".repeat(7_500);
  const body = "x".repeat(900_000);
  const headers = { ...compose("describe", {}).headers, "webhook-signature": many };
  expect((await post({ headers, body })).status).toBe(401);
  expect(await listHolders()).toBeUndefined();
});

describe("the example receiver obeys", () => {
  it.each([
    ["the secret in use", current],
    ["the former one", former],
  ])("a message with %s, and its answer can be verified with both", async (_, secret) => {
    expect(await ask(compose("hold", change, { secret }), current)).toMatchObject({
      state: "held",
      changed: true,
    });
    expect(await ask(compose("revoke", change, { secret, id: "hp_2" }), former)).toMatchObject({
      state: "gone",
    });
  });
});

describe("the example receiver does nothing for", () => {
  const right = () => compose("hold", change);
  const changed = (headers: Record<string, string>, body?: string): Sent => {
    const sent = right();
    return { headers: { ...sent.headers, ...headers }, body: body ?? sent.body };
  };
  it.each<[string, () => Sent]>([
    ["nobody's signature", () => ({ ...right(), headers: {} })],
    ["somebody else's signature", () => compose("hold", change, { secret: makeSecret() })],
    ["a signature in other letters", () => changed({ "webhook-signature": `v1,${"é".repeat(44)}` })],
    ["an empty signature", () => changed({ "webhook-signature": "" })],
    ["another id", () => changed({ "webhook-id": "hp_2" })],
    ["another time", () => changed({ "webhook-timestamp": String(Math.floor(Date.now() / 1000) + 1) })],
    ["a time that is none", () => changed({ "webhook-timestamp": "soon" })],
    ["another body", () => changed({}, right().body.replace("alice", "eve"))],
    ["a message of six minutes ago", () => compose("hold", change, { at: later(-360) })],
    ["a message of six minutes ahead", () => compose("hold", change, { at: later(360) })],
    ["a body of a megabyte", () => compose("hold", { ...change, padding: "x".repeat(1_000_000) })],
  ])("%s", async (_, make) => {
    expect((await post(make())).status).toBe(401);
    expect(receiver.read()).toEqual(empty);
  });

  it.each(["constructor", "payroll"])("an operation that it does not have: %s", async (type) => {
    expect(await ask(compose(type, change))).not.toMatchObject({ state: "held" });
    expect(receiver.read()).toEqual(empty);
  });
});

describe("the example receiver", () => {
  it("does a repeat once, and answers it alike", async () => {
    const first = compose("hold", change);
    expect(await ask(first)).toMatchObject({ state: "held", changed: true });
    const { mtimeMs } = statSync(receiver.file);
    expect(await ask(compose("hold", change))).toMatchObject({ state: "held", changed: false });
    expect(statSync(receiver.file).mtimeMs).toBe(mtimeMs);
  });

  it("reaches the state again when somebody undid it in between", async () => {
    await ask(compose("hold", change));
    receiver.change(() => empty);
    expect(await ask(compose("hold", change))).toMatchObject({ state: "held", changed: true });
    expect(await listHolders()).toBe("alice");
  });

  it("holds, revokes and holds again under the same ids", async () => {
    for (const round of [1, 2]) {
      expect(await ask(compose("hold", change, { id: "hp_hold" })), `${round}`).toMatchObject({
        changed: true,
      });
      expect(await listHolders()).toBe("alice");
      expect(await ask(compose("revoke", change, { id: "hp_revoke" })), `${round}`).toMatchObject({
        changed: true,
      });
      expect(await listHolders()).toBeUndefined();
    }
  });

  it("gives nothing for a grant that was recorded, or came late, after the revocation", async () => {
    const recorded = compose("hold", change, { at: later(-2) });
    await ask(recorded);
    await ask(compose("revoke", change, { id: "hp_2", at: later(-1) }));
    expect(await ask(recorded)).toBe("BUSY");
    expect(await listHolders()).toBeUndefined();
  });

  it("revokes although the message is older than the grant", async () => {
    await ask(compose("hold", change));
    expect(await ask(compose("revoke", change, { id: "hp_2", at: later(-60) }))).toMatchObject({
      state: "gone",
    });
    expect(await listHolders()).toBeUndefined();
  });

  it("ends access at its end, also when it was away then", async () => {
    await ask(compose("hold", change));
    expect(await listHolders()).toBe("alice");
    await receiver.restart(async () => {
      receiver.change(({ grants, ...state }) => ({
        ...state,
        grants: Object.fromEntries(
          Object.entries(grants).map(([key, each]) => [key, { ...each, expiresAt: later(-1).toISOString() }]),
        ),
      }));
    });
    await receiver.waitForNoGrant();
    expect(await listHolders()).toBeUndefined();
  });

  it("keeps its state over a restart", async () => {
    await ask(compose("hold", change));
    await receiver.restart(async () => {});
    expect(await listHolders()).toBe("alice");
  });

  it("goes on after a body that never ends", async () => {
    const stop = new AbortController();
    const body = new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(1000)) });
    const init = { method: "POST", body, signal: stop.signal, duplex: "half" } as const;
    const hanging = fetch(receiver.url, init).catch((error: unknown) => error);
    expect(await ask(compose("describe", {}))).toMatchObject({ instance: "i1" });
    stop.abort();
    await hanging;
    expect(await ask(compose("describe", {}))).toMatchObject({ instance: "i1" });
  });
});
