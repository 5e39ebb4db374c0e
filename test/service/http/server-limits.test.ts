// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RO4: Unsigned senders hold memory or connections.

import { createHmac } from "node:crypto";
import { once } from "node:events";
import type { Server } from "node:http";
import { connect, type Socket } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createHttpServer, type ServerLimits } from "../../../src/service/http/server.ts";
import { deafSink } from "../../support/deaf-sink.ts";
import { until } from "../../support/until.ts";
import { webhookConfig } from "../../support/webhook-config.ts";

const secret = webhookConfig.webhookSecret;

const roomy: ServerLimits = {
  connections: 100,
  smallBytes: 1000,
  smallBodies: 100,
  largeBodies: 100,
  headersMs: 600_000,
  requestMs: 600_000,
};

let server: Server;
let port: number;
const asked: string[] = [];
const sockets: Socket[] = [];

async function start(limits: Partial<ServerLimits>): Promise<void> {
  const hear = (what: string) => () => void asked.push(what);
  const sink = {
    ...deafSink,
    reviewSoon: hear("review"),
    reviewAllSoon: hear("review all"),
    reconcileSoon: hear("reconcile"),
    watchSoon: hear("watch"),
    lookAroundSoon: hear("look around"),
  };
  server = (
    await createHttpServer(webhookConfig, sink, () => true, { limits: { ...roomy, ...limits } })
  ).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  port = typeof address === "object" && address !== null ? address.port : 0;
}

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  asked.splice(0);
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

/** Signed only in form: a delivery of 24 MiB that stops after `sent` bytes. `closed` resolves when the server hangs up. */
async function stall(sent: number) {
  const socket = connect(port, "127.0.0.1");
  sockets.push(socket);
  const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()).on("error", () => {}));
  await once(socket, "connect");
  socket.resume();
  const head = [
    "POST /api/github/webhooks HTTP/1.1",
    "host: hallpass",
    `x-hub-signature-256: sha256=${"0".repeat(64)}`,
    `content-length: ${24 * 1024 * 1024}`,
  ];
  await new Promise((resolve) => socket.write(`${head.join("\r\n")}\r\n\r\n${"x".repeat(sent)}`, resolve));
  return { socket, closed };
}

/** A delivery of about so many bytes; genuine, unless it is signed with another secret. */
async function deliver(bytes = 10, key = secret): Promise<number> {
  const body = JSON.stringify({
    ref: "refs/heads/main",
    repository: { id: 77, default_branch: "main" },
    padding: "x".repeat(bytes),
  });
  const headers = {
    "content-type": "application/json",
    "x-github-event": "push",
    "x-github-delivery": "d1",
    "x-hub-signature-256": `sha256=${createHmac("sha256", key).update(body).digest("hex")}`,
    connection: "close",
  };
  return (await fetch(`http://127.0.0.1:${port}/api/github/webhooks`, { method: "POST", headers, body }))
    .status;
}

const countConnections = (): Promise<number> =>
  new Promise((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );

describe("senders who sign nothing", () => {
  it("RO4: hold no more bodies than there are places; the oldest makes room for GitHub", async () => {
    await start({ smallBodies: 3 });
    const stalled = [];
    for (let count = 0; count < 5; count++) stalled.push(await stall(10));
    await Promise.all(stalled.slice(0, 2).map(({ closed }) => closed));
    expect(await deliver()).toBe(200);
    await stalled[2]?.closed;
    expect(asked).toEqual(["reconcile"]);
    expect(await countConnections()).toBeLessThanOrEqual(3);
  });

  it("RO4: hold few large bodies, while small ones go through", async () => {
    await start({ largeBodies: 1 });
    const first = await stall(5000);
    expect(await deliver(10)).toBe(200);
    expect(first.socket.destroyed).toBe(false);
    const second = await stall(5000);
    await first.closed;
    expect(await deliver(10)).toBe(200);
    expect(second.socket.destroyed).toBe(false);
    expect(await deliver(5000)).toBe(200);
    await second.closed;
  });

  it("RO4: hold no more connections than there are places", async () => {
    await start({ connections: 2 });
    const silent = [];
    for (let count = 0; count < 4; count++) {
      const socket = connect(port, "127.0.0.1").on("error", () => {});
      sockets.push(socket);
      await once(socket, "connect");
      silent.push(socket);
    }
    await Promise.all(silent.slice(0, 2).map((each) => each.closed || once(each, "close")));
    expect(await deliver()).toBe(200);
    expect(await countConnections()).toBeLessThanOrEqual(2);
  });

  it.each([
    ["a body that never ends", { requestMs: 50, headersMs: 50 }, () => stall(10)],
    [
      "headers that never end",
      { headersMs: 50, requestMs: 600_000 },
      async () => {
        const socket = connect(port, "127.0.0.1").on("error", () => {});
        sockets.push(socket);
        const closed = once(socket, "close");
        socket.resume().write("POST /api/github/webhooks HTTP/1.1\r\n");
        return { closed };
      },
    ],
  ])("RO4: are hung up on after %s", async (_name, limits, begin) => {
    await start(limits);
    const { closed } = await begin();
    await closed;
    // The limits are for every sender: on a busy machine a delivery too may need longer than they allow.
    await until(
      "a delivery is taken",
      () => deliver().catch(() => 0),
      (status) => status === 200,
    );
  });
});

it("answers a delivery that is signed with another secret as doctor and docs/rotate-keys.md say", async () => {
  await start({});
  expect([await deliver(10, "t".repeat(32)), await deliver()]).toEqual([400, 200]);
});
