import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { Octokit } from "@octokit/rest";
import { afterEach, expect, it } from "vitest";
import { rememberAnswers } from "../../src/github/remember-answers.ts";

let server: Server;
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

/** A GitHub whose team has these members now, and the conditions under which it was asked. */
async function serveTeam(members: { list: { id: number }[] }) {
  const asked: (string | undefined)[] = [];
  server = createServer((request, response) => {
    asked.push(request.headers["if-none-match"]);
    const etag = `"${members.list.map(({ id }) => id).join("-")}"`;
    const same = request.headers["if-none-match"] === etag;
    response.writeHead(same ? 304 : 200, { etag, "content-type": "application/json" });
    response.end(
      same ? undefined : JSON.stringify({ total_count: members.list.length, items: members.list }),
    );
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("The server has no port.");
  const octokit = new Octokit({ baseUrl: `http://127.0.0.1:${address.port}` });
  rememberAnswers(octokit);
  const list = async () => (await octokit.paginate("GET /search/users", { q: "team" })).map(({ id }) => id);
  return { asked, list };
}

it("asks every time, under the condition that something changed, and answers what is true now", async () => {
  const members = { list: [{ id: 1 }] };
  const { asked, list } = await serveTeam(members);
  expect([await list(), await list(), await list()]).toEqual([[1], [1], [1]]);
  members.list = [{ id: 2 }, { id: 3 }];
  expect([await list(), await list()]).toEqual([
    [2, 3],
    [2, 3],
  ]);
  expect(asked).toEqual([undefined, '"1"', '"1"', '"1"', '"2-3"']);
});
