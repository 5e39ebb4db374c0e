// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   NO5: A channel hangs or fails for hours.

import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, expect, it } from "vitest";
import { formatEnv } from "../../demo/src/sandbox/env-file.ts";
import { type CommandProcess, startCommand } from "../support/command-process.ts";
import { visitorText } from "../support/in-process.ts";
import { at, type LocalGitHub, startLocalGitHub } from "../support/local-github.ts";
import { startMailServer } from "../support/mail-server.ts";
import { approve, openPull, requestPath } from "../support/people.ts";
import { until } from "../support/until.ts";

interface Received {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A web service on this machine that takes every post; without an answer, it lets each wait. */
async function startService({ answers }: { readonly answers: boolean }) {
  const received: Received[] = [];
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
      received.push({ body: Buffer.concat(parts).toString(), headers: Object.fromEntries(headers) });
      if (answers) response.writeHead(200).end("ok");
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string") throw new Error("The service has no port.");
  const stop = (): Promise<void> => {
    server.closeAllConnections();
    return new Promise((resolve) => void server.close(() => resolve()));
  };
  return { received, url: `http://127.0.0.1:${address.port}/secret-path`, stop };
}

type Service = Awaited<ReturnType<typeof startService>>;

const secret = `whsec_${randomBytes(32).toString("base64")}`;

let github: LocalGitHub;
let app: CommandProcess;
let slack: Service;
let teams: Service;
let events: Service;
let mail: Awaited<ReturnType<typeof startMailServer>>;

const way = { networks: ["127.0.0.0/8"] };
const describeChannels = () => ({
  people: [
    { id: 1003, login: "carol", mail: "carol@acme.example", slack: "UCAROL" },
    { id: 1001, login: "alice", mail: "alice@acme.example" },
  ],
  channels: [
    {
      ...{ name: "leads", kind: "slack", urlFrom: "SLACK_URL", ...way },
      rules: [{ tell: ["approval"], mention: ["approvers"] }, { tell: ["granted", "ended"] }],
    },
    {
      ...{ name: "dead", kind: "teams", urlFrom: "TEAMS_URL", ...way },
      rules: [{ tell: ["approval", "granted", "ended"] }],
    },
    {
      ...{ name: "mail", kind: "mail", host: "localhost", port: mail.port, from: "hallpass@acme.example" },
      ...{ authoritiesFrom: "MAIL_CA", networks: ["127.0.0.0/8", "::1/128"] },
      rules: [
        { tell: ["approval"], to: ["approvers"] },
        { tell: ["granted", "ended"], to: ["subject"] },
      ],
    },
    {
      ...{ name: "events", kind: "webhook", url: events.url, secretFrom: "EVENTS_SECRET", ...way },
      rules: [{ tell: ["approval", "granted", "ended", "refused", "waiting", "overdue"] }],
    },
  ],
});

let file: string;
const apps: CommandProcess[] = [];
const startApp = async (): Promise<CommandProcess> => {
  const started = startCommand(["serve", "--env", file, "--json"], {
    HALLPASS_NOTICES: JSON.stringify(describeChannels()),
    ...{ SLACK_URL: slack.url, TEAMS_URL: teams.url, MAIL_CA: mail.ca, EVENTS_SECRET: secret },
  });
  await started.firstLine();
  apps.push(started);
  return started;
};

beforeAll(async () => {
  github = await startLocalGitHub();
  [slack, teams, events, mail] = await Promise.all([
    startService({ answers: true }),
    startService({ answers: false }),
    startService({ answers: true }),
    startMailServer(),
  ]);
  file = join(github.dir, "app.env");
  await writeFile(file, formatEnv(github.sandbox, undefined), { mode: 0o600 });
  app = await startApp();
}, 120_000);
afterAll(async () => {
  await app?.end("SIGKILL");
  await Promise.all([slack, teams, events, mail].map((each) => each?.stop()));
  await github?.stop();
});

const patience = { deadlineMs: 60_000, story: () => app.errors.slice(-40).join("\n") };
const typesOf = () =>
  events.received.map(({ body, headers }) => {
    const told = new Webhook(secret).verify(body, { ...headers });
    return typeof told === "object" && told !== null && "type" in told ? told.type : undefined;
  });
const seen = (count: number) =>
  until(
    `${count} messages on each channel that lives`,
    async () => [slack.received.length, mail.mails.length, events.received.length],
    (counts) => counts.every((each) => each >= count),
    patience,
  );

it("NO5: a request's life is told on every channel that lives, while one is dead, and once, also after a restart", async () => {
  const { number } = await openPull(github, "alice", { [requestPath()]: visitorText() });
  await seen(1);
  expect(slack.received[0]?.body).toContain("<@UCAROL>");
  expect(slack.received[0]?.body).toContain(`${github.sandbox.url}/${at.owner}/${at.repo}/pull/${number}`);
  expect(mail.mails[0]).toMatchObject({ to: ["carol@acme.example"], secure: true });
  await approve(github, "carol", number);
  await seen(2);
  await github.as("alice").issues.createComment({ ...at, issue_number: number, body: "/hallpass end" });
  await seen(3);
  expect(typesOf()).toEqual(["notice.approval", "notice.granted", "notice.ended"]);
  expect(mail.mails.slice(1).map(({ to }) => to)).toEqual([["alice@acme.example"], ["alice@acme.example"]]);
  // GitHub's comments came, too: the dead channel kept nobody waiting.
  const { data } = await github.as("alice").issues.listComments({ ...at, issue_number: number });
  expect(data.map(({ body }) => body ?? "").join()).toContain("no longer holds");
  expect(teams.received.length).toBeGreaterThan(0);

  const other = await openPull(github, "alice", { [requestPath()]: visitorText() });
  await seen(4);
  await app.end("SIGTERM");
  app = await startApp();
  const third = await openPull(github, "alice", { [requestPath()]: visitorText() });
  await seen(5);
  const links = mail.mails.slice(3).map(({ text }) => /\/pull\/(?<pull>\d+)/u.exec(text)?.groups?.pull);
  expect(links).toEqual([String(other.number), String(third.number)]);
}, 180_000);

it("logs the outage once, and no address of a channel", async () => {
  const [first, second] = apps.map(({ errors }) =>
    errors.filter((line) => line.includes('"channel":"dead"')),
  );
  expect(first).toHaveLength(1);
  expect(second?.length).toBeLessThanOrEqual(1);
  expect(apps.flatMap(({ errors }) => errors).join("\n")).not.toContain("secret-path");
});
