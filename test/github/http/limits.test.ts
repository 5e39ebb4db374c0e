import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { Octokit } from "@octokit/rest";
import { afterEach, expect, it } from "vitest";
import { openClient, openInstallation } from "../../../src/github/http/client.ts";
import { GitHubError } from "../../../src/github/http/error.ts";
import { keepPause, readLimit } from "../../../src/github/http/limits.ts";
import { silent } from "../../support/builders/log.ts";

const START = Date.parse("2026-11-27T17:00:00Z");
const servers: Server[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  }
});

interface Answer {
  readonly status: number;
  readonly message?: string;
  readonly headers?: Record<string, string>;
}

/** A GitHub that gives these answers in turn, and then 200; tells what it was asked. */
async function serve(answers: readonly Answer[]) {
  const asked: { path: string; version: unknown }[] = [];
  const left = [...answers];
  const server = createServer((request, response) => {
    const path = `${request.method} ${request.url}`;
    asked.push({ path, version: request.headers["x-github-api-version"] });
    const signIn = signInAnswers[path];
    const {
      status,
      message = "no",
      headers = {},
    } = signIn ? { status: 200 } : (left.shift() ?? { status: 200 });
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(signIn ?? (status === 200 ? { id: 77 } : { message })));
  }).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  return { url: `http://127.0.0.1:${address.port}`, asked };
}

const signInAnswers: Readonly<Record<string, object>> = {
  "GET /repos/acme/access/installation": { id: 5 },
  "POST /app/installations/5/access_tokens": {
    token: "t1",
    expires_at: "2999-01-01T00:00:00Z",
    permissions: {},
  },
};

const at = { owner: "acme", repo: "access" };
const secondary = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
const date = new Date(START).toUTCString();
const reset = (seconds: number) => String(START / 1000 + seconds);

it.each<[string, Answer, number | undefined]>([
  ["retry-after", { status: 429, message: secondary, headers: { "retry-after": "8" } }, 8],
  ["retry-after with 403", { status: 403, message: secondary, headers: { "retry-after": "60" } }, 60],
  [
    "the reset, by GitHub's own clock, when nothing remains",
    {
      status: 403,
      message: "API rate limit exceeded for installation ID 5.",
      headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset(600), date },
    },
    600,
  ],
  ["a secondary limit that tells nothing", { status: 403, message: secondary }, 60],
  ["429 that tells nothing", { status: 429 }, 60],
  [
    "a reset that is past",
    { status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset(-600), date } },
    1,
  ],
  ["a pause of a year", { status: 403, headers: { "retry-after": "31536000" } }, 3600],
  ["a refusal", { status: 403, message: "Resource not accessible by integration" }, undefined],
  [
    "a refusal with calls left",
    { status: 403, headers: { "x-ratelimit-remaining": "10", "x-ratelimit-reset": reset(600), date } },
    undefined,
  ],
  ["a failure", { status: 502, headers: { "retry-after": "8" } }, undefined],
])("how long GitHub wants to be left alone: %s", async (_name, answer, seconds) => {
  const { url } = await serve([answer]);
  const error = await openClient(url, "t", { now: () => new Date(START) })
    .rest.repos.get(at)
    .catch((thrown: unknown) => thrown);
  expect(readLimit(error)).toBe(seconds === undefined ? undefined : seconds * 1000);
  expect(new GitHubError("read", error).retryAfterMs).toBe(
    seconds === undefined ? undefined : seconds * 1000,
  );
});

it("while GitHub wants no calls none is made, and then they go on", async () => {
  const { url, asked } = await serve([{ status: 403, message: secondary, headers: { "retry-after": "30" } }]);
  let now = START;
  const { octokit } = openInstallation(appAt(url), at, { now: () => new Date(now) });
  await expect(octokit.rest.repos.get(at)).rejects.toMatchObject({ status: 403 });
  const before = asked.length;
  for (const seconds of [0, 10, 29]) {
    now = START + seconds * 1000;
    const error = await octokit.rest.repos.get(at).catch((thrown: unknown) => thrown);
    expect(new GitHubError("read the repository", error)).toMatchObject({
      status: 429,
      retryable: true,
      retryAfterMs: 30_000 - seconds * 1000,
      message:
        'GitHub did not do "read the repository" (GitHub asked for a pause until 2026-11-27T17:00:30.000Z; the call was not made).',
    });
  }
  expect(asked).toHaveLength(before);
  now = START + 30_000;
  expect((await octokit.rest.repos.get(at)).data.id).toBe(77);
});

