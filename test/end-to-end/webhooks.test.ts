import { createHmac } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { formatEnv } from "../../demo/src/sandbox/env-file.ts";
import { requestText } from "../support/builders/evidence.ts";
import { type CommandProcess, startCommand } from "../support/command-process.ts";
import { type LocalGitHub, startLocalGitHub } from "../support/local-github.ts";
import { openPull, requestPath } from "../support/people.ts";
import { until } from "../support/until.ts";

const visitor = "[{ provider: memory, resource: sandbox, role: visitor }]";

let github: LocalGitHub;
let envFile: string;

beforeAll(async () => {
  github = await startLocalGitHub();
  envFile = join(github.dir, "app.env");
});
afterAll(() => github?.stop());

const writeEnv = (change: (text: string) => string = (text) => text): Promise<void> =>
  writeFile(envFile, change(formatEnv(github.sandbox, undefined)), { mode: 0o600 });

describe("hallpass serve", () => {
  it.each([
    ["a missing", () => ""],
    ["a short", () => "WEBHOOK_SECRET=0123456789abcdef"],
    ["Probot's default", () => "WEBHOOK_SECRET=development"],
  ])("refuses to start on %s webhook secret, with exit code 2 and the way out", async (_name, line) => {
    await writeEnv((text) => text.replace(/^WEBHOOK_SECRET=.*$/mu, line));
    const app = startCommand(["serve", "--env", envFile, "--json"]);
    expect(await app.exited).toBe(2);
    await until(
      "its complaint",
      async () => app.errors.join("\n"),
      (text) => text.includes("randomBytes(32)"),
    );
    expect(app.output).toEqual([]);
  });
});

describe("a webhook", () => {
  let app: CommandProcess;
  let genuine: { readonly body: string; readonly headers: Readonly<Record<string, string>> };

  // Opened while the app is down: its start reviews the pull request once, and what GitHub could not deliver is ours to send.
  beforeAll(async () => {
    await openPull(github, "alice", { [requestPath()]: requestText({ entitlements: visitor }) });
    await until(
      "a failed delivery",
      async () => findOpened()?.status,
      (status) => status !== "pending",
    );
    const opened = findOpened();
    if (opened === undefined) throw new Error("Nothing was sent when the pull request was opened.");
    genuine = opened;
    await writeEnv();
    app = startCommand(["serve", "--env", envFile, "--json"]);
    await app.firstLine();
  });
  afterAll(async () => {
    await app?.end("SIGKILL");
  });

  const findOpened = () =>
    github.sandbox.deliveries().find(({ event, action }) => event === "pull_request" && action === "opened");

  const sign = (secret: string): string =>
    `sha256=${createHmac("sha256", secret).update(genuine.body).digest("hex")}`;

  const deliver = async (changed: Record<string, string> = {}, body = genuine.body): Promise<number> => {
    const { "x-hub-signature-256": signature = "", ...headers } = genuine.headers;
    const url = `http://127.0.0.1:${github.sandbox.appPort}/api/github/webhooks`;
    const signed = { ...headers, "x-hub-signature-256": signature, ...changed };
    const sent = Object.entries(signed).filter(([, value]) => value !== "");
    return (await fetch(url, { method: "POST", headers: Object.fromEntries(sent), body })).status;
  };

  const countReviews = (): number =>
    app.errors.filter((line) => line.includes('"step":"review"') && line.includes('"pull":1')).length;

  it.each([
    ["without a signature", () => deliver({ "x-hub-signature-256": "" })],
    ["signed with SHA-1 alone", () => deliver({ "x-hub-signature-256": "", "x-hub-signature": "sha1=00" })],
    ["signed with another secret", () => deliver({ "x-hub-signature-256": sign("0".repeat(64)) })],
    ["signed with Probot's default", () => deliver({ "x-hub-signature-256": sign("development") })],
    ["with a signature that is none", () => deliver({ "x-hub-signature-256": "sha256=" })],
    ["changed after it was signed", () => deliver({}, genuine.body.replace('"opened"', '"edited"'))],
  ])("%s is refused", async (_name, send) => {
    expect([400, 401]).toContain(await send());
  });

  it("is heard when GitHub signed it; the refused ones left no trace", async () => {
    expect(countReviews()).toBe(1);
    expect(await deliver()).toBe(200);
    const read = async (): Promise<number> => countReviews();
    await until("a second review", read, (count) => count > 1, { story: () => app.errors.join("\n") });
    expect(countReviews()).toBe(2);
  });
});
