import { createHmac, generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import type { Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createHttpServer } from "../../src/server.ts";

const secret = "s".repeat(32);
const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});
const config = {
  appId: 1,
  privateKey,
  webhookSecret: secret,
  repositoryId: 77,
  apiUrl: "http://127.0.0.1:9",
};

let server: Server;
let url: string;
const asked: string[] = [];

beforeAll(async () => {
  const sink = {
    reviewSoon: (pull: number) => void asked.push(`review #${pull}`),
    reconcileSoon: () => void asked.push("reconcile"),
  };
  server = (await createHttpServer(config, sink, () => true)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}/api/github/webhooks`;
});
beforeEach(() => void asked.splice(0));
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

async function deliver(event: string, payload: object): Promise<number> {
  const body = JSON.stringify(payload);
  const signature = createHmac("sha256", secret).update(body).digest("hex");
  const headers = {
    "content-type": "application/json",
    "x-github-event": event,
    "x-github-delivery": "d1",
    "x-hub-signature-256": `sha256=${signature}`,
  };
  return (await fetch(url, { method: "POST", headers, body })).status;
}

const repository = (id: number) => ({ repository: { id, default_branch: "main" } });

describe("an event says: look again", () => {
  const events: [string, object, string][] = [
    ["pull_request", { action: "opened", number: 12 }, "review #12"],
    ["pull_request", { action: "closed", number: 12 }, "reconcile"],
    ["pull_request_review", { action: "submitted", pull_request: { number: 12 } }, "review #12"],
    ["push", { ref: "refs/heads/main" }, "reconcile"],
  ];

  it.each(events)(
    "%s %j → %s, and nothing when it is of another repository",
    async (event, payload, wanted) => {
      expect(await deliver(event, { ...payload, ...repository(78) })).toBe(200);
      expect(asked).toEqual([]);
      expect(await deliver(event, { ...payload, ...repository(77) })).toBe(200);
      expect(asked).toEqual([wanted]);
    },
  );

  it("a push to another branch says nothing", async () => {
    expect(await deliver("push", { ref: "refs/heads/other", ...repository(77) })).toBe(200);
    expect(asked).toEqual([]);
  });
});
