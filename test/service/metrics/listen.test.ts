// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AU5: A stranger reads the server's metrics.

import { afterEach, expect, it } from "vitest";
import { listenForMetrics, type MetricsAddress } from "../../../src/service/metrics/listen.ts";

const open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

async function listen(
  address: Partial<MetricsAddress> = {},
  render = async () => ({ type: "text/plain", text: "up 1\n" }),
) {
  const server = await listenForMetrics({ host: "127.0.0.1", port: 0, ...address }, { render });
  open.push(server);
  return server.url;
}

const statusOf = async (url: string, init?: RequestInit): Promise<number> => (await fetch(url, init)).status;

it("answers /metrics, and nothing else", async () => {
  const url = await listen();
  const answer = await fetch(url);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toBe("up 1\n");
  expect(await statusOf(url.replace("/metrics", "/"))).toBe(404);
  expect(await statusOf(url, { method: "POST" })).toBe(404);
});

it("AU5: with a token, answers only those who show it", async () => {
  const token = "0123456789abcdef0123456789abcdef";
  const url = await listen({ token });
  const withToken = (text: string) => statusOf(url, { headers: { authorization: text } });
  expect(await statusOf(url)).toBe(401);
  expect(await withToken(`Bearer ${token}x`)).toBe(401);
  expect(await withToken(token)).toBe(401);
  expect(await withToken(`Bearer ${token}`)).toBe(200);
});

it("says nothing of what failed", async () => {
  const url = await listen({}, async () => {
    throw new Error("a secret");
  });
  const answer = await fetch(url);
  expect(answer.status).toBe(500);
  expect(await answer.text()).toBe("failed\n");
});
