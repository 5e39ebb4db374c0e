// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV3: The app is down at the end.
//   RV4: GitHub is down at the end.

import { tmpdir } from "node:os";
import { Client } from "pg";
import { describe, it, type TestContext } from "vitest";
import { type SandboxPostgres, startPostgres } from "../../demo/src/postgres/postgres.ts";
import { cronSettings, listCronServers } from "../postgres/servers.ts";
import { aliceOf } from "../support/alice.ts";
import {
  briefly,
  grantLease,
  listHoldings,
  minuteAfter,
  waitForEnd,
  waitForRevocation,
} from "../support/ledger.ts";
import { startStage } from "../support/stage.ts";
import { until } from "../support/until.ts";

/** pg_cron looks once a minute. */
const ROUND_MS = 60_000;

/** What an operator does, as docs/providers/postgres.md says under "Timers with pg_cron". */
async function installCron({ host, port, database, superuser, manager }: SandboxPostgres): Promise<void> {
  const owner = new Client({ host, port, database, ...superuser });
  await owner.connect();
  try {
    await owner.query(`CREATE EXTENSION pg_cron; GRANT USAGE ON SCHEMA cron TO ${manager.user}`);
    const schedulers = "SELECT FROM pg_stat_activity WHERE application_name = 'pg_cron scheduler'";
    // It starts anew until the database it looks into exists.
    const countRunning = async (): Promise<number> => (await owner.query(schedulers)).rows.length;
    await until("the scheduler runs", countRunning, (count) => count > 0, { deadlineMs: ROUND_MS });
  } finally {
    await owner.end();
  }
}

/** alice holds it for a moment; the app is killed and GitHub goes away before the end. No Action runs. */
async function leaveAlone({ expect, onTestFinished }: TestContext, postgres: SandboxPostgres) {
  const stage = await startStage(postgres);
  onTestFinished(() => stage.stop());
  const alice = aliceOf(postgres, stage);
  const before = performance.now();
  const app = await stage.startApp();
  const lease = await grantLease(stage, { duration: briefly(performance.now() - before) });
  const session = await alice.open();
  onTestFinished(() => session.close());
  expect([await session.select(), await alice.login()]).toEqual(["ok", "ok"]);
  expect(await app.end("SIGKILL")).toBe(null);
  stage.github.sandbox.control.beginOutage();
  expect(new Date() < lease.endsAt, "it has not ended yet").toBe(true);
  return {
    ...{ stage, alice, session, lease },
    /** With the app and GitHub back. */
    expectRecorded: async () => {
      const { scheduled, at } = await waitForRevocation(stage, lease);
      expect(scheduled).toEqual(lease.endsAt);
      expect(at > scheduled).toBe(true);
      expect(await alice.login()).toBe("denied");
    },
  };
}

const options = { timeout: 300_000 };

describe.concurrent("with the app killed before the end, GitHub away and no Action", options, () => {
  for (const { name, binaries } of listCronServers())
    it(`RV3, RV4: the timer of ${name} ends it, and the app records it once both are back`, async (test) => {
      const settings = cronSettings("orders");
      const postgres = await startPostgres({ dir: tmpdir(), logins: ["alice"], binaries, settings });
      test.onTestFinished(() => postgres.stop());
      await installCron(postgres);
      const { stage, alice, session, lease, expectRecorded } = await leaveAlone(test, postgres);
      await alice.untilGone(session, ROUND_MS + minuteAfter(lease));
      test.expect(new Date() > lease.endsAt).toBe(true);
      test.expect(await alice.login()).toBe("denied");
      test.expect(await listHoldings(stage.github)).toMatchObject([{ held: "yes", revocations: [] }]);
      stage.github.sandbox.control.endOutage();
      await stage.startApp();
      await expectRecorded();
    });

  it("RV3, RV4: a server without pg_cron waits for somebody: the app, back before GitHub is, ends it by what it kept", async (test) => {
    const postgres = await startPostgres({ dir: tmpdir(), logins: ["alice"] });
    test.onTestFinished(() => postgres.stop());
    const { stage, alice, session, lease, expectRecorded } = await leaveAlone(test, postgres);
    await waitForEnd(lease);
    test.expect([await session.select(), await alice.login()]).toEqual(["ok", "ok"]);
    const ready = stage.startApp();
    await alice.untilGone(session, minuteAfter(lease));
    test.expect(await alice.login()).toBe("denied");
    test.expect(await listHoldings(stage.github)).toMatchObject([{ held: "yes", revocations: [] }]);
    stage.github.sandbox.control.endOutage();
    await ready;
    await expectRecorded();
  });
});
