import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runCampaign } from "./campaign.ts";
import { toJson } from "./report.ts";

const simulate = (...args: string[]) =>
  spawnSync(
    process.execPath,
    [fileURLToPath(new URL("../../scripts/simulate.js", import.meta.url)), ...args],
    {
      encoding: "utf8",
      timeout: 120_000,
    },
  );

describe("npm run simulate", () => {
  it("plays on several workers what one plays", { timeout: 150_000 }, async () => {
    const { status, stdout } = simulate("--runs", "21", "--seed", "7", "--workers", "2", "--json");
    const campaign = await runCampaign({ seed: 7, runs: 21 });
    const { faults, steps, claims, endings } = toJson({
      campaign,
      commit: "",
      workers: 1,
      seconds: 1,
      cpuSeconds: 1,
      at: new Date(0),
    });
    expect(JSON.parse(stdout)).toMatchObject({ firstSeed: 7, runs: 21, faults, steps, claims, endings });
    expect(status).toBe(0);
  });

  it.each([
    [["--runs", "0"], '--runs is "0"; give a whole number from 1 to 999999999.'],
    [["--walk"], "Unknown option '--walk'"],
  ])("says what is wrong with %j", (args, words) => {
    const { status, stderr } = simulate(...args);
    expect(stderr).toContain(words);
    expect(status).toBe(2);
  });
});
