// `npm test`: types, lint and format, then every test; goes on after a failure, so that one run tells all.
// Ends with the line "N passed, N failed"; exits 1 when anything failed. Arguments are handed to vitest.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "hallpass-check-"));
const report = join(scratch, "report.json");

const run = (name, args) => {
  process.stdout.write(`\n── ${name}\n`);
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" });
  return status === 0;
};

const readReport = () => {
  try {
    const { numPassedTests, numTotalTests, testResults } = JSON.parse(readFileSync(report, "utf8"));
    const broken = testResults.filter(
      ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
    );
    return { passed: numPassedTests, failed: numTotalTests - numPassedTests + broken.length };
  } catch {
    return { passed: 0, failed: 1 };
  }
};

const steps = [
  run("types", ["node_modules/typescript/bin/tsc", "--noEmit"]),
  run("lint and format", ["node_modules/@biomejs/biome/bin/biome", "ci", "--error-on-warnings"]),
];
const ran = run("tests", [
  "node_modules/vitest/vitest.mjs",
  "run",
  "--reporter=default",
  "--reporter=json",
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
]);
const tests = readReport();
rmSync(scratch, { recursive: true, force: true });

const passed = tests.passed + steps.filter(Boolean).length;
const failed = tests.failed + steps.filter((ok) => !ok).length + (ran || tests.failed > 0 ? 0 : 1);
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
