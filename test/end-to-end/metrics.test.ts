// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AU5: A stranger reads the server's metrics.

import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { formatEnv } from "../../demo/src/sandbox/env-file.ts";
import { requestText } from "../support/builders/evidence.ts";
import { type CommandProcess, startCommand } from "../support/command-process.ts";
import { type LocalGitHub, startLocalGitHub } from "../support/local-github.ts";
import { decodeOtlp, receiveOtlp } from "../support/otlp.ts";
import { approve, openPull, requestPath } from "../support/people.ts";
import { until } from "../support/until.ts";

let github: LocalGitHub;
let app: CommandProcess;
let addresses: { readonly url: string; readonly metricsUrl: string };

const token = "0123456789abcdef0123456789abcdef";
const entitlements = "[{ provider: memory, resource: sandbox, role: visitor }]";

let receiver: Awaited<ReturnType<typeof receiveOtlp>>;

beforeAll(async () => {
  receiver = await receiveOtlp();
  github = await startLocalGitHub();
  const file = join(github.dir, "app.env");
  const lines = [
    `HALLPASS_METRICS=127.0.0.1:${await findPort()}`,
    `HALLPASS_METRICS_TOKEN=${token}`,
    `OTEL_EXPORTER_OTLP_ENDPOINT=${receiver.url}`,
    "OTEL_SERVICE_NAME=hallpass-test",
  ];
  await writeFile(file, `${formatEnv(github.sandbox, undefined)}${lines.join("\n")}\n`, { mode: 0o600 });
  app = startCommand(["serve", "--env", file, "--json"]);
  addresses = JSON.parse(await app.firstLine());
}, 120_000);
afterAll(async () => {
  await app?.end("SIGKILL");
  await github?.stop();
  receiver?.close();
});

async function findPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}

async function scrape(): Promise<string> {
  const answer = await fetch(addresses.metricsUrl, { headers: { authorization: `Bearer ${token}` } });
  expect(answer.status).toBe(200);
  return answer.text();
}

it("a request from its opening to its grant is in the metrics, and its deliveries in the log", async () => {
  const files = { [requestPath()]: requestText({ entitlements }) };
  const { number } = await openPull(github, "alice", files);
  await approve(github, "carol", number);
  const text = await until("the grant", scrape, (text) => text.includes("hallpass_grants_total{"), {
    deadlineMs: 60_000,
    story: () => app.errors.slice(-40).join("\n"),
  });
  for (const line of [
    /^hallpass_grants_total\{provider="memory"\} 1$/mu,
    /^hallpass_access_held\{provider="memory"\} 1$/mu,
    /^hallpass_provider_up\{provider="memory"\} 1$/mu,
    /^hallpass_requests_waiting 0$/mu,
    /^hallpass_webhook_deliveries_total\{event="pull_request_review",status="2\d\d"\} [1-9]/mu,
    /^hallpass_github_rate_limit_remaining\{resource="core"\} \d+$/mu,
    /^hallpass_step_duration_seconds_count\{step="reconcile",result="ok"\} [1-9]/mu,
    /^process_cpu_seconds_total /mu,
  ])
    expect(text).toMatch(line);
  const heard = app.errors.map((line) => JSON.parse(line)).filter(({ step }) => step === "webhook");
  expect(heard).toContainEqual(
    expect.objectContaining({ event: "pull_request_review", pull: number, delivery: expect.any(String) }),
  );
});

it("AU5: they are not beside the webhook, and not for those without the token", async () => {
  expect((await fetch(`${addresses.url}/metrics`)).status).toBe(404);
  expect((await fetch(addresses.metricsUrl)).status).toBe(401);
});

it("OpenTelemetry is told of the same, as traces of the worker's steps", async () => {
  const readBodies = async (): Promise<string[]> => receiver.received.map(({ body }) => body);
  const bodies = await until("a round with a grant", readBodies, (all) =>
    all.some((body) => body.includes('"hold memory"')),
  );
  const traces = receiver.received.filter(({ path }) => path === "/v1/traces");
  for (const { path, body } of traces) decodeOtlp(path, body);
  for (const word of ["hallpass-test", '"reconcile"', '"review"', '"GitHub GET"'])
    expect(bodies.join()).toContain(word);
  for (const word of ["alice", "carol", "sandbox", "visitor", github.tokenOf("alice")])
    expect(bodies.join()).not.toContain(word);
});
