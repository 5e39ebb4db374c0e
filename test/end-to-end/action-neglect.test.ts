import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startActionWorld } from "./action-world.ts";

describe("The Action, where nobody was trying to take back what has ended", () => {
  let world: Awaited<ReturnType<typeof startActionWorld>>;
  beforeAll(async () => {
    world = await startActionWorld();
  });
  afterAll(() => world?.stop());

  it("does not begin with a limit that is no duration", async () => {
    const { exitCode, stdout } = await world.run({ INPUT_GRACE: "soon" });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('::error::grace is "soon"; give it as a duration such as 5m.');
    expect(await world.canRead("alice")).toBe(true);
  });

  it("takes it back, and fails the job with what was held and since when", async () => {
    const { exitCode, stdout, summary, outputs } = await world.run({ INPUT_GRACE: "1m" });
    expect(await world.canRead("alice")).toBe(false);
    expect(await world.canRead("carol")).toBe(true);
    expect(exitCode, stdout).toBe(1);
    expect(stdout).toMatch(
      /::error::alice, readonly on orders-db\/orders, was held past its end at \d{4}-\d{2}-\d{2} [\d:]+Z, for .* when this run began, and no failed attempt .*\(limit 1 minute\)/,
    );
    expect(outputs).toMatch(/failed<<.*\n0\n/);
    expect(summary).toMatch(/\| none on the ledger \| revoked/);
    expect(summary).toContain("no process was trying");
    expect(summary).toMatch(/1 was overdue on the ledger when this run began, the longest for/);
    expect(summary).toMatch(/The ledger has no revocation from .* to .*\./);
  });

  it("is content once it is gone, though the ledger does not know yet", async () => {
    const { exitCode, stdout, summary } = await world.run({ INPUT_GRACE: "1m" });
    expect(exitCode, stdout).toBe(0);
    expect(summary).toContain("was gone already");
  });
});
