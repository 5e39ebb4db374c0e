// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   EX1: The receiver of `hallpass export` is down, answers with errors or an endless body, or the process is
//     killed at any moment.
//   EX2: The ledger's branch is rewritten, holds commits that its key did not sign, or another account moves
//     the cursor, so that entries are skipped.
//   EX5: The receiver's name leads into the internal network, it answers with a redirect, it shows a wrong
//     certificate, or an error shows its token.

import { randomInt } from "node:crypto";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createServer as createTlsServer } from "node:tls";
import { addSeconds } from "date-fns";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { main } from "../../src/cli.ts";
import type { LedgerEntry } from "../../src/core/ledger/ledger-entry.ts";
import { at, git, temporaryFolder } from "../git/fixture.ts";
import { failedEntry, grantedEntry, intentEntry, lease, revokedEntry } from "../support/builders/ledger.ts";
import { pastMonth } from "../support/builders/past-month.ts";
import { startCommand } from "../support/command-process.ts";
import { makeSelfSigned } from "../support/self-signed.ts";
import { until } from "../support/until.ts";
import { capture, cloneAccess, cloneRounds } from "./clone.ts";

const given = lease();
const ROUNDS: readonly (readonly LedgerEntry[])[] = [
  [intentEntry(given)],
  [grantedEntry(given, addSeconds(given.startsAt, 1), given.endsAt)],
  [
    failedEntry(given, addSeconds(given.endsAt, 1)),
    revokedEntry(given, addSeconds(given.endsAt, 2), given.endsAt),
  ],
];
const KINDS = ["intent", "granted", "failed", "revoked"];
const LOCAL = ["--network", "127.0.0.0/8"];

const run = (...argv: string[]) => capture(main, "export", ...argv);
const newCursor = (): string => join(temporaryFolder(), "export", "cursor.json");

/** A receiver on this machine. `how.answer` says what becomes of a body: taken only where it answers 200. */
async function receive() {
  const taken: unknown[] = [];
  const seen: { readonly path: string; readonly body: string; readonly headers: object }[] = [];
  const take = (body: string): void => {
    for (const line of body.trimEnd().split("\n")) taken.push(JSON.parse(line));
  };
  const how = {
    answer: (response: ServerResponse, body: string): void => {
      take(body);
      response.end();
    },
  };
  const server = createServer(async (request, response) => {
    const body = await text(request).catch(() => undefined);
    if (body === undefined) return;
    seen.push({ path: request.url ?? "", body, headers: request.headers });
    how.answer(response, body);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const port = typeof address === "object" ? address?.port : undefined;
  return { taken, seen, take, how, url: `http://127.0.0.1:${port}/in` };
}

const idOf = (event: unknown): string => Object(event).metadata.uid;
const kindOf = (event: unknown): string => Object(event).metadata.event_code;

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
    const answerWith = (status: number) => (response: ServerResponse) =>
      void response.end(JSON.stringify({ errors: true, items: Array(4).fill({ create: { status } }) }));
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
    receiver.how.answer = answerWith(400);
    expect((await run(...args, "--cursor", newCursor())).code).toBe(3);
    receiver.how.answer = answerWith(409);
    expect((await run(...args, "--cursor", newCursor())).code).toBe(0);
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

  it("EX5: follows no redirect, and connects to no network that is not listed", async () => {
    const [dir, receiver] = [await cloneRounds(ROUNDS), await receive()];
    receiver.how.answer = (response) => void response.writeHead(302, { location: receiver.url }).end();
    const args = ["--repository", dir, "--to", receiver.url, "--cursor", newCursor()];
    expect((await run(...args, ...LOCAL)).code).toBe(3);
    expect(receiver.seen).toHaveLength(1);
  });
});

