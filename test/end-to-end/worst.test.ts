import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { packageRoot } from "../../demo/src/package-root.ts";

/** Late logs, pauses and second merges take two minutes by themselves. */
const DEADLINE_MS = 420_000;

async function collect(stream: AsyncIterable<unknown>): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += String(chunk);
  return text;
}

it(
  "GitHub at its worst, all at once, still carries the demo through",
  async () => {
    const temporary = await mkdtemp(join(tmpdir(), "worst-test-"));
    try {
      const args = ["bin/hallpass.js", "demo", "--json", "--at-its-worst"];
      const env = { PATH: process.env.PATH, TMPDIR: temporary };
      const demo = spawn(process.execPath, args, { cwd: packageRoot, env });
      const [out, err, [code]] = await Promise.all([
        collect(demo.stdout),
        collect(demo.stderr),
        once(demo, "exit"),
      ]);
      expect(code, err).toBe(0);
      const figures = JSON.parse(out.trimEnd().split("\n").at(-1) ?? "");
      expect(figures).toMatchObject({
        select_before: "denied",
        select_during: "ok",
        select_after: "denied",
        main_commits: 3,
        ledger_commits: 5,
      });
      // Each way of being refused for a while was met: 405, 403 and 429.
      expect(figures.put_off).toBeGreaterThanOrEqual(3);
      expect(figures.revoked_after_expiry_ms).toBeLessThan(60_000);
      expect(await readdir(temporary)).toEqual([]);
    } finally {
      await rm(temporary, { recursive: true, force: true, maxRetries: 10 });
    }
  },
  DEADLINE_MS,
);
