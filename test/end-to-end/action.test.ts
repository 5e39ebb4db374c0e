// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV2: The schedule is late, dropped, or switched off.
//   RV16: A person closes the revert pull request.
//   RV18: Two sweeps open the same revert pull request.
//   X8: The settings name another public key for the ledger.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unreachable } from "../support/builders/provider-entries.ts";
import { at } from "../support/local-github.ts";
import { liveFile, requestFile, startActionWorld } from "./action-world.ts";

describe("The Action, when no app is running", () => {
  let world: Awaited<ReturnType<typeof startActionWorld>>;
  beforeAll(async () => {
    world = await startActionWorld();
  });
  afterAll(() => world?.stop());

  const pulls = async () => (await world.github.as("carol").pulls.list({ ...at, state: "all" })).data;

  it("starts with access that has ended and is still there", async () => {
    expect(await world.canRead("alice")).toBe(true);
    expect(await world.canRead("carol")).toBe(true);
  });

  it("prints the plan of a dry run and does none of it", async () => {
    const { exitCode, summary, stdout } = await world.run({ "INPUT_DRY-RUN": "true" });
    expect(exitCode, stdout).toBe(0);
    expect(summary).toContain("would be revoked");
    expect(await world.canRead("alice")).toBe(true);
    expect(await pulls()).toEqual([]);
  });

  it("tells the runner to mask the token and the provider's password before anything else", async () => {
    const token = await world.github.appToken(world.github.sandbox.reaper);
    const { exitCode, stdout } = await world.run({
      INPUT_TOKEN: token,
      "INPUT_DRY-RUN": "true",
      GITHUB_ACTIONS: "true",
    });
    expect(exitCode, stdout).toBe(0);
    const masked = [token, world.postgres.manager.password].map((secret) => `::add-mask::${secret}`);
    expect(stdout.split("\n").slice(0, 2)).toEqual(masked);
  });

  it("prints no secret where no runner takes the mask", async () => {
    const token = await world.github.appToken(world.github.sandbox.reaper);
    const { stdout } = await world.run({ INPUT_TOKEN: token, "INPUT_DRY-RUN": "true" });
    for (const secret of [token, world.postgres.manager.password]) expect(stdout).not.toContain(secret);
  });

  it("fails and opens nothing when the provider cannot be reached", async () => {
    const { exitCode, summary, stdout, outputs } = await world.run({
      HALLPASS_PROVIDERS: JSON.stringify([unreachable]),
    });
    expect(exitCode).toBe(1);
    expect(summary).toContain("still held:");
    expect(stdout).toContain("::error::Still held: alice on orders-db");
    expect(outputs).toContain("failed");
    expect(await pulls()).toEqual([]);
  });

  it("X8: does not believe a ledger that another key signed", async () => {
    const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    const { exitCode, stdout } = await world.run({ "INPUT_LEDGER-KEY": key });
    expect(exitCode).toBe(1);
    expect(stdout).toContain("not signed");
    expect(await world.canRead("alice")).toBe(true);
  });

  it("RV2: takes back what has ended, and opens the revert PR", async () => {
    const { exitCode, summary, outputs, stdout } = await world.run();
    expect(exitCode, stdout).toBe(0);
    expect(await world.canRead("alice")).toBe(false);
    expect(await world.canRead("carol")).toBe(true);
    for (const part of ["alice", "readonly on orders-db/orders", "revoked", "late", "#"])
      expect(summary).toContain(part);
    expect(summary).toMatch(/\| (9\d|1\d\d) s \|/);
    expect(outputs).toContain("pull-requests");
  });

  it("removes only the ended request, on a branch that is named after it", async () => {
    const [pull, ...more] = await pulls();
    expect(more).toEqual([]);
    expect(pull?.head.ref).toMatch(/^hallpass\/revert\/payments\/[0-9a-f]{16}$/);
    expect(pull?.user?.login).toBe("hallpass-reaper[bot]");
    expect(pull?.body).toContain("carol");
    expect(pull?.body).toContain("Reason: `Stuck refunds @acme/security`");
    const { data } = await world.github
      .as("carol")
      .pulls.listFiles({ ...at, pull_number: pull?.number ?? 0 });
    expect(data.map(({ filename, status }) => `${status} ${filename}`)).toEqual([`removed ${requestFile}`]);
  });

  it("RV18: opens nothing the second time, and pushes nothing", async () => {
    const [before] = await pulls();
    const { exitCode, stdout } = await world.run();
    expect(exitCode, stdout).toBe(0);
    const after = await pulls();
    expect(after.map(({ head }) => head.sha)).toEqual([before?.head.sha]);
  });

  it("RV16: does not open again what somebody has closed", async () => {
    const [before] = await pulls();
    const carol = world.github.as("carol");
    await carol.pulls.update({ ...at, pull_number: before?.number ?? 0, state: "closed" });
    const { exitCode, stdout } = await world.run();
    expect(exitCode, stdout).toBe(0);
    expect(await pulls()).toHaveLength(1);
  });

  it("never wrote the ledger, and left the live request alone", async () => {
    const { git } = await world.github.clone("carol");
    expect(await git("rev-list", "--count", "origin/access-ledger")).toBe("1");
    expect(await git("ls-tree", "--name-only", "origin/main", liveFile)).toBe(liveFile);
  });

  it("prints the summary when no file is given for it", async () => {
    const { exitCode, stdout } = await world.run({ GITHUB_STEP_SUMMARY: "", "INPUT_DRY-RUN": "true" });
    expect(exitCode, stdout).toBe(0);
    expect(stdout).toContain("plan of a dry run");
  });
});
