// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   EX1: The receiver of `hallpass export` is down, answers with errors or an endless body, or the process is
//     killed at any moment.
//   EX5: The receiver's name leads into the internal network, it answers with a redirect, it shows a wrong
//     certificate, or an error shows its token.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { ServerResponse } from "node:http";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { temporaryFolder } from "../git/fixture.ts";
import { makeSelfSigned } from "../support/self-signed.ts";
import { cloneRounds } from "./clone.ts";
import { idOf, KINDS, kindOf, LOCAL, newCursor, ROUNDS, receive, run } from "./export-receiver.ts";

function writePem(text: string): string {
  const path = join(temporaryFolder(), "file.pem");
  writeFileSync(path, text);
  return path;
}

describe("hallpass export over HTTP", () => {
  it("sends everything once, and later what is new", async () => {
    const [dir, receiver, cursor] = [await cloneRounds(ROUNDS), await receive(), newCursor()];
    const args = ["--repository", dir, "--to", receiver.url, "--cursor", cursor, ...LOCAL];
    expect(await run(...args)).toMatchObject({ code: 0, err: "" });
    expect(receiver.taken.map(kindOf)).toEqual(KINDS);
    expect(new Set(receiver.taken.map(idOf)).size).toBe(4);
    expect(await run(...args, "--json")).toMatchObject({ code: 0, out: expect.stringContaining('"sent":0') });
    expect(receiver.taken).toHaveLength(4);
  });

  it("EX1: moves the cursor after an acknowledgement alone", async () => {
    const [dir, receiver, cursor] = [await cloneRounds(ROUNDS), await receive(), newCursor()];
    const args = ["--repository", dir, "--to", receiver.url, "--cursor", cursor, "--batch", "1", ...LOCAL];
    const answer = receiver.how.answer;
    receiver.how.answer = (response, body) => {
      if (receiver.taken.length < 3) answer(response, body);
      else response.writeHead(401).end();
    };
    const refused = await run(...args, "--json");
    expect(refused).toMatchObject({ code: 3, out: expect.stringContaining("RECEIVER_FAILED") });
    expect(JSON.parse(readFileSync(cursor, "utf8"))).toMatchObject({ entries: 1 });
    receiver.how.answer = answer;
    expect((await run(...args)).code).toBe(0);
    expect(receiver.taken.map(kindOf)).toEqual(KINDS);
  });

  it("sends fewer at once where the receiver says that it is too much", async () => {
    const [dir, receiver] = [await cloneRounds(ROUNDS), await receive()];
    const answer = receiver.how.answer;
    receiver.how.answer = (response, body) =>
      body.trimEnd().includes("\n") ? void response.writeHead(413).end() : answer(response, body);
    const { code } = await run("--repository", dir, "--to", receiver.url, "--cursor", newCursor(), ...LOCAL);
    expect([code, receiver.taken.map(kindOf)]).toEqual([0, KINDS]);
  });

  it("takes a document that Elasticsearch has already as taken, and no other failure", async () => {
    const [dir, receiver] = [await cloneRounds(ROUNDS), await receive()];
    type Item = {
      readonly status: number;
      readonly _id?: string;
      readonly error?: { readonly type: string };
    };
    const answerWith =
      (answerOne: (id: string, index: number) => Item | undefined, errors = true) =>
      (response: ServerResponse, body: string) => {
        const actions = body.split("\n").flatMap((line) => Object(JSON.parse(line || "0")).create ?? []);
        const items = actions.flatMap(({ _id }, index) => {
          const create = answerOne(_id, index);
          return create === undefined ? [] : [{ create }];
        });
        response.end(JSON.stringify({ errors, items }));
      };
    const error = { type: "version_conflict_engine_exception" };
    const args = [
      "--repository",
      dir,
      "--to",
      receiver.url,
      "--format",
      "ecs",
      "--body",
      "elastic",
      ...LOCAL,
    ];
    const code = async (...how: Parameters<typeof answerWith>) => {
      receiver.how.answer = answerWith(...how);
      return (await run(...args, "--cursor", newCursor())).code;
    };
    expect(await code(() => ({ status: 400 }))).toBe(3);
    expect(await code(() => ({ status: 409 }))).toBe(3);
    expect(await code((_id) => ({ status: 409, _id, error: { type: "cluster_block_exception" } }))).toBe(3);
    expect(await code(() => ({ status: 409, _id: "another", error }))).toBe(3);
    // An answer about fewer documents says nothing of the rest.
    expect(await code((_id, index) => (index === 0 ? { status: 201, _id } : undefined), false)).toBe(3);
    expect(await code((_id) => ({ status: 201, _id }), false)).toBe(0);
    expect(await code((_id) => ({ status: 409, _id, error }))).toBe(0);
    const [action, document] = (receiver.seen.at(-1)?.body ?? "")
      .split("\n")
      .map((line) => JSON.parse(line || "0"));
    expect(action).toEqual({ create: { _id: document.event.id } });
  });

  it("EX5: sends its token in a header, and shows neither it nor the path", async () => {
    vi.stubEnv("HALLPASS_EXPORT_HEADERS", "authorization=Splunk%20geheim");
    const [dir, receiver] = [await cloneRounds(ROUNDS), await receive()];
    receiver.how.answer = (response) => void response.writeHead(403, { location: "/else" }).end("geheim");
    const { code, out, err } = await run(
      "--repository",
      dir,
      "--to",
      receiver.url,
      "--cursor",
      newCursor(),
      ...LOCAL,
    );
    expect(code).toBe(3);
    expect(receiver.seen[0]?.headers).toMatchObject({ authorization: "Splunk geheim" });
    expect(`${out}${err}`).not.toMatch(/geheim|\/in/u);
    vi.unstubAllEnvs();
  });

  it("EX5: follows no redirect", async () => {
    const [dir, receiver] = [await cloneRounds(ROUNDS), await receive()];
    receiver.how.answer = (response) => void response.writeHead(302, { location: receiver.url }).end();
    const args = ["--repository", dir, "--to", receiver.url, "--cursor", newCursor()];
    expect((await run(...args, ...LOCAL)).code).toBe(3);
    expect(receiver.seen).toHaveLength(1);
  });

  it.each([
    ["no network", []],
    ["another network", ["--network", "10.0.0.0/8"]],
  ])("EX5: connects to no address that is not listed: %s", async (_, networks) => {
    const [dir, receiver, cursor] = [await cloneRounds(ROUNDS), await receive(), newCursor()];
    const { code, err } = await run(
      ...["--repository", dir, "--to", receiver.url, "--cursor", cursor],
      ...networks,
    );
    expect([code, err]).toEqual([3, expect.stringContaining("Not connected: 127.0.0.1 is not public")]);
    expect(receiver.connections()).toBe(0);
    expect(existsSync(cursor)).toBe(false);
  });

  it("EX5: speaks http to no other machine, whatever network is listed", async () => {
    const { code, err } = await run(
      ...["--repository", await cloneRounds(ROUNDS), "--cursor", newCursor()],
      ...["--to", "http://10.1.2.3/in", "--network", "10.0.0.0/8"],
    );
    expect([code, err]).toEqual([3, expect.stringContaining("http is for this one alone")]);
  });

  it("writes an object for each event to Splunk's collector, with its time in seconds", async () => {
    const [dir, receiver] = [await cloneRounds(ROUNDS), await receive()];
    const args = ["--repository", dir, "--to", receiver.url, "--body", "splunk", "--cursor", newCursor()];
    expect((await run(...args, ...LOCAL)).code).toBe(0);
    expect(receiver.seen).toHaveLength(1);
    const events = receiver.taken.map((each) => Object(each));
    expect(events.map(({ event }) => kindOf(event))).toEqual(KINDS);
    for (const { event, ...others } of events)
      expect(others).toEqual({ time: event.time / 1000, source: "hallpass", sourcetype: "_json" });
  });

  it("shows a client certificate to a receiver that asks for one", async () => {
    const [ours, theirs] = [makeSelfSigned("hallpass"), makeSelfSigned("localhost")];
    const receiver = await receive({ ...theirs, ca: ours.cert, requestCert: true, rejectUnauthorized: true });
    const args = [
      ...["--repository", await cloneRounds(ROUNDS), "--to", receiver.url, "--cursor", newCursor()],
      ...["--ca", writePem(theirs.cert), "--network", "127.0.0.0/8", "--network", "::1/128"],
    ];
    const identity = ["--client-cert", writePem(ours.cert), "--client-key", writePem(ours.key)];
    expect(await run(...args, ...identity)).toMatchObject({ code: 0, err: "" });
    expect(receiver.taken.map(kindOf)).toEqual(KINDS);
  });
});
