// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   EX1: The receiver of `hallpass export` is down, answers with errors or an endless body, or the process is
//     killed at any moment.
//   EX5: The receiver's name leads into the internal network, it answers with a redirect, it shows a wrong
//     certificate, or an error shows its token.

import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { createServer } from "node:tls";
import { describe, expect, it, onTestFinished } from "vitest";
import { temporaryFolder } from "../git/fixture.ts";
import { startCommand } from "../support/command-process.ts";
import { makeSelfSigned } from "../support/self-signed.ts";
import { until } from "../support/until.ts";
import { cloneRounds } from "./clone.ts";
import { KINDS, kindOf, LOCAL, newCursor, ROUNDS, run } from "./export-receiver.ts";

describe("hallpass export by syslog over TLS", () => {
  const pair = makeSelfSigned("localhost");

  async function receiveSyslog(how: { refuse: number }) {
    const batches: string[] = [];
    const server = createServer(pair, async (socket) => {
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
    expect([code, err]).toEqual([
      0,
      expect.stringMatching(/did not take it: (?:it closed the connection too early|ECONN)/u),
    ]);
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