describe("what is exported", () => {
  it("EX2: stops where the ledger does not continue the cursor", async () => {
    const [dir, other, receiver, cursor] = [
      await cloneRounds(ROUNDS),
      await cloneRounds(ROUNDS.slice(0, 1)),
      await receive(),
      newCursor(),
    ];
    const args = ["--repository", dir, "--to", receiver.url, "--cursor", cursor, ...LOCAL];
    expect((await run(...args)).code).toBe(0);
    git(dir, [
      "fetch",
      "--quiet",
      other,
      "+refs/remotes/origin/access-ledger:refs/remotes/origin/access-ledger",
      "+refs/remotes/origin/main:refs/remotes/origin/main",
    ]);
    const { code, err } = await run(...args);
    expect([code, receiver.taken.length]).toEqual([3, 4]);
    expect(err).toMatch(/does not continue the commit/u);
  });

  it("EX2: sends no commit that the ledger's key did not sign", async () => {
    const [dir, receiver] = [await cloneRounds(ROUNDS), await receive()];
    const forged = git(dir, [
      "commit-tree",
      "-p",
      "refs/remotes/origin/access-ledger",
      "-m",
      "x",
      "refs/remotes/origin/access-ledger^{tree}",
    ]);
    git(dir, ["update-ref", "refs/remotes/origin/access-ledger", forged]);
    const { code, err } = await run(
      "--repository",
      dir,
      "--to",
      receiver.url,
      "--cursor",
      newCursor(),
      ...LOCAL,
    );
    expect([code, receiver.taken.map(kindOf)]).toEqual([3, KINDS]);
    expect(err).toContain("is not trusted");
  });

  it("EX2: believes no cursor that others may write, and none of another receiver", async () => {
    const [dir, receiver, cursor] = [await cloneRounds(ROUNDS), await receive(), newCursor()];
    const args = ["--repository", dir, "--cursor", cursor, ...LOCAL];
    expect((await run(...args, "--to", receiver.url)).code).toBe(0);
    const other = await run(...args, "--to", `${receiver.url}/other`);
    expect([other.code, other.err]).toEqual([3, expect.stringContaining("belongs to another receiver")]);
    const { chmodSync } = await import("node:fs");
    chmodSync(cursor, 0o666);
    expect(await run(...args, "--to", receiver.url)).toMatchObject({ code: 3 });
    chmodSync(cursor, 0o600);
    writeFileSync(cursor, "{}");
    expect(await run(...args, "--to", receiver.url)).toMatchObject({ code: 3 });
  });

  it("prints the events for a look, and moves no cursor", async () => {
    const dir = await cloneRounds(ROUNDS);
    const { code, out } = await run("--repository", dir, "--dry-run", "--format", "ecs");
    const events = out
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(events.map(({ hallpass }) => hallpass.kind)).toEqual(KINDS);
    expect(events[3].user.target).toEqual({ id: "1001", name: "alice" });
  });

  it.each([
    [["--to", "ftp://x"], "--to is no address"],
    [["--to", "https://a:b@x.example"], "--to has a user or a password"],
    [[], "Give the receiver with --to URL"],
    [["--to", "https://x.example", "--format", "xml"], "--format xml is unknown"],
    [["--to", "syslog+tls://x.example", "--format", "otlp"], "Syslog takes"],
    [["--to", "https://x.example", "--client-key", "k.pem"], "go together"],
  ])("refuses %j", async (argv, message) => {
    const { code, err } = await run("--repository", await cloneAccess(), ...argv);
    expect([code, err]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe("hallpass export by syslog over TLS", () => {
  const pair = makeSelfSigned("localhost");

  async function receiveSyslog(how: { refuse: number }) {
    const batches: string[] = [];
    const server = createTlsServer(pair, async (socket) => {
      socket.on("error", () => undefined);
      if (how.refuse-- > 0) return void socket.destroy();
      batches.push(await text(socket).catch(() => ""));
      socket.end();
    }).listen(0, "127.0.0.1");
    server.on("tlsClientError", () => undefined);
    await once(server, "listening");
    onTestFinished(() => void server.close());
    const address = server.address();
    return { batches, url: `syslog+tls://localhost:${typeof address === "object" ? address?.port : 0}` };
  }

  /** Messages by their counted octets. */
  function readFrames(stream: string): string[] {
    const [, length = "", rest = ""] = /^(\d+) (.*)$/su.exec(stream) ?? [];
    return length === "" ? [] : [rest.slice(0, Number(length)), ...readFrames(rest.slice(Number(length)))];
  }

  it("EX1: sends again what a receiver did not read to the end", async () => {
    const ca = join(temporaryFolder(), "ca.pem");
    writeFileSync(ca, pair.cert);
    const [dir, receiver] = [await cloneRounds(ROUNDS), await receiveSyslog({ refuse: 1 })];
    const { code, err } = await run(
      "--repository",
      dir,
      "--to",
      receiver.url,
      "--ca",
      ca,
      "--cursor",
      newCursor(),
      "--network",
      "127.0.0.0/8",
      "--network",
      "::1/128",
    );
    expect([code, err]).toEqual([0, expect.stringContaining("did not take it")]);
    const messages = receiver.batches.flatMap(readFrames);
    expect(messages.map((message) => kindOf(JSON.parse(message.slice(message.indexOf("] ") + 2))))).toEqual(
      KINDS,
    );
    expect(messages[2]).toMatch(/^<107>1 2026-11-20T16:02:01\.000Z|^<107>1 /u);
  });

  it("EX5: sends nothing to a receiver whose certificate nobody vouches for", async () => {
    const [dir, receiver, cursor] = [
      await cloneRounds(ROUNDS),
      await receiveSyslog({ refuse: 0 }),
      newCursor(),
    ];
    const child = startCommand([
      "export",
      "--follow",
      "--repository",
      dir,
      "--to",
      receiver.url,
      "--cursor",
      cursor,
      ...LOCAL,
    ]);
    await until(
      "a failure",
      async () => child.errors.join(),
      (errors) => /did not take it/u.test(errors),
    );
    expect(await child.end("SIGTERM")).toBe(0);
    expect(receiver.batches.join("")).toBe("");
  });
});

describe("a process that is killed, and a receiver that fails", () => {
  it("EX1: lacks no entry, and repeats some under their ids", { timeout: 240_000 }, async () => {
    const seed = randomInt(1_000_000);
    let state = seed;
    const random = (): number => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state / 2_147_483_648;
    };
    const month = pastMonth(60, at("18:00:00"));
    const rounds = Array.from({ length: Math.ceil(month.length / 8) }, (_, index) =>
      month.slice(8 * index, 8 * index + 8),
    );
    const [dir, receiver, cursor] = [await cloneRounds(rounds), await receive(), newCursor()];
    let until = 0;
    let kill = (): void => undefined;
    receiver.how.answer = (response, body) => {
      const chance = random();
      if (chance < 0.15) return void response.writeHead(503).end();
      if (chance < 0.3) return void response.destroy();
      receiver.take(body);
      if (--until <= 0) kill();
      if (chance < 0.4) response.destroy();
      else response.end();
    };
    const args = [
      "export",
      "--repository",
      dir,
      "--to",
      receiver.url,
      "--cursor",
      cursor,
      "--batch",
      "3",
      ...LOCAL,
    ];
    for (let round = 0; round < 4; round++) {
      until = 1 + Math.floor(random() * 8);
      const child = startCommand([...args, "--follow"]);
      let killed: Promise<unknown> | undefined;
      kill = () => {
        killed ??= child.end("SIGKILL");
      };
      await child.exited;
      await killed;
    }
    kill = () => undefined;
    receiver.how.answer = (response, body) => {
      receiver.take(body);
      response.end();
    };
    expect(await startCommand(args).exited, `seed ${seed}`).toBe(0);
    const { out } = await run("--repository", dir, "--dry-run");
    const wanted = out
      .trimEnd()
      .split("\n")
      .map((line) => idOf(JSON.parse(line)));
    const first = [...new Set(receiver.taken.map(idOf))];
    expect(first, `seed ${seed}`).toEqual(wanted);
    expect(wanted).toHaveLength(month.length);
  });
});
