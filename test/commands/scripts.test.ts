import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("../..", import.meta.url));

function script(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  return { status, stdout, stderr };
}

describe.each(["bench/run.js", "scripts/recordings.js"])("%s", (file) => {
  it("explains itself with --help, and measures or tests nothing", () => {
    const { status, stdout } = script(file, "--help");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Usage: npm run .*Exit codes: 0 /su);
  });

  it("refuses an option it does not know with 2 and its usage", () => {
    const { status, stdout, stderr } = script(file, "--hlep");
    expect(status).toBe(2);
    expect(stdout + stderr).toContain("Usage: npm run ");
  });
});

it.each([
  ["--sizes", "5"],
  ["--runs", "0"],
])("bench/run.js refuses %s %s with 2", (option, value) => {
  const { status, stderr } = script("bench/run.js", option, value);
  expect([status, stderr]).toEqual([2, expect.stringContaining(`${option} ${value}: give `)]);
});
