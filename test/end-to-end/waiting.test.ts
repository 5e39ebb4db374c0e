import { afterAll, beforeAll, expect, it } from "vitest";
import { at } from "../sandbox/local-github.ts";
import type { InProcess } from "../support/in-process.ts";
import { type Leasing, startLeasing } from "../support/leasing.ts";

let world: Leasing;
let app: InProcess;
beforeAll(async () => {
  world = await startLeasing();
  app = world.app;
}, 60_000);
afterAll(() => app?.stop());

const listComments = async (issue_number: number) =>
  (await app.as("alice").issues.listComments({ ...at, issue_number })).data.map(({ body }) => body ?? "");

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
  await app.deps.github.announceWaiting(number, "It waits.");
  const comments = await listComments(number);
  expect(comments).toHaveLength(1);
  expect(comments[0]).toContain("**nothing is granted yet**");
  expect(comments[0]).toContain('GitHub did not do "list what it told the app" (500: Server Error).');
  expect(listAlerts()[0]).toContain("could not be verified");
  app.github.sandbox.control.stopFailing(id);
  await app.reconcile();
  expect(await app.listVisitors()).toHaveLength(1);
});
