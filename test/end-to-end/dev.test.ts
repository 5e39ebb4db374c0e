import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { packageRoot } from "../../demo/src/package-root.ts";
import { until } from "../support/until.ts";

it("`npm run dev` starts a local GitHub, PostgreSQL and the app, and one signal ends them all", async () => {
  const child = spawn(process.execPath, ["scripts/dev.js"], { cwd: packageRoot });
  let printed = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (part: Buffer) => {
      printed += part.toString();
    });
  const exited = once(child, "exit");
  const read = async () => printed;
  const isReady = (text: string): boolean => /^app +│ \d\d:\d\d:\d\d serve: ready /mu.test(text);
  await until("the app is ready", read, isReady, { deadlineMs: 50_000, story: () => printed });
  expect(printed).toMatch(/^github +│ A local GitHub is up at http:/mu);
  expect(printed).toContain("Ask PostgreSQL:");
  const pids = [/"pid":(\d+)/u, /\(pid (\d+)\)/u].map((shape) => Number(shape.exec(printed)?.[1]));
  for (const pid of pids) expect(process.kill(pid, 0)).toBe(true);

  child.kill("SIGINT");
  expect(await exited).toEqual([0, null]);
  for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow("ESRCH");
});
