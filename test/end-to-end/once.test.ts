import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type SandboxPostgres, startPostgres } from "../../demo/src/postgres/postgres.ts";
import { type Alice, aliceOf } from "../support/alice.ts";
import { requestText } from "../support/builders/evidence.ts";
import { listRevocations } from "../support/ledger.ts";
import { approve, isMerged, openPull, readCheck, requestPath } from "../support/people.ts";
import { type Stage, startStage } from "../support/stage.ts";
import { until } from "../support/until.ts";

let postgres: SandboxPostgres;
let stage: Stage;
let alice: Alice;
beforeAll(async () => {
  postgres = await startPostgres({ dir: tmpdir(), logins: ["alice"] });
  stage = await startStage(postgres);
  alice = aliceOf(postgres, stage);
}, 120_000);
afterAll(async () => {
  await stage?.stop();
  await postgres?.stop();
});

/** One run of a scheduled job: a process that starts, does what is due, and exits. */
async function runOnce(env: Record<string, string> = {}) {
  const run = stage.spawnOnce(env);
  const answer = JSON.parse(await run.firstLine());
  return { ...answer, code: await run.exited };
}

it("takes a request the whole way and ends it, with no server", async () => {
  const before = performance.now();
  expect(await runOnce()).toMatchObject({ code: 0, failures: 0, stops: [] });
  const runMs = performance.now() - before;

  const duration = `${Math.ceil((10_000 + 4 * runMs) / 1_000)}s`;
  const { number, head } = await openPull(stage.github, "alice", {
    [requestPath()]: requestText({ duration }),
  });
  expect(await runOnce()).toMatchObject({ code: 0, recorded: {} });
  expect(await readCheck(stage.github, head)).toMatchObject({ status: "in_progress" });

  await approve(stage.github, "carol", number);
  expect(await runOnce()).toMatchObject({ code: 0, recorded: { intent: 1, granted: 1 } });
  expect(await isMerged(stage.github, number)).toBe(true);
  expect(await alice.login()).toBe("ok");

  const ended = await until("the run that revokes", runOnce, ({ recorded }) => recorded.revoked === 1, {
    deadlineMs: 180_000,
    story: stage.story,
  });
  expect(ended).toMatchObject({ code: 0, failures: 0 });
  expect(await alice.login()).toBe("denied");
  expect(await listRevocations(stage.github)).toHaveLength(1);
  expect(await runOnce()).toMatchObject({ code: 0, recorded: {} });
});

it("says what failed, and does it in the next run", async () => {
  const { number, head } = await openPull(stage.github, "alice", { [requestPath()]: requestText() });
  expect(await runOnce({ GITHUB_API_URL: "http://127.0.0.1:1" })).toMatchObject({ code: 3 });
  expect(await runOnce()).toMatchObject({ code: 0, failures: 0 });
  expect(await readCheck(stage.github, head)).toMatchObject({ status: "in_progress" });
  expect(await isMerged(stage.github, number)).toBe(false);
});
