import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { Octokit } from "@octokit/rest";
import { afterEach, describe, expect, it } from "vitest";
import { rememberAnswers } from "../../../src/github/http/remember-answers.ts";
import { silent } from "../../support/builders/log.ts";

let server: Server | undefined;
afterEach(async () => {
  if (server === undefined) return;
  server.closeAllConnections();
  server.close();
  await once(server, "close");
  server = undefined;
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

describe("what is remembered", () => {
  /** A GitHub whose answers have this many characters; counts those it had to give anew. */
  function serveAnswers(characters: number, limits?: { answers: number; characters: number }) {
    let given = 0;
    const fetch = async (_url: string, { headers }: { headers: Record<string, string> }) => {
      const same = headers["if-none-match"] !== undefined;
      if (!same) given++;
      const body = same ? null : JSON.stringify({ text: "x".repeat(characters) });
      return new Response(body, {
        status: same ? 304 : 200,
        headers: { etag: '"1"', "content-type": "application/json" },
      });
    };
    const octokit = new Octokit({ request: { fetch }, log: silent });
    rememberAnswers(octokit, limits);
    return async (count: number): Promise<number> => {
      given = 0;
      for (let index = 0; index < count; index++) await octokit.request(`GET /answers/${index}`);
      return given;
    };
  }

  it("is enough for a sweep over several hundred pull requests", async () => {
    const readAll = serveAnswers(10);
    expect([await readAll(1200), await readAll(1200)]).toEqual([1200, 0]);
  });

  it.each([
    ["in number", { answers: 3, characters: 1e6 }],
    ["in length: who opens pull requests decides how long answers are", { answers: 100, characters: 350 }],
  ])("is bounded %s", async (_how, limits) => {
    const readAll = serveAnswers(100 - '{"text":""}'.length, limits);
    expect([await readAll(3), await readAll(3), await readAll(4), await readAll(2)]).toEqual([3, 0, 1, 2]);
  });

  it("is nothing that is longer than all of it may be", async () => {
    const readAll = serveAnswers(100, { answers: 3, characters: 99 });
    expect([await readAll(1), await readAll(1)]).toEqual([1, 1]);
  });
});
