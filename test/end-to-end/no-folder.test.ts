// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RO7: The disk is full or read-only, file descriptors are few, or the clock steps by an hour.

import { tmpdir } from "node:os";
import { addSeconds } from "date-fns";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type SandboxPostgres, startPostgres } from "../../demo/src/postgres/postgres.ts";
import { requestText } from "../support/builders/evidence.ts";
import { type GrantCounter, openGrantCounter } from "../support/database.ts";
import { approve, openPull, readCheck, readMergeTime, requestPath } from "../support/people.ts";
import { type Stage, startStage } from "../support/stage.ts";
import { until } from "../support/until.ts";

/** A folder that no process can make, of any user. */
const UNWRITABLE = "/sys/hallpass-state";

/** GitHub may have failed to deliver a webhook to the server that was killed, which is an alert too. */
const isOfWebhooks = (line: string) => line.includes('"code":"WEBHOOK_DELIVERIES"');

let postgres: SandboxPostgres;
let grants: GrantCounter;
let stage: Stage;
beforeAll(async () => {
  postgres = await startPostgres({ dir: tmpdir(), logins: ["alice"] });
  grants = openGrantCounter(postgres);
  stage = await startStage(postgres);
});
afterAll(async () => {
  await stage?.stop();
  await grants?.close();
  await postgres?.stop();
});

it("RO7: starts without its folder, says so, ends what is over, and grants nothing", {
  timeout: 180_000,
}, async () => {
  const patience = { deadlineMs: 80_000, story: stage.story };
  const count = () => grants.count("alice");
  const first = await stage.startApp();
  const { number } = await openPull(stage.github, "alice", {
    [requestPath()]: requestText({ duration: "12s" }),
  });
  await approve(stage.github, "carol", number);
  await until("alice holds it", count, (held) => held === 1, patience);
  await first.end("SIGKILL");
  const end = addSeconds(await readMergeTime(stage.github, number), 12);
  await until(
    "the lease is over",
    async () => new Date(),
    (now) => now > end,
    patience,
  );
  expect(await count()).toBe(1);

  const app = await stage.startApp({ HALLPASS_STATE: UNWRITABLE });
  await until("alice holds it no longer", count, (held) => held === 0, patience);
  expect(app.errors.filter((line) => line.includes('"alert":true') && !isOfWebhooks(line))).toEqual([
    expect.stringContaining(UNWRITABLE),
  ]);
  const next = await openPull(stage.github, "alice", { [requestPath()]: requestText() });
  await approve(stage.github, "carol", next.number);
  await until(
    "the check says why nothing is granted",
    async () => JSON.stringify(await readCheck(stage.github, next.head)),
    (check) => check?.includes(UNWRITABLE),
    patience,
  );
  expect(await app.end("SIGTERM")).toBe(0);
  expect(await count()).toBe(0);
});
