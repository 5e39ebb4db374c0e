// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   X27: A command in a comment is edited or deleted later, or another person writes it.
//   X50: Pull requests that cannot be read are opened, many of them.

import { createHash } from "node:crypto";
import { Octokit } from "@octokit/rest";
import { expect, it } from "vitest";
import { commentRecord } from "../../src/github/comment-record.ts";
import { rememberAnswers } from "../../src/github/http/remember-answers.ts";
import { silent } from "../support/builders/log.ts";

const START = new Date("2026-11-20T10:00:00Z");

/** As GitHub lists it; `body` is what the comment said. */
interface Sent {
  readonly id: string;
  readonly event?: string;
  readonly action?: string;
  readonly repository?: number;
  readonly body?: string;
  readonly comment?: number;
  readonly deliveredAt?: string;
}

/** A GitHub that sent these, the newest first, and what it was asked. */
function answering(sent: readonly Sent[], failing: { status?: number; path?: string } = {}) {
  const asked: string[] = [];
  const fetch = async (url: string, init: { headers: Record<string, string> }): Promise<Response> => {
    const { pathname } = new URL(url);
    asked.push(pathname);
    if (failing.status !== undefined && pathname.endsWith(failing.path ?? "deliveries"))
      return Response.json({ message: "no" }, { status: failing.status });
    const etag = `W/"${createHash("sha256").update(JSON.stringify(sent)).digest("hex")}"`;
    if (init.headers["if-none-match"] === etag) return new Response(null, { status: 304, headers: { etag } });
    const headers = { "content-type": "application/json", etag };
    const found = sent.find(({ id }) => pathname.endsWith(`/${id}`));
    if (found !== undefined)
      return new Response(JSON.stringify({ request: { payload: payloadOf(found) } }), { headers });
    // Numbers as long as GitHub's are exact in text alone.
    return new Response(`[${sent.map(itemOf).join()}]`, { headers });
  };
  const octokit = new Octokit({ log: silent, request: { fetch } });
  // As the app composes them: GitHub's list carries an ETag.
  rememberAnswers(octokit);
  const record = commentRecord(octokit, 77);
  const list = async (since = START) => (await record.listWritten(since)).map(({ body }) => body);
  return { asked, list, record, failing };
}

const itemOf = ({
  id,
  event = "issue_comment",
  action = "created",
  repository = 77,
  deliveredAt = "2026-11-20T10:00:01Z",
}: Sent): string =>
  `{"id":${id},"event":"${event}","action":"${action}","repository_id":${repository},"delivered_at":"${deliveredAt}"}`;

const payloadOf = ({ id, body, comment = Number(id.slice(-6)) }: Sent) => ({
  issue: { number: 12 },
  comment: {
    id: comment,
    body,
    user: { id: 1003, login: "carol", type: "User" },
    created_at: "2026-11-20T10:00:00Z",
  },
});

it("a comment is told as it was written", async () => {
  const { record } = answering([{ id: "1", body: "/hallpass end" }]);
  expect(await record.listWritten(START)).toEqual([
    {
      number: 12,
      author: { id: 1003, login: "carol", type: "User" },
      body: "/hallpass end",
      at: START,
      edited: false,
    },
  ]);
  expect(await record.listWritten(new Date("2026-11-20T10:00:01Z"))).toEqual([]);
});

it("X27: what a comment was changed to, and what is said elsewhere, is not what somebody wrote", async () => {
  const { list } = answering([
    { id: "1", action: "edited", body: "/hallpass end" },
    { id: "2", action: "deleted", body: "/hallpass end" },
    { id: "3", repository: 78, body: "/hallpass end" },
    { id: "4", event: "pull_request_review", body: "/hallpass end" },
    { id: "5", body: "Thanks!" },
  ]);
  expect(await list()).toEqual(["Thanks!"]);
});

it("each is read once, by its whole number", async () => {
  const sent: Sent[] = [{ id: "184467440737095516", body: "one" }];
  const { asked, list } = answering(sent);
  await list();
  expect(await list()).toEqual(["one"]);
  sent.unshift({ id: "184467440737095517", body: "two" });
  expect((await list()).toSorted()).toEqual(["one", "two"]);
  expect(asked.filter((path) => !path.endsWith("deliveries"))).toEqual([
    "/app/hook/deliveries/184467440737095516",
    "/app/hook/deliveries/184467440737095517",
  ]);
});

it("an app that has no webhook was told nothing", async () => {
  expect(await answering([], { status: 404 }).list()).toEqual([]);
});

it("what was not read to its end is read again", async () => {
  const { list, failing } = answering(
    [
      { id: "1", body: "one" },
      { id: "2", body: "two" },
    ],
    { status: 502, path: "/2" },
  );
  await expect(list()).rejects.toThrow("list what it told the app");
  delete failing.status;
  expect(await list()).toEqual(["one", "two"]);
});

it("what GitHub keeps no longer hides nothing that it still keeps", async () => {
  const { list } = answering(
    [
      { id: "2", body: "two" },
      { id: "1", body: "one" },
    ],
    { status: 404, path: "/1" },
  );
  expect(await list()).toEqual(["two"]);
});

it("a comment that was delivered twice was written once", async () => {
  const { list } = answering([
    { id: "3804004623172239367", body: "/hallpass end", comment: 7 },
    { id: "3804004623172239366", body: "/hallpass end", comment: 7 },
    { id: "3804004623172239365", body: "/hallpass end", comment: 8 },
  ]);
  expect(await list()).toEqual(["/hallpass end", "/hallpass end"]);
});

it("what was sent before the time that is asked for is not read, until an earlier time is", async () => {
  const { asked, list } = answering([{ id: "1", body: "/hallpass end" }]);
  const reads = () => asked.filter((path) => path.endsWith("/1")).length;
  expect(await list(new Date("2026-11-20T10:02:00Z"))).toEqual([]);
  expect(reads()).toBe(0);
  expect(await list()).toEqual(["/hallpass end"]);
  await list();
  expect(reads()).toBe(1);
});

it("a delivery whose time cannot be read is read all the same", async () => {
  const { list } = answering([{ id: "1", body: "/hallpass end", deliveredAt: "soon" }]);
  expect(await list()).toEqual(["/hallpass end"]);
});

it("X50: of a list that does not end, what was read is told, and that it is not all; what is written later is known", async () => {
  let pages = 0;
  const newest: Sent = { id: "900000", body: "/hallpass end", deliveredAt: "2026-11-20T10:05:00Z" };
  const fetch = async (url: string): Promise<Response> => {
    if (url.endsWith("/900000")) return Response.json({ request: { payload: payloadOf(newest) } });
    pages += 1;
    const link = `<https://api.github.com/app/hook/deliveries?cursor=${pages}>; rel="next"`;
    const headers = { "content-type": "application/json", link };
    const noise = itemOf({ id: String(pages), event: "push", deliveredAt: "2026-11-20T10:03:00Z" });
    return new Response(`[${pages === 1 ? itemOf(newest) : noise}]`, { headers });
  };
  const record = commentRecord(new Octokit({ log: silent, request: { fetch } }), 77);
  await expect(record.listWritten(START)).rejects.toMatchObject({
    message: expect.stringContaining("more than 30000 events"),
    comments: [{ body: "/hallpass end" }],
  });
  expect(pages).toBe(300);
  expect(await record.listWritten(new Date("2026-11-20T10:04:01Z"))).toEqual([]);
});
