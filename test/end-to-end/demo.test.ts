import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { maskCast } from "../../demo/test/read-cast.ts";

const execute = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const DEADLINE_MS = 150_000;

let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "demo-test-"));
});

afterAll(() => rm(dir, { recursive: true, force: true, maxRetries: 10 }));

/** Starts the demo with a folder for temporary files of its own. */
function startDemo(temporary: string, ...args: string[]) {
  return spawn(process.execPath, [join(root, "bin/hallpass.js"), "demo", ...args], {
    env: { PATH: process.env.PATH, TMPDIR: temporary, GITHUB_API_URL: "http://127.0.0.1:9", PORT: "9" },
  });
}

async function collect(stream: AsyncIterable<unknown>): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  return text;
}

/** Everything before the diary as it is; of the diary, which commits: those of one second have no order. */
const comparable = (svg: string): string[] => {
  const lines = maskCast(svg);
  const diary = lines.findIndex((line) => line.includes("$ git log"));
  return [...lines.slice(0, diary), ...lines.slice(diary).toSorted()];
};

describe("the demo", () => {
  it(
    "walks one request the whole way, measures it, draws it and leaves nothing behind",
    async () => {
      const temporary = await mkdtemp(join(dir, "whole-"));
      const [clone, cast] = [join(dir, "clone.git"), join(dir, "demo.svg")];
      const demo = startDemo(temporary, "--json", "--keep", clone, "--cast", cast);
      const [out, err, [code]] = await Promise.all([
        collect(demo.stdout),
        collect(demo.stderr),
        once(demo, "exit"),
      ]);
      expect(code, err).toBe(0);

      const figures: unknown = JSON.parse(out.trimEnd().split("\n").at(-1) ?? "");
      const [main, ledger] = await Promise.all(
        ["main", "access-ledger"].map((name) => countCommits(clone, name)),
      );
      expect(figures).toEqual({
        select_before: "denied",
        select_during: "ok",
        select_after: "denied",
        granted_after_approval_ms: expect.any(Number),
        revoked_after_expiry_ms: expect.any(Number),
        api_requests: expect.any(Number),
        content_creating: expect.any(Number),
        put_off: expect.any(Number),
        main_commits: main,
        ledger_commits: ledger,
      });
      expect({ main, ledger }).toEqual({ main: 3, ledger: 5 });

      const picture = await readFile(join(root, "docs/demo.svg"), "utf8");
      expect(comparable(await readFile(cast, "utf8")), "draw docs/demo.svg anew with --cast").toEqual(
        comparable(picture),
      );
      expect(await readdir(temporary)).toEqual([]);
    },
    DEADLINE_MS,
  );

  it.each(["SIGINT", "SIGTERM"] as const)(
    "stops all it started when it is told to by %s",
    async (signal) => {
      const temporary = await mkdtemp(join(dir, "stopped-"));
      const demo = startDemo(temporary);
      const err = collect(demo.stderr);
      demo.stdout.on("data", (text: Buffer) => {
        if (text.includes("She asks")) demo.kill(signal);
      });
      const [code] = await once(demo, "exit");
      expect(code).toBe(3);
      expect(await err).toContain(`It was told to end by ${signal}.`);
      expect(await readdir(temporary)).toEqual([]);
    },
    DEADLINE_MS,
  );
});

async function countCommits(clone: string, branch: string): Promise<number> {
  const { stdout } = await execute("git", ["-C", clone, "rev-list", "--count", branch]);
  return Number(stdout);
}
