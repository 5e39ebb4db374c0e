// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   EX1: The receiver of `hallpass export` is down, answers with errors or an endless body, or the process is
//     killed at any moment.

import { randomInt } from "node:crypto";
import { describe, expect, it } from "vitest";
import { at } from "../git/fixture.ts";
import { pastMonth } from "../support/builders/past-month.ts";
import { startCommand } from "../support/command-process.ts";
import { cloneRounds } from "./clone.ts";
import { idOf, LOCAL, newCursor, receive, run } from "./export-receiver.ts";

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
