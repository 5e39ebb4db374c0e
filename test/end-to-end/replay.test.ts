import { afterAll, beforeAll, expect, it } from "vitest";
import { tellReplay } from "../../src/operations/replaying/tell-replay.ts";
import type { InProcess } from "../support/in-process.ts";
import { type Leasing, startLeasing } from "../support/leasing.ts";
import { at } from "../support/local-github.ts";
import { openPull } from "../support/people.ts";

let world: Leasing;
let app: InProcess;
beforeAll(async () => {
  world = await startLeasing();
  app = world.app;
}, 240_000);
afterAll(() => app?.stop());

const VISITOR = "policies/sandbox-visitor.yaml";

async function review(number: number): Promise<string[]> {
  const { data } = await app.as("carol").pulls.get({ ...at, pull_number: number });
  const checkResult = await app.review(number);
  const pull = await app.deps.github.readPull(number);
  if (pull === undefined) throw new Error(`#${data.number} is gone.`);
  await tellReplay(app.deps, { pull, checkResult }, new Map());
  const comments = await app.as("carol").issues.listComments({ ...at, issue_number: number });
  return comments.data.map(({ body }) => body ?? "");
}

it("a pull request that changes a policy gets one comment that says which past requests it would have decided otherwise", async () => {
  await world.grant({ duration: "10m" });
  const clone = await app.clone("dave");
  const policy = await clone.git("show", `origin/main:${VISITOR}`);
  const shorter = `${policy.replace("maximum: 1d", "maximum: 5m").trimEnd()}\n`;
  const { number } = await openPull(app.github, "dave", { [VISITOR]: shorter });
  const [first, ...others] = await review(number);
  expect(others).toEqual([]);
  expect(first).toMatch(/^\*\*Replay:\*\* 1 of 1 past decision changes: 1 is denied\./u);
  expect(first).toContain("DURATION\\_TOO\\_LONG");
  // Another review of the same head says nothing more.
  expect(await review(number)).toEqual([first]);
});
