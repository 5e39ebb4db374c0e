// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   AR1: A person adds a line to an access review, or changes the account of one, so that access which nobody
//     accepted passes as kept.
//   AR2: A person deletes their line from a review, writes it twice, or leaves it undecided, or the access
//     changes while the review is open.
//   AR5: Access that a review decided to remove stays at the provider, is given again, or is put into
//     `inventory/` again.

import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { main } from "../../src/cli.ts";
import { toBaseline } from "../../src/core/inventory/inventory.ts";
import { emptyLedger } from "../../src/core/ledger/ledger.ts";
import { openRepository } from "../../src/git/repository.ts";
import { detectDrift } from "../../src/operations/drift.ts";
import { readInventory } from "../../src/operations/inventory.ts";
import { memoryProvider } from "../../src/providers/memory/provider.ts";
import { renderBaseline } from "../../src/report/inventory.ts";
import { capture } from "../commands/clone.ts";
import { type InProcess, startInProcess } from "../support/in-process.ts";
import { at, type Clone } from "../support/local-github.ts";
import { approve, readCheck } from "../support/people.ts";
import { seedWith } from "../support/seed-with.ts";

const visitor = { provider: "memory", resource: "sandbox", role: "visitor" };
const held = () =>
  memoryProvider({
    name: "memory",
    standing: ["alice", "carol"].map((principal) => ({ principal, entitlement: visitor, grantedBy: "root" })),
  });

let world: InProcess;
let clone: Clone;
beforeAll(async () => {
  const baseline = toBaseline("memory", await readInventory(held()), emptyLedger);
  world = await startInProcess({ seed: seedWith({ "inventory/memory.yaml": renderBaseline(baseline) }) });
  clone = await world.github.clone("dave");
}, 240_000);
afterAll(() => world?.stop());
afterEach(() => {
  vi.unstubAllEnvs();
});

/** As dave would run it, in his clone. */
async function review(...args: readonly string[]) {
  const { github } = world;
  await clone.git("fetch", "--quiet", "--prune");
  const env = { GH_TOKEN: github.tokenOf("dave"), GITHUB_API_URL: github.sandbox.url };
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  const { code, out, err } = await capture(main, "review", ...args, "--repository", clone.dir, "--json");
  return { code, err, report: JSON.parse(out) };
}

/** A review that lists carol alone, decided. */
const renderWithout = (left: string): string => `due: "2026-12-12"
lines:
  - decision: keep
    principal: ${left === "carol" ? "alice" : "carol"}
    provider: memory
    resource: sandbox
    role: visitor
    ids: { instance: "1", principal: "2", entitlement: "3" }
`;

const drift = async () =>
  detectDrift({
    repository: await openRepository({ dir: clone.dir }),
    state: emptyLedger,
    providers: new Map([["memory", held()]]),
    now: () => new Date(),
  });

it("a pull request from the branch of a review that leaves a line out stands for none, and is named", async () => {
  const { reviews } = (await review("start", "--dry-run")).report;
  const [{ branch, path }] = reviews;
  const eve = await world.github.clone("alice");
  const [line] = toBaseline("memory", await readInventory(held()), emptyLedger).grants;
  await eve.pushBranch(branch, { [path]: renderWithout(line?.principal ?? "") });
  const taken = { ...at, title: "Access review", head: branch, base: "main" };
  const { data: squatted } = await world.as("alice").pulls.create(taken);
  const started = await review("start", "--yes");
  expect(started.code).toBe(0);
  expect(started.report.reviews).toMatchObject([{ team: "payments", status: "opened" }]);
  expect(started.err).toContain(`${squatted.html_url} has the branch of a review of payments`);
  const [{ where }] = started.report.reviews;
  expect(where).not.toBe(squatted.html_url);
  expect((await review("start", "--yes")).report.reviews).toMatchObject([{ status: "open", where }]);
  for (const url of [where, squatted.html_url]) {
    const pull_number = Number(/\/pull\/(\d+)$/u.exec(url)?.[1]);
    const { data } = await world.as("dave").pulls.update({ ...at, pull_number, state: "closed" });
    await world.as("dave").git.deleteRef({ ...at, ref: `heads/${data.head.ref}` });
  }
});

it("AR1, AR2, AR5: a review is started, edited in its pull request, approved and merged, and drift names what has to go", async () => {
  const { github } = world;
  const started = await review("start", "--yes");
  expect(started).toMatchObject({ code: 0, err: "", report: { unlisted: [], problems: [] } });
  const [{ team, path, branch, status, where, owners, lines }] = started.report.reviews;
  expect([team, status, owners]).toEqual(["payments", "opened", ["@acme/security"]]);
  expect(lines).toMatchObject([
    { principal: "alice", facts: { givers: ["root"] }, last: null },
    { principal: "carol" },
  ]);
  const number = Number(/\/pull\/(\d+)$/u.exec(where)?.[1]);
  const { data: pull } = await world.as("carol").pulls.get({ ...at, pull_number: number });
  expect(pull.title).toMatch(/^Access review: payments, 2 lines, due /u);
  expect(pull.body).toContain("- `alice: visitor on memory/sandbox`");
  expect(await review("start", "--yes")).toMatchObject({
    code: 0,
    report: { reviews: [{ team: "payments", status: "open", where }] },
  });

  expect(await world.review(number)).toMatchObject({
    kind: "review",
    decision: { status: "waiting" },
    review: { team: "payments" },
  });
  expect(await readCheck(github, pull.head.sha)).toMatchObject({
    title: "2 of 2 lines undecided",
    conclusion: null,
  });

  const editor = await github.clone("alice");
  await editor.git("checkout", "--quiet", branch);
  const text = await readFile(join(editor.dir, path), "utf8");
  const [first = "", second = "", third = ""] = text.split("decision: undecided");
  const push = async (edited: string) => {
    await writeFile(join(editor.dir, path), edited);
    await editor.git("commit", "--quiet", "--all", "--message", "Decide");
    await editor.git("push", "--quiet", "origin", branch);
    return (await editor.git("rev-parse", "HEAD")).trim();
  };
  // Somebody more, by way of a review.
  const more = `${first}decision: keep${second}decision: keep${third}`.replace(
    "principal: carol",
    "principal: eve",
  );
  const strange = await push(more);
  await approve(github, "grace", number);
  await world.review(number);
  expect(await readCheck(github, strange)).toMatchObject({ conclusion: "failure" });

  const decided = await push(`${first}decision: remove${second}decision: keep${third}`);
  await approve(github, "grace", number);
  expect(await world.review(number)).toMatchObject({ kind: "review", decision: { status: "approved" } });
  expect(await readCheck(github, decided)).toMatchObject({
    title: "Approved by grace",
    conclusion: "success",
  });
  expect(await drift()).toMatchObject({ drift: [], findings: [] });
  await world.as("dave").pulls.merge({ ...at, pull_number: number, merge_method: "squash" });
  await world.reconcile();

  const { code, report } = await review("status");
  expect(code).toBe(0);
  expect(report.reviews).toMatchObject([
    {
      team: "payments",
      state: "done",
      path,
      counts: { keep: 1, remove: 1, undecided: 0 },
      merge: { pull: number },
    },
  ]);
  expect(await drift()).toMatchObject({
    drift: [{ kind: "rejected", principal: "alice", review: path }],
    findings: [],
  });
  expect(await review("start", "--yes")).toMatchObject({
    code: 1,
    report: { reviews: [{ status: "refused" }] },
  });
});
