import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openClient } from "../../../src/github/http/client.ts";
import { issues } from "../../../src/github/issues.ts";
import { pullRequests } from "../../../src/github/pulls.ts";

let server: Server;
let url: string;
const name = { owner: "acme", repo: "access" };

beforeAll(async () => {
  // GitHub redirects a renamed repository, and a transferred issue, to the number of the repository that has it now.
  const moved: Readonly<Record<string, string>> = {
    "/repos/acme/access/issues/7": "/repositories/78/issues/1",
    "/repos/acme/access": "/repositories/77",
  };
  const answers: Readonly<Record<string, object>> = {
    "/repositories/78/issues/1": { number: 1, state: "closed" },
    "/repositories/77": { id: 77, owner: { login: "acme" }, default_branch: "main", private: true },
  };
  server = createServer((request, response) => {
    const path = request.url ?? "";
    const location = moved[path];
    const headers = { "content-type": "application/json" };
    if (location === undefined)
      response.writeHead(200, headers).end(JSON.stringify(answers[path] ?? { message: "no" }));
    else
      response
        .writeHead(301, { ...headers, location: `${url}${location}` })
        .end(JSON.stringify({ message: "Moved Permanently" }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

const open = (repositoryId: number) =>
  openClient(url, "t", { repositoryId, now: () => new Date("2026-11-27T17:00:00Z") });

it("an issue that was transferred is not looked for in the other repository", async () => {
  expect(await issues(open(77), name).readTask(7)).toBeUndefined();
});

it("a repository that was renamed is the same", async () => {
  expect(await pullRequests(open(77), name).readRepository()).toMatchObject({ id: 77 });
});
