// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX10: A library repeats a write that GitHub had carried out.
//   RO7: The disk is full or read-only, file descriptors are few, or the clock steps by an hour.

import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { afterEach, expect, it } from "vitest";
import { openInstallation } from "../../../src/github/http/client.ts";

const now = () => new Date();
const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});
const name = { owner: "acme", repo: "access" };
const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  }
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  servers.push(server);
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  return `http://127.0.0.1:${address.port}`;
}

const LOOKUP = "GET /repos/acme/access/installation";
const MINT = "POST /app/installations/5/access_tokens";

/** A GitHub on which the app is installed as 5, and which fails these calls, in turn, with these statuses. */
async function serveApp(failures: Record<string, number[]> = {}, installation: object = {}) {
  const calls: string[] = [];
  const answers: Record<string, object> = {
    [LOOKUP]: { id: 5, ...installation },
    [MINT]: {
      token: "t1",
      expires_at: "2999-01-01T00:00:00Z",
      permissions: {},
      repository_selection: "selected",
    },
    "GET /repos/acme/access": { id: 77 },
  };
  const apiUrl = await serve((request, response) => {
    const called = `${request.method} ${request.url}`;
    calls.push(called);
    const status = failures[called]?.shift() ?? (request.method === "POST" ? 201 : 200);
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(status < 300 ? answers[called] : { message: "no" }));
  });
  return { calls, ...openInstallation({ appId: 1, privateKey, apiUrl }, name, { now }) };
}

it("RO7: tells the clock of every answer's Date, and of none that a cache repeats or a gateway gives", async () => {
  const dates = { [LOOKUP]: 0, [MINT]: 1, "GET /repos/acme/access": 2 };
  let clock = 0;
  const heard: object[] = [];
  const headers: Record<string, string>[] = [{}, { age: "7" }, {}];
  const statuses = [200, 200, 502];
  const apiUrl = await serve((request, response) => {
    const at = Object.keys(dates).indexOf(`${request.method} ${request.url}`);
    const date = `Fri, 20 Nov 2026 14:00:0${at} GMT`;
    response.writeHead(statuses[at] ?? 500, { "content-type": "application/json", date, ...headers[at] });
    response.end(JSON.stringify({ id: 5, token: "t1", expires_at: "2999-01-01T00:00:00Z", permissions: {} }));
  });
  const { octokit } = openInstallation({ appId: 1, privateKey, apiUrl }, name, {
    now,
    clock: { monotonic: () => clock++, note: (reading) => heard.push(reading) },
  });
  await expect(octokit.rest.repos.get(name)).rejects.toMatchObject({ status: 502 });
  expect(heard).toEqual([{ said: new Date("2026-11-20T14:00:00.000Z"), sentAt: 0, receivedAt: 1 }]);
});

it("opening an installation calls nobody; the first call looks it up, once", async () => {
  const { calls, octokit, token } = await serveApp();
  expect(calls).toEqual([]);
  await octokit.rest.repos.get(name);
  expect([await token(), (await octokit.rest.repos.get(name)).data.id]).toEqual(["t1", 77]);
  expect(calls).toEqual([LOOKUP, MINT, "GET /repos/acme/access", "GET /repos/acme/access"]);
});

it.each([
  ["the lookup", LOOKUP, 503],
  ["the lookup, because the app is not installed", LOOKUP, 404],
  ["the token", MINT, 404],
])(
  "a failure of %s is no answer about the repository, and is forgotten by the next call",
  async (_name, call, status) => {
    const { octokit, token } = await serveApp({ [call]: [status, status] });
    await expect(octokit.rest.repos.get(name)).rejects.not.toHaveProperty("status");
    await expect(token()).rejects.toThrow("acme/access");
    expect((await octokit.rest.repos.get(name)).data.id).toBe(77);
  },
);

it.each([
  ["at all", () => undefined],
  ["to the end", (_request, response) => response.writeHead(200).write("{")],
] satisfies [string, RequestListener][])(
  "a GitHub that does not answer %s fails the call",
  async (_name, listener) => {
    const apiUrl = await serve(listener);
    const { octokit, token } = openInstallation({ appId: 1, privateKey, apiUrl }, name, {
      timeoutMs: 50,
      now,
    });
    await expect(token()).rejects.toThrow("acme/access");
    await expect(octokit.rest.repos.get(name)).rejects.toThrow("acme/access");
  },
);

it("a GitHub that mints a token and then answers nothing fails the call", async () => {
  const apiUrl = await serve((request, response) => {
    if (request.url === "/repos/acme/access") return;
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ id: 5, token: "t1", expires_at: "2999-01-01T00:00:00Z", permissions: {} }));
  });
  const { octokit } = openInstallation({ appId: 1, privateKey, apiUrl }, name, { timeoutMs: 1_000, now });
  await expect(octokit.rest.repos.get(name)).rejects.toThrow("timeout");
});

it("GX10: what GitHub failed to do is asked for once, and by whoever decided to ask", async () => {
  const WRITE = "POST /repos/acme/access/issues/1/comments";
  const { calls, octokit } = await serveApp({ [WRITE]: [502] });
  const comment = { ...name, issue_number: 1, body: "Hello" };
  await expect(octokit.rest.issues.createComment(comment)).rejects.toMatchObject({ status: 502 });
  expect(calls.filter((call) => call === WRITE)).toHaveLength(1);
});

it("says that the installation is suspended, since when, and where to end that", async () => {
  const { calls, octokit } = await serveApp({}, { suspended_at: "2026-11-20T14:00:00Z" });
  await expect(octokit.rest.repos.get(name)).rejects.toThrow(
    "The app could not sign in to acme/access: its installation is suspended since 2026-11-20T14:00:00Z (acme → Settings → GitHub Apps",
  );
  expect(calls).toEqual([LOOKUP]);
});

it.each([
  ["of its installation", "/repos/acme/access/pulls", "token t1"],
  ["of itself", "/app/hook/deliveries", "bearer ey"],
])(
  "reads the next page %s where the first one was read, whatever host GitHub names",
  async (_whose, path, signedBy) => {
    const asked: string[] = [];
    const signed: string[] = [];
    const apiUrl = await serve((request, response) => {
      const { url = "", headers } = request;
      const isMint = request.method === "POST";
      if (url.startsWith(path)) {
        asked.push(url);
        signed.push(headers.authorization ?? "");
      }
      const link =
        url === `${path}?per_page=100`
          ? { link: `<https://github.internal${path}?per_page=100&cursor=v2>; rel="next"` }
          : {};
      response.writeHead(isMint ? 201 : 200, { "content-type": "application/json", ...link });
      if (isMint) response.end(JSON.stringify({ token: "t1", expires_at: "2999-01-01T00:00:00Z" }));
      else response.end(url.endsWith("/installation") ? JSON.stringify({ id: 5 }) : "[]");
    });
    const { octokit } = openInstallation({ appId: 1, privateKey, apiUrl }, name, { now });
    await octokit.paginate(`GET ${path}`, { per_page: 100 });
    expect(asked).toEqual([`${path}?per_page=100`, `${path}?per_page=100&cursor=v2`]);
    expect(signed.map((each) => each.slice(0, signedBy.length))).toEqual([signedBy, signedBy]);
  },
);
