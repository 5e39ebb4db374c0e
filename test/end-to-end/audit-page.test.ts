import { afterAll, beforeAll, expect, it } from "vitest";
import { openPage, type Page } from "../support/page/shell.ts";

let page: Page;

beforeAll(async () => {
  page = await openPage({
    ...{ file: "docs/audit.md", part: "Try it on the demo", folder: "trial", names: "AT=$(" },
  });
  const demo = page.start(page.find("hallpass demo"), "first");
  expect(await demo.exited, demo.errors.join("\n")).toBe(0);
}, 200_000);
afterAll(() => page?.stop());

const answer = (mark: string): Promise<string> => page.type(page.find(mark));

it("who had access, by whose word, under which policy, and when, as docs/audit.md asks", async () => {
  const out = await answer("audit who-can");
  expect(out).toMatch(
    /^alice +readonly on orders-db\/orders .* payments\/.* \(#1\) +carol +orders-readonly \([0-9a-f]{12}\)$/mu,
  );
});

it("the texts of the request and of the policy stand in its story", async () => {
  const out = await answer("audit show");
  expect(out).toMatch(/^approved by +carol \(1003\)$/mu);
  expect(out).toMatch(/^rule met +Code owners approved exactly this: Approved by carol\.$/mu);
  expect(out).toMatch(/^the request, blob [0-9a-f]{40}:\n {4}subject: alice\n/mu);
  expect(out).toMatch(/^the policy, blob [0-9a-f]{40}:\n {4}name: orders-readonly\n/mu);
});

it("when it ended, beside its plan", async () => {
  expect(await answer("audit ends")).toMatch(
    / (?:on time|\d+ seconds? late) +alice .* its time was up +the server +cannot tell$/mu,
  );
});

it("whether it was used", async () => {
  expect(await answer("audit unused")).toMatch(/ alice +.* carol +cannot tell: no log was read$/mu);
});

it("which rules counted", async () => {
  expect(await answer("audit rules")).toMatch(
    / [0-9a-f]{12} +pinned by the server's configuration +the first rules$/mu,
  );
});

it("and nothing is wrong with the demo's history", async () => {
  expect(await answer("hallpass verify")).toMatch(/^Proven: \d+ commits of the ledger, 1 grant, 1 end, /mu);
});
