// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX9: A provider says that it is asked too often.

import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Provider } from "../../src/core/ports/provider.ts";
import { type InProcess, startInProcess } from "../support/in-process.ts";

const entitlement = { provider: "orders-db", resource: "orders", role: "readonly" };

/** Hangs up on everybody, and counts them. */
async function listen(): Promise<{ server: Server; port: number; calls: () => number }> {
  let calls = 0;
  const server = createServer((socket) => {
    calls++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return { server, port: address.port, calls: () => calls };
}

let gone: Awaited<ReturnType<typeof listen>>;
let app: InProcess;
let provider: Provider;

beforeAll(async () => {
  gone = await listen();
  const providers = [
    {
      name: "orders-db",
      adapter: "postgres",
      host: "127.0.0.1",
      port: gone.port,
      user: "hallpass",
      passwordFrom: "ORDERS_PASSWORD",
      resources: { orders: { database: "orders", roles: { readonly: "orders_readonly" } } },
    },
    { name: "memory", adapter: "memory" },
  ];
  app = await startInProcess({
    env: { HALLPASS_PROVIDERS: JSON.stringify(providers), ORDERS_PASSWORD: "not-a-real-password" },
  });
  const known = app.deps.providers.get("orders-db");
  if (known === undefined) throw new Error("The app has no provider orders-db.");
  provider = known;
});
afterAll(async () => {
  await app?.stop();
  gone?.server.close();
});

it("GX9: a provider of the running app that hangs up is left alone, save for revocations", async () => {
  for (let times = 0; times < 8; times++)
    await expect(provider.listGrants([entitlement])).rejects.toMatchObject({ code: "UNREACHABLE" });
  const asked = gone.calls();
  expect(asked).toBeLessThan(8);
  const ids = { instance: "1", principal: "1", entitlement: "1" };
  const holding = { principal: "alice", entitlement, ids, until: app.deps.now() };
  await expect(provider.revoke(holding)).rejects.toMatchObject({ code: "UNREACHABLE" });
  expect(gone.calls()).toBe(asked + 1);
  expect(app.log.filter((line) => line.includes("does not answer"))).toHaveLength(1);
  expect(await app.listVisitors()).toEqual([]);
});
