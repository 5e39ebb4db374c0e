// Threats proved here (test/threats/rows.ts; `node scripts/threats.js` writes this list):
//   RV4: GitHub is down at the end.
//   X8: The settings name another public key for the ledger.

import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publicKeyLine } from "../../src/git/objects/sshsig.ts";
import { keyPair } from "../git/fixture.ts";
import { at } from "../support/local-github.ts";
import { startActionWorld } from "./action-world.ts";

/** Nothing listens on port 1. */
const outage = { apiUrl: "http://127.0.0.1:1", cloneUrl: "http://127.0.0.1:1/acme/access.git" };

describe("The Action, cut off from GitHub", () => {
  let world: Awaited<ReturnType<typeof startActionWorld>>;
  let stateDir: string;
  beforeAll(async () => {
    world = await startActionWorld();
    stateDir = join(world.github.dir, "state");
  });
  afterAll(() => world?.stop());

  const kept = () => join(stateDir, "ledger.bundle");

  it("ends nothing while it has kept no ledger, and says what to do", async () => {
    await expect(world.runHere({ ...outage, stateDir })).rejects.toThrow(
      /^GitHub could not be read\. .* has no ledger of an earlier run that can be used\. Nothing was ended: run hallpass sweep from a clone\.$/u,
    );
    await expect(world.runHere(outage)).rejects.toThrow();
    expect(await world.canRead("alice")).toBe(true);
  });

  it("keeps the ledger that it verified, in a dry run too", async () => {
    const { problems, changes } = await world.runHere({ stateDir, dryRun: true });
    expect([problems, changes.length]).toEqual([[], 1]);
    const planned = await world.runHere({ ...outage, stateDir, dryRun: true });
    expect(planned.changes.map(({ holding }) => holding.principal)).toEqual(["alice"]);
    expect(await world.canRead("alice")).toBe(true);
  });

  it("X8: ends nothing by a kept ledger that another key signed", async () => {
    const ledgerKey = publicKeyLine(keyPair().publicKey);
    await expect(world.runHere({ ...outage, stateDir, ledgerKey })).rejects.toThrow(
      /is not signed with ledger-key\. Nothing was ended/u,
    );
    expect(await world.canRead("alice")).toBe(true);
  });

  it("RV4: ends what has ended by the last ledger it verified, says so, and opens nothing", async () => {
    const { problems, outcomes, pulls } = await world.runHere({ ...outage, stateDir, token: "" });
    expect(outcomes).toMatchObject([{ status: "done", change: { holding: { principal: "alice" } } }]);
    expect(problems).toEqual([
      expect.stringMatching(
        /^GitHub could not be read\. token is empty: .* Ended access is revoked by the last verified ledger, [0-9a-f]{40}; no revert PR is opened\.$/u,
      ),
    ]);
    expect(pulls).toEqual([]);
    expect([await world.canRead("alice"), await world.canRead("carol")]).toEqual([false, true]);
  });

  it("catches up once GitHub is back: the revert PR is opened, though the ledger kept was spoilt meanwhile", async () => {
    await writeFile(kept(), "spoilt");
    await expect(world.runHere({ ...outage, stateDir })).rejects.toThrow(/Nothing was ended/u);
    const { problems, pulls } = await world.runHere({ stateDir });
    expect(problems).toEqual([expect.stringMatching(/^The ledger kept in state-dir cannot be used\./u)]);
    expect(pulls).toHaveLength(1);
    expect((await world.github.as("carol").pulls.list(at)).data).toHaveLength(1);
    expect((await world.runHere({ stateDir })).problems).toEqual([]);
  });

  it("ends and opens all the same when nothing can be kept", async () => {
    await rm(stateDir, { recursive: true });
    await writeFile(stateDir, "a file in the folder's place");
    const { problems, outcomes } = await world.runHere({ stateDir });
    expect(outcomes).toHaveLength(1);
    expect(problems).toHaveLength(2);
    expect(problems.join("\n")).toContain("could not be kept in state-dir for the next run");
  });
});
