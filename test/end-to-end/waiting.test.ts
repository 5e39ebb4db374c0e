import { afterEach, beforeEach, expect, it } from "vitest";
import type { Deps } from "../../src/operations/round/deps.ts";
import type { InProcess } from "../support/in-process.ts";
import { type Leasing, startLeasing } from "../support/leasing.ts";
import { at } from "../support/local-github.ts";
import { approve } from "../support/people.ts";

let world: Leasing;
let app: InProcess;
beforeEach(async () => {
  world = await startLeasing();
  app = world.app;
}, 240_000);
afterEach(() => app?.stop());

const listComments = async (issue_number: number) =>
  (await app.as("alice").issues.listComments({ ...at, issue_number })).data.map(({ body }) => body ?? "");

const tellWaiting = async (pull: number): Promise<void> => {
  const notice = { kind: "waiting", id: `waiting #${pull}`, pull, because: "It waits." } as const;
  for (const { notify } of app.deps.notifiers) await notify(pull, [notice], true);
};

const listAlerts = () => app.log.filter((line) => line.includes('"alert":true'));

it("a merged request that cannot be verified is an alert and a comment after two minutes, once", async () => {
  const { id } = app.github.sandbox.control.failRequests({
    answer: "server error",
    path: "/app/hook/deliveries*",
  });
  const { number } = await world.grant();
  expect(await app.listVisitors()).toEqual([]);
  expect([await listComments(number), listAlerts()]).toEqual([[], []]);
  app.travel(121);
  await app.reconcile();
  await app.reconcile();
  // Another replica, or the next start.
  await tellWaiting(number);
  const comments = await listComments(number);
  expect(comments).toHaveLength(1);
  expect(comments[0]).toContain("**nothing is granted yet**");
  expect(comments[0]).toContain('GitHub did not do "list what it told the app" (500: Server Error).');
  expect(listAlerts()[0]).toContain("could not be verified");
  app.github.sandbox.control.stopFailing(id);
  await app.reconcile();
  expect(await app.listVisitors()).toHaveLength(1);
});

/** The memory provider, whose calls may take effect so many seconds late. */
function withLateCalls(seconds: number): Deps {
  const memory = app.deps.providers.get("memory");
  if (memory === undefined) throw new Error("The configuration has no provider memory.");
  const traits = async () => ({ ...(await memory.traits()), consistencySeconds: seconds });
  return { ...app.deps, providers: new Map([["memory", { ...memory, traits }]]) };
}

it("a request that waits for the end of the same access says until when, and is granted with its time running", async () => {
  const { number: before } = await world.grant();
  await world.comment("carol", before);
  expect(await world.wake()).toEqual([]);
  const late = withLateCalls(240);
  const number = await mergeUnseen();
  await app.reconcile(late);
  app.travel(121);
  await app.reconcile(late);
  await app.reconcile(late);
  expect(await listComments(number)).toEqual([expect.stringContaining("at the earliest")]);
  app.travel(130);
  await app.reconcile(late);
  expect(await app.listVisitors()).toHaveLength(1);
  expect((await listComments(number)).at(-1)).toContain("🔓");
});

it("is refused once its own time is over before that, in one comment that says so", async () => {
  const { number: before } = await world.grant();
  await world.comment("carol", before);
  await world.wake();
  const late = withLateCalls(240);
  const number = await mergeUnseen({ duration: "1m" });
  await app.reconcile(late);
  for (let seconds = 0; seconds < 240; seconds += 61) {
    app.travel(61);
    await app.reconcile(late);
  }
  expect(await listComments(number)).toEqual([expect.stringContaining("had ended moments before")]);
});

/** Approved, and merged by carol; the app has not looked at it since. */
async function mergeUnseen(overrides: Readonly<Record<string, string>> = {}): Promise<number> {
  const { number } = await world.ask({ duration: "10m", ...overrides });
  await approve(app.github, "carol", number);
  await app.review(number);
  await world.merge("carol", number);
  return number;
}

it("a merged request that git cannot bring is an alert and a comment after two minutes, once", async () => {
  await app.reconcile();
  const number = await mergeUnseen();
  const alerts = listAlerts().length;
  const { id } = app.github.sandbox.control.failRequests({ answer: "server error", api: "git" });
  await expect(app.reconcile()).rejects.toThrow();
  expect([await listComments(number), listAlerts().length]).toEqual([[], alerts]);
  app.travel(121);
  await expect(app.reconcile()).rejects.toThrow();
  await expect(app.reconcile()).rejects.toThrow();
  const [comment, ...others] = await listComments(number);
  expect(comment).toContain("**nothing is granted yet**");
  expect(others).toEqual([]);
  expect(listAlerts()[alerts]).toContain("nothing can be granted");
  app.github.sandbox.control.stopFailing(id);
  await app.reconcile();
  expect((await listComments(number)).at(-1)).toContain("🔓");
  expect(listAlerts()).toHaveLength(alerts + 2);
});

it("a merged request waits with a comment while the ledger cannot be read, and rounds that fail later count anew", async () => {
  const number = await mergeUnseen();
  const alerts = listAlerts().length;
  const lost = async (): Promise<never> => {
    throw new Error("The ledger's branch cannot be read.");
  };
  const deps = { ...app.deps, ledger: { ...app.deps.ledger, read: lost } };
  await expect(app.reconcile(deps)).rejects.toThrow();
  app.travel(119);
  await expect(app.reconcile(deps)).rejects.toThrow();
  expect([await listComments(number), listAlerts().length]).toEqual([[], alerts]);
  app.travel(2);
  await expect(app.reconcile(deps)).rejects.toThrow();
  expect(await listComments(number)).toEqual([expect.stringContaining("ledger's branch cannot be read")]);
  expect(listAlerts()).toHaveLength(alerts + 1);
});

it("no request is said to wait that another replica granted meanwhile", async () => {
  const { id } = app.github.sandbox.control.failRequests({ answer: "server error", api: "git" });
  await expect(app.reconcile()).rejects.toThrow();
  app.github.sandbox.control.stopFailing(id);
  const { number } = await world.grant();
  const before = await listComments(number);
  await tellWaiting(number);
  expect(await listComments(number)).toEqual(before);
});
