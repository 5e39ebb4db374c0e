// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV3: The app is down at the end.
//   RV4: GitHub is down at the end.
//   RV7: An extension arrives while the end is being carried out.

import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { type SandboxPostgres, startPostgres } from "../../demo/src/postgres/postgres.ts";
import type { Lease } from "../../src/core/access/lease.ts";
import { type Alice, aliceOf } from "../support/alice.ts";
import { type Answer, type Asking, askOnAndOn } from "../support/asking.ts";
import type { CommandProcess } from "../support/command-process.ts";
import type { OpenSession } from "../support/database.ts";
import {
  briefly,
  grantLease,
  listHoldings,
  listRevocations,
  minuteAfter,
  waitForEnd,
  waitForRevocation,
} from "../support/ledger.ts";
import { type Stage, startStage } from "../support/stage.ts";
import { until } from "../support/until.ts";
import { runBundle } from "./action-world.ts";

let postgres: SandboxPostgres;
let stage: Stage;
let alice: Alice;
let app: CommandProcess;
/** How long the app takes to start, here and now. */
let startMs: number;
beforeAll(async () => {
  postgres = await startPostgres({ dir: tmpdir(), logins: ["alice"] });
  stage = await startStage(postgres);
  alice = aliceOf(postgres, stage);
  const before = performance.now();
  app = await stage.startApp();
  startMs = performance.now() - before;
}, 120_000);
afterAll(async () => {
  await stage?.stop();
  await postgres?.stop();
});

const short = (): string => briefly(startMs);
/** Enough for another request to be granted meanwhile. */
const long = (): string => `${Math.ceil((8_000 + 4 * startMs) / 1_000)}s`;

async function openSession(): Promise<OpenSession> {
  const session = await alice.open();
  onTestFinished(() => session.close());
  return session;
}

const countRevocations = async (): Promise<number> => (await listRevocations(stage.github)).length;

const inTime = (lease: Lease): void =>
  expect(new Date() < lease.endsAt, `${lease.request} has not ended yet`).toBe(true);

it("RV7: an extension recorded before the end leaves no moment without access, and there is none after the second end", async () => {
  const earlier = await countRevocations();
  expect(await alice.login()).toBe("denied");
  const first = await grantLease(stage, { duration: long() });
  const session = await openSession();
  const clients = [askOnAndOn(() => session.select()), askOnAndOn(() => alice.login())];
  onTestFinished(async () => void (await Promise.all(clients.map(({ stop }) => stop()))));

  const second = await grantLease(stage, { duration: short(), extends: first.request });
  inTime(first);
  expect(second.startsAt).toEqual(first.endsAt);
  const { at, scheduled } = await waitForRevocation(stage, second, earlier);
  expect(scheduled).toEqual(second.endsAt);

  for (const client of clients) {
    await until("it asks after the revocation", async () => listAsked(client, at), hasSome, {
      deadlineMs: 80_000,
    });
    await client.stop();
    const { answers } = client;
    expect(answers.filter(({ answered, says }) => answered < second.endsAt && says !== "ok")).toEqual([]);
    expect(listAsked(client, first.endsAt).filter(({ says }) => says === "ok")).not.toEqual([]);
    expect(listAsked(client, at).filter(({ says }) => says === "ok")).toEqual([]);
    const refused = answers.findIndex(({ says }) => says !== "ok");
    expect(answers.slice(refused).filter(({ says }) => says === "ok")).toEqual([]);
  }
  expect([await session.select(), await alice.login()]).toEqual(["gone", "denied"]);
}, 300_000);

const listAsked = ({ answers }: Asking, after: Date): Answer[] =>
  answers.filter(({ asked }) => asked > after);
const hasSome = ({ length }: readonly Answer[]): boolean => length > 1;

it("RV4: with GitHub away at the end the app ends it all the same, and records when, once GitHub is back", async () => {
  const earlier = await countRevocations();
  const { control } = stage.github.sandbox;
  const lease = await grantLease(stage, { duration: short() });
  const session = await openSession();
  expect([await session.select(), await alice.login()]).toEqual(["ok", "ok"]);
  const done = await countDone();
  onTestFinished(() => control.endOutage());
  control.beginOutage();
  inTime(lease);

  await alice.untilGone(session, minuteAfter(lease));
  expect(new Date() > lease.endsAt).toBe(true);
  expect(await alice.login()).toBe("denied");
  expect(await listHoldings(stage.github)).toMatchObject([{ held: "yes" }]);
  expect(await countRevocations()).toBe(earlier);

  await until("the app has done with it", countDone, (count) => count > done, {
    deadlineMs: 80_000,
    story: stage.story,
  });
  const back = new Date();
  control.endOutage();
  const { scheduled, at, because } = await waitForRevocation(stage, lease, earlier);
  expect({ scheduled, because }).toEqual({ scheduled: lease.endsAt, because: "expiry" });
  expect([at >= scheduled, at <= back]).toEqual([true, true]);
  expect(await listHoldings(stage.github)).toMatchObject([{ held: "no" }]);
  expect(await alice.login()).toBe("denied");
}, 300_000);

const countDone = async (): Promise<number> =>
  app.errors.filter((line) => line.includes('"revocation done"')).length;

// The last of this stage: it takes its app away.
it("RV3: with the app killed before the end and not started again the Action ends it, and the app records it when it is back", async () => {
  const earlier = await countRevocations();
  const lease = await grantLease(stage, { duration: short() });
  const session = await openSession();
  expect([await session.select(), await alice.login()]).toEqual(["ok", "ok"]);
  expect(await app.end("SIGKILL")).toBe(null);
  inTime(lease);

  await waitForEnd(lease);
  expect([await session.select(), await alice.login()]).toEqual(["ok", "ok"]);
  const { exitCode, stdout, summary } = await runBundle(stage.github, postgres, {});
  expect(exitCode, stdout).toBe(0);
  expect(summary).toMatch(/alice.*revoked/u);
  expect([await alice.untilGone(session, minuteAfter(lease)), await alice.login()]).toEqual([
    "gone",
    "denied",
  ]);
  expect(await listHoldings(stage.github)).toMatchObject([{ held: "yes" }]);
  expect(await countRevocations()).toBe(earlier);

  app = await stage.startApp();
  const { scheduled, at } = await waitForRevocation(stage, lease, earlier);
  expect(scheduled).toEqual(lease.endsAt);
  expect(at > scheduled).toBe(true);
  expect(await alice.login()).toBe("denied");
}, 300_000);
