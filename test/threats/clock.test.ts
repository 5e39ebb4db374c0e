// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RO7: The disk is full or read-only, file descriptors are few, or the clock steps by an hour.

import { parseEnv } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { formatEnv } from "../../demo/src/sandbox/env-file.ts";
import { createLog } from "../../src/service/log.ts";
import { wire } from "../../src/wire.ts";
import { type InProcess, startInProcess } from "../support/in-process.ts";

let app: InProcess;
beforeAll(async () => {
  app = await startInProcess();
}, 240_000);
afterAll(() => app?.stop());

/** The app as it starts, and its alerts. */
async function start() {
  const lines: string[] = [];
  const log = createLog(
    (line) => lines.push(line),
    [],
    () => new Date(),
  );
  const deps = await wire(app.config, parseEnv(formatEnv(app.github.sandbox, undefined)), log);
  return { deps, alerts: () => lines.filter((line) => line.includes('"alert":true')) };
}

it.each([3600, -3600])(
  "RO7: a clock that is an hour (%d s) off is not gone by, and is told of once",
  async (seconds) => {
    app.github.sandbox.control.clockSkew(seconds);
    const { deps, alerts } = await start();
    expect(Math.abs(deps.now().getTime() - Date.now())).toBeLessThan(600_000);
    for (let times = 0; times < 3; times++) await deps.github.readRepository();
    const ahead = (deps.now().getTime() - Date.now()) / 1000;
    app.github.sandbox.control.clockSkew(0);
    expect(Math.abs(ahead - seconds)).toBeLessThan(600);
    expect(alerts()).toEqual([expect.stringContaining("the machine's clock is not GitHub's")]);
  },
);

it("RO7: a clock that is right is told of by nobody", async () => {
  const { deps, alerts } = await start();
  for (let times = 0; times < 3; times++) await deps.github.readRepository();
  expect([Math.abs(deps.now().getTime() - Date.now()) < 600_000, alerts()]).toEqual([true, []]);
});

it.each([3600, -3600])(
  "RO7: an app whose clock is an hour off (%d s) works all the same",
  async (seconds) => {
    const other = await startInProcess({ clock: () => new Date(Date.now() + seconds * 1000) });
    try {
      expect((await other.deps.github.readRepository()).defaultBranch).toBe("main");
      expect(await other.deps.comments?.listWritten(new Date(0))).toEqual([]);
    } finally {
      await other.stop();
    }
  },
);
