import { afterAll, beforeAll, expect, it } from "vitest";
import { propose } from "../../src/commands/propose/inventory-propose.ts";
import { readProposalOptions } from "../../src/commands/propose/proposal-options.ts";
import { emptyLedger } from "../../src/core/ledger/ledger.ts";
import { memoryProvider } from "../../src/providers/memory/provider.ts";
import { capture } from "../commands/clone.ts";
import { type InProcess, startInProcess } from "../support/in-process.ts";
import { at } from "../support/local-github.ts";
import { approve, isMerged, readCheck } from "../support/people.ts";

const visitor = { provider: "memory", resource: "sandbox", role: "visitor" };

let world: InProcess;
beforeAll(async () => {
  world = await startInProcess();
});
afterAll(() => world.stop());

it("what is proposed to be adopted is a request like any other, and gives the same with an end", async () => {
  const { github } = world;
  const clone = await github.clone("alice");
  await clone.git("config", "user.name", "alice");
  await clone.git("config", "user.email", github.sandbox.logins.alice?.email ?? "");
  const standing = [{ principal: "alice", entitlement: visitor }];
  const providers = new Map([["memory", memoryProvider({ name: "memory", standing })]]);
  const given = { propose: "adopt", repository: clone.dir, folder: "payments", duration: "4h", json: true };
  const options = readProposalOptions(given);
  if (options === undefined) throw new Error("Nothing is proposed.");
  const { code, out } = await capture(() =>
    propose({ ...options, isToBePushed: true }, { providers }, emptyLedger),
  );
  expect(code).toBe(0);
  const [{ branch, commit, status, compare }] = JSON.parse(out).proposals;
  expect([status, compare]).toEqual([
    "pushed",
    `${github.sandbox.url}/acme/access/compare/main...${branch}?expand=1`,
  ]);

  const { data } = await world
    .as("alice")
    .pulls.create({ ...at, title: "Give it an end", head: branch, base: "main" });
  expect(await world.review(data.number)).toMatchObject({
    kind: "request",
    decision: { status: "waiting" },
  });
  await approve(github, "carol", data.number);
  await world.review(data.number);
  expect(await readCheck(github, commit)).toMatchObject({ conclusion: "success" });
  expect(await isMerged(github, data.number)).toBe(true);

  await world.reconcile();
  expect(await world.listVisitors()).toMatchObject([{ principal: "alice", origin: "ours" }]);
  world.travel(4 * 3600 + 1);
  await world.reconcile();
  expect(await world.listVisitors()).toEqual([]);
});
