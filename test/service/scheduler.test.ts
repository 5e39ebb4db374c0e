// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   GX9: A provider says that it is asked too often.

import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Log } from "../../src/core/ports/log.ts";
import { createScheduler, type OnFailure, type Step } from "../../src/service/scheduling/scheduler.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const retried: OnFailure = { retry: "back-off", level: "error", message: "retrying" };
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);

/** A scheduler, the runs of its steps with the second each began, and what it logged. */
function setUp(steps: Partial<Step<string>>[]) {
  const begin = Date.now();
  const ran: string[] = [];
  const logged: object[] = [];
  const write = (level: string) => (fields: object, message: string) =>
    void logged.push({ level, message, ...fields });
  const log: Log = { info: write("info"), warn: write("warn"), error: write("error") };
  const scheduler = createScheduler<string>(log, () => 1);
  scheduler.use(
    steps.map(({ name = "a", run, ...row }) => ({
      ...{ name, lane: "lane", failure: retried, ...row },
      async run(subject) {
        ran.push(`${name}${subject} ${(Date.now() - begin) / 1000}`);
        return run?.(subject);
      },
    })),
  );
  return { scheduler, ran, logged };
}

const hang = async (): Promise<undefined> => {
  await new Promise((resolve) => setTimeout(resolve, 10_000));
  return undefined;
};
const fail = async (): Promise<never> => {
  throw new Error("no");
};

it("sweeps every minute, in the table's order, and runs each step as often as its row says", async () => {
  const { scheduler, ran } = setUp([{ name: "a", every: 2 }, { name: "b" }, { name: "c", every: 1 }]);
  scheduler.start();
  await pass(130);
  expect(ran).toEqual(["a 0", "c 0", "c 60", "a 120", "c 120"]);
  await scheduler.stop();
});

it("runs one step at a time in a lane, urgent ones first, and lanes side by side", async () => {
  const { scheduler, ran } = setUp([
    { name: "slow", run: hang },
    { name: "a" },
    { name: "b", urgent: true },
    { name: "c", urgent: true },
    { name: "own", lane: (subject) => `own ${subject}`, run: hang },
  ]);
  for (const name of ["slow", "a", "b"]) scheduler.soon(name);
  scheduler.enqueue("c");
  for (const subject of ["1", "2", "1"]) scheduler.soon("own", subject);
  await pass(30);
  expect(ran).toEqual(["slow 0", "own1 0", "own2 0", "b 10", "a 10", "c 10", "own1 10"]);
  await scheduler.stop();
});

it("GX9: retries a failed step ever later, for each subject by itself, and logs what it is about", async () => {
  const { scheduler, ran, logged } = setUp([
    { name: "a", about: (subject) => ({ provider: subject }), run: (of) => (of === "1" ? fail() : hang()) },
  ]);
  scheduler.soon("a", 1);
  await pass(7);
  expect(ran).toEqual(["a1 0", "a1 1", "a1 3", "a1 7"]);
  expect(logged[0]).toMatchObject({ level: "error", step: "a", provider: "1", message: "retrying" });
  await scheduler.stop();
});

it("waits as long as GitHub asks for where the row says so, and retries nothing where it says no", async () => {
  const limited = () => Promise.reject(Object.assign(new Error("429"), { retryAfterMs: 7_000 }));
  const { scheduler, ran } = setUp([
    { name: "a", failure: { ...retried, retry: "pause" }, run: limited },
    { name: "b", failure: { ...retried, retry: "no" }, run: limited },
    { name: "c", run: limited },
  ]);
  for (const name of ["a", "b", "c"]) scheduler.soon(name);
  await pass(6);
  expect(ran).toEqual(["a 0", "b 0", "c 0", "c 1", "c 3"]);
  await pass(1);
  expect(ran.slice(5).sort()).toEqual(["a 7", "c 7"]);
  await scheduler.stop();
});

it("runs a step again when it asked for that, unless a later run asks for something else", async () => {
  const answers = [5_000, 20_000, undefined];
  const { scheduler, ran } = setUp([{ name: "a", run: async () => answers.shift() }]);
  scheduler.soon("a");
  await pass(3);
  scheduler.soon("a");
  await pass(60);
  expect(ran).toEqual(["a 0", "a 3", "a 23"]);
  await scheduler.stop();
});

it("alerts on errors that need an operator, and on no others", async () => {
  const { scheduler, logged } = setUp([
    { name: "a", run: () => Promise.reject(Object.assign(new Error("no"), { alert: "GRANTS_FAIL" })) },
    { name: "b", run: fail },
  ]);
  scheduler.soon("a");
  scheduler.soon("b");
  await pass(0);
  expect(logged.map((line) => "alert" in line)).toEqual([true, false]);
  await scheduler.stop();
});

it("starts nothing more once stopped, and waits for what runs", async () => {
  const { scheduler, ran } = setUp([
    { name: "slow", every: 1, run: async () => hang().then(fail) },
    { name: "a", lane: "other", run: async () => 1_000 },
  ]);
  scheduler.start();
  scheduler.soon("a");
  const timer = scheduler.timer(() => scheduler.soon("a"));
  let isStopped = false;
  void scheduler.stop().then(() => {
    isStopped = true;
  });
  timer.set(1_000);
  scheduler.soon("a", "new");
  await pass(9);
  expect(isStopped).toBe(false);
  await pass(3600);
  expect([isStopped, ran, vi.getTimerCount()]).toEqual([true, ["slow 0", "a 0"], 0]);
});

it("is idle only when the work that one lane gave to another is done", async () => {
  const { scheduler, ran } = setUp([
    { name: "a", lane: "first", run: async () => void scheduler.soon("b") },
    { name: "b", lane: "second", run: async () => void scheduler.soon("c") },
    { name: "c", lane: "first", run: hang },
  ]);
  scheduler.soon("a");
  const idle = scheduler.idle().then(() => ran.push("idle"));
  await pass(10);
  await idle;
  expect(ran).toEqual(["a 0", "b 0", "c 0", "idle"]);
});

it("counts the runs that failed, retries too", async () => {
  const { scheduler } = setUp([{ name: "a", run: fail }]);
  scheduler.soon("a");
  await pass(2);
  expect(scheduler.failures()).toBe(2);
  await scheduler.stop();
});