it("a write that GitHub refuses for creating content pauses reads, too: GitHub bans those who go on", async () => {
  const blocked =
    "You have exceeded a secondary rate limit and have been temporarily blocked from content creation.";
  const { url, asked } = await serve([{ status: 403, message: blocked, headers: { "retry-after": "60" } }]);
  let now = START;
  const { octokit } = openInstallation(appAt(url), at, { now: () => new Date(now) });
  const comment = { ...at, issue_number: 12, body: "Granted." };
  await expect(octokit.rest.issues.createComment(comment)).rejects.toMatchObject({ status: 403 });
  const before = asked.length;
  now = START + 59_000;
  await expect(octokit.rest.repos.get(at)).rejects.toMatchObject({ name: "PausedError" });
  expect(asked).toHaveLength(before);
  now = START + 60_000;
  expect((await octokit.rest.repos.get(at)).data.id).toBe(77);
});

it("a clock that is put back keeps nobody waiting for longer than GitHub ever asks", async () => {
  const { url } = await serve([{ status: 429, headers: { "retry-after": "30" } }]);
  let now = START;
  const client = openClient(url, "t", { now: () => new Date(now) });
  await expect(client.rest.repos.get(at)).rejects.toMatchObject({ status: 429 });
  now = START - 86_400_000;
  expect((await client.rest.repos.get(at)).data.id).toBe(77);
});

it("of two pauses that GitHub asks for at once the longer one is kept", async () => {
  const answers: ((answer: Response) => void)[] = [];
  const fetch = () => new Promise<Response>((resolve) => answers.push(resolve));
  const octokit = new Octokit({ log: silent, request: { fetch } });
  let now = START;
  keepPause(octokit, { until: undefined }, () => new Date(now));
  const calls = [octokit.rest.repos.get(at), octokit.rest.repos.get(at)];
  await expect.poll(() => answers.length).toBe(2);
  for (const [index, seconds] of ["60", "1"].entries()) {
    const headers = { "retry-after": seconds };
    answers[index]?.(Response.json({ message: secondary }, { status: 403, headers }));
    await expect(calls[index]).rejects.toMatchObject({ status: 403 });
  }
  now = START + 59_000;
  await expect(octokit.rest.repos.get(at)).rejects.toMatchObject({ name: "PausedError" });
});

it("every call names the version of the API", async () => {
  const { url, asked } = await serve([]);
  await openInstallation(appAt(url), at, { now: () => new Date(START) }).octokit.rest.repos.get(at);
  expect(asked.map(({ version }) => version)).toEqual(["2022-11-28", "2022-11-28", "2022-11-28"]);
});

it("401 fails at once, and a token that GitHub has forgotten is made anew", async () => {
  const { url, asked } = await serve([{ status: 401 }, { status: 401 }]);
  let now = START;
  const { octokit } = openInstallation(appAt(url), at, { now: () => new Date(now) });
  await expect(octokit.rest.repos.get(at)).rejects.toMatchObject({ status: 401 });
  // It may only be new.
  expect(asked.filter(({ path }) => path.startsWith("POST"))).toHaveLength(1);
  now += 6_000;
  await expect(octokit.rest.repos.get(at)).rejects.toMatchObject({ status: 401 });
  expect((await octokit.rest.repos.get(at)).data.id).toBe(77);
  expect(asked.filter(({ path }) => path.startsWith("POST"))).toHaveLength(2);
});

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});
const appAt = (apiUrl: string) => ({ appId: 1, privateKey, apiUrl });
