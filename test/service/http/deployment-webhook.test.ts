import { createHmac } from "node:crypto";
import { once } from "node:events";
import type { Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createHttpServer } from "../../../src/service/http/server.ts";
import { deafSink } from "../../support/deaf-sink.ts";
import { webhookConfig } from "../../support/webhook-config.ts";

const secret = "d".repeat(32);
const asked: string[] = [];
const sink = { askSoon: (repositoryId: number, run: number) => void asked.push(`${repositoryId} ${run}`) };

let server: Server;
let url: string;

beforeAll(async () => {
  const deployments = { secret, sink };
  server = (await createHttpServer(webhookConfig, deafSink, () => true, { deployments })).listen(
    0,
    "127.0.0.1",
  );
  await once(server, "listening");
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/api/github/deployments`;
});
afterAll(() => void server.close());
beforeEach(() => {
  asked.splice(0);
});

const payload = {
  action: "requested",
  environment: "production",
  deployment_callback_url:
    "https://api.github.com/repos/acme/shop/actions/runs/17/deployment_protection_rule",
  repository: { id: 5002 },
};

async function send(body: string, headers: Record<string, string> = {}): Promise<number> {
  const signature = `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;
  const usual = { "x-github-event": "deployment_protection_rule", "x-hub-signature-256": signature };
  return (await fetch(url, { method: "POST", body, headers: { ...usual, ...headers } })).status;
}

describe("the webhook of deployments", () => {
  it("names repository and run, and nothing else of it is read", async () => {
    expect(await send(JSON.stringify(payload))).toBe(202);
    expect(asked).toEqual(["5002 17"]);
  });

  it.each([
    ["no signature", { "x-hub-signature-256": "" }],
    ["the signature of another body", { "x-hub-signature-256": `sha256=${"0".repeat(64)}` }],
    [
      "the secret of the other App",
      {
        "x-hub-signature-256": `sha256=${createHmac("sha256", webhookConfig.webhookSecret).update(JSON.stringify(payload)).digest("hex")}`,
      },
    ],
  ])("is refused with %s", async (_what, headers) => {
    expect(await send(JSON.stringify(payload), headers)).toBe(401);
    expect(asked).toEqual([]);
  });

  it.each([
    ["another event", JSON.stringify(payload), { "x-github-event": "push" }],
    [
      "another address",
      JSON.stringify({ ...payload, deployment_callback_url: "https://x/runs/17/jobs" }),
      {},
    ],
    ["no repository", JSON.stringify({ ...payload, repository: undefined }), {}],
    ["a number that is none", JSON.stringify({ ...payload, repository: { id: "5002/../1" } }), {}],
    ["half a body", '{"repository"', {}],
  ])("says nothing with %s", async (_what, body, headers) => {
    expect(await send(body, headers)).toBe(202);
    expect(asked).toEqual([]);
  });

  it("does not exist where no deployments are guarded", async () => {
    const other = (await createHttpServer(webhookConfig, deafSink, () => true)).listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    expect((await fetch(`http://127.0.0.1:${port}/api/github/deployments`, { method: "POST" })).status).toBe(
      404,
    );
    other.close();
  });
});
