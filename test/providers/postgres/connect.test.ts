import { once } from "node:events";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { afterEach, describe, expect, it } from "vitest";
import { createProviders } from "../../../src/providers/index.ts";
import type { PostgresConfiguration } from "../../../src/providers/postgres/configuration.ts";
import { chooseTls } from "../../../src/providers/postgres/sessions/connect.ts";
import { createLockReserve } from "../../../src/providers/postgres/sessions/lock-reserve.ts";
import { openSessions } from "../../../src/providers/postgres/sessions/sessions.ts";
import { makeSelfSigned } from "../../support/self-signed.ts";

const servers: Server[] = [];
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

/** Something that listens where PostgreSQL should, and what it was told. */
async function listen(
  answer: (socket: Socket, first: Buffer) => void,
): Promise<{ port: number; told: Buffer[] }> {
  const told: Buffer[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on("error", () => {});
    socket.once("data", (first) => {
      told.push(first);
      answer(socket, first);
    });
  }).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port, told };
}

const configure = (port: number, overrides: Partial<PostgresConfiguration> = {}): PostgresConfiguration => ({
  ...{ name: "orders-db", host: "127.0.0.1", port, user: "hallpass", password: "hunter2" },
  resources: { orders: { database: "orders", roles: { readonly: "orders_readonly" } } },
  ...overrides,
});

async function failureOf(configuration: PostgresConfiguration, ending = false): Promise<unknown> {
  const sessions = openSessions(configuration, createLockReserve());
  const select = async (query: (sql: string) => Promise<unknown>) => query("SELECT 1");
  try {
    await (ending ? sessions.runEnding(select) : sessions.run(select));
    return undefined;
  } catch (error) {
    return error;
  } finally {
    await sessions.close();
  }
}

/** Asks for TLS, https://www.postgresql.org/docs/18/protocol-message-formats.html */
const sslRequest = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);

describe("TLS to the server", () => {
  it.each([
    ["db.internal.example", undefined, { rejectUnauthorized: true }],
    ["10.0.0.7", undefined, { rejectUnauthorized: true }],
    ["127.0.0.1.example", undefined, { rejectUnauthorized: true }],
    ["127.0.0.1", undefined, false],
    ["::1", undefined, false],
    ["localhost", undefined, false],
    ["localhost", "verify", { rejectUnauthorized: true }],
    ["db.internal.example", "off", false],
  ] as const)("of %s with tls %s is %j", (host, tls, expected) => {
    expect(chooseTls({ host, ...(tls && { tls }) })).toEqual(expected);
  });

  it("refuses a certificate that no known authority signed, and tells that server nothing", async () => {
    const pair = makeSelfSigned("127.0.0.1");
    const heard: Buffer[] = [];
    const { port, told } = await listen((socket) => {
      socket.write("S");
      const secure = new TLSSocket(socket, { isServer: true, ...pair });
      secure.on("error", () => {});
      secure.on("data", (data) => heard.push(data));
    });
    const error = await failureOf(configure(port, { tls: "verify" }));
    expect(error).toMatchObject({ name: "ProviderError", cause: { code: "DEPTH_ZERO_SELF_SIGNED_CERT" } });
    expect([told[0], heard]).toEqual([sslRequest, []]);
  });

  it("refuses a server that has none, and tells it nothing", async () => {
    const { port, told } = await listen((socket) => socket.end("N"));
    expect(await failureOf(configure(port, { tls: "verify" }))).toMatchObject({ code: "UNREACHABLE" });
    expect(told).toEqual([sslRequest]);
  });

  it("is asked for as the server's configuration says", async () => {
    const { port, told } = await listen((socket) => socket.end("N"));
    const entry = {
      ...{ name: "orders-db", adapter: "postgres", host: "127.0.0.1", port, user: "hallpass", tls: "verify" },
      passwordFrom: "DB",
      resources: { orders: { database: "orders", roles: { readonly: "orders_readonly" } } },
    };
    const text = JSON.stringify([entry]);
    const providers = await createProviders(text, { DB: "hunter2" }, { now: () => new Date() });
    const provider = providers.get("orders-db");
    await expect(provider?.traits()).rejects.toMatchObject({ code: "UNREACHABLE" });
    await provider?.close();
    expect(told).toEqual([sslRequest]);
  });
});

describe("a session", () => {
  it("sets what the owner of a database could set for it", async () => {
    const { port, told } = await listen((socket) => socket.end());
    await failureOf(configure(port));
    const startup = told[0]?.toString("latin1") ?? "";
    for (const setting of [
      "search_path=pg_catalog,pg_temp",
      "role=none",
      "default_transaction_read_only=off",
      "default_transaction_isolation=read\\ committed",
      "idle_in_transaction_session_timeout=0",
    ])
      expect(startup).toContain(`-c ${setting}`);
    expect(startup).toContain("\0statement_timeout\x005000\0");
  });

  it.each([
    ["a call", false],
    ["an ending", true],
  ])("of %s is given up when a server takes the connection and says nothing", async (_, ending) => {
    const { port } = await listen(() => {});
    expect(await failureOf(configure(port, { deadlineSeconds: 1 }), ending)).toMatchObject({
      code: "TIMEOUT",
    });
  });

  it("of an ending fails with what the connection failed with, where none is kept", async () => {
    expect(await failureOf(configure(1), true)).toMatchObject({ code: "UNREACHABLE" });
  });
});
