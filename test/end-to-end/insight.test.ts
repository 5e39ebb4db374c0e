import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { main } from "../../src/cli.ts";
import { capture } from "../commands/clone.ts";
import { type InProcess, startInProcess } from "../support/in-process.ts";
import { at, type Clone } from "../support/local-github.ts";
import { approve, isMerged } from "../support/people.ts";

let app: InProcess;
let clone: Clone;
beforeAll(async () => {
  app = await startInProcess();
  await app.reconcile();
  clone = await app.clone("dave");
  await fetchAll();
}, 240_000);
afterAll(() => app?.stop());

const fetchAll = () => clone.git("fetch", "--quiet", "origin", "+refs/heads/*:refs/remotes/origin/*");

async function insight(...words: readonly string[]) {
  vi.stubEnv("GH_TOKEN", app.github.tokenOf("dave"));
  vi.stubEnv("HALLPASS_REPOSITORY", "acme/access");
  vi.stubEnv("GITHUB_API_URL", app.github.sandbox.url);
  try {
    return await capture(main, "insight", "--repository", clone.dir, "--json", ...words);
  } finally {
    vi.unstubAllEnvs();
  }
}

it("a pull request of somebody else from the branch of a proposal is not taken for it", async () => {
  const id = "idle-policy:orders-readonly";
  const branch = `hallpass-insight-${createHash("sha256").update(id).digest("hex").slice(0, 16)}`;
  const eve = await app.clone("carol");
  await eve.pushBranch(branch, { "policies/orders-readonly.yaml": "other: content\n" });
  const taken = { ...at, title: "Tidy up", head: branch, base: "main" };
  const { data: squatted } = await app.as("carol").pulls.create(taken);
  const first = await insight("--propose", id);
  expect(first.code).toBe(0);
  const { opened } = JSON.parse(first.out);
  expect(opened).not.toBe(squatted.html_url);
  // Again, and it finds the one with the same content.
  expect(JSON.parse((await insight("--propose", id)).out).opened).toBe(opened);
  const pull_number = Number(/pull\/(\d+)$/u.exec(opened)?.[1]);
  const { data: files } = await app.as("dave").pulls.listFiles({ ...at, pull_number });
  expect(files.map(({ filename, status }) => `${status} ${filename}`)).toEqual([
    "removed policies/orders-readonly.yaml",
  ]);
});

it("a policy that nobody uses is taken away by a pull request, which the owners of the rules approve", async () => {
  const { code, out, err } = await insight("--propose", "idle-policy:orders-audit");
  expect([code, err]).toEqual([0, ""]);
  const { opened } = JSON.parse(out);
  const number = Number(/pull\/(\d+)$/u.exec(opened)?.[1]);
  const { data: files } = await app.as("dave").pulls.listFiles({ ...at, pull_number: number });
  expect(files.map(({ filename, status }) => `${status} ${filename}`)).toEqual([
    "removed policies/orders-audit.yaml",
  ]);
  const { data: pull } = await app.as("dave").pulls.get({ ...at, pull_number: number });
  expect(pull).toMatchObject({ title: "Take the policy orders-audit away", user: { login: "dave" } });
  expect(pull.body).toContain("Nothing was given by the policy orders-audit.");

  const again = await insight("--propose", "idle-policy:orders-audit");
  expect(JSON.parse(again.out).opened).toBe(opened);

  await approve(app.github, "grace", number);
  expect(await app.review(number)).toMatchObject({ kind: "rules", decision: { status: "approved" } });
  if (!(await isMerged(app.github, number)))
    await app.as("dave").pulls.merge({ ...at, pull_number: number, merge_method: "squash" });
  await app.reconcile();
  const { state } = await app.deps.ledger.read();
  expect(state.adoptions.map(({ pull: adopted }) => adopted)).toContain(number);
  const behind = await insight("--propose", "idle-policy:orders-readonly");
  expect(behind.code).toBe(2);
  expect(behind.out + behind.err).toContain("Run git fetch there, then this again.");
  await fetchAll();
  expect((await insight("--propose", "idle-policy:orders-audit")).code).toBe(2);
});
