// `npm run test:recordings [-- FOLDER]`: every adapter over recorded answers of the real GitHub, and every recorded webhook
// through the app's handlers. FOLDER holds one JSON file per exchange; HALLPASS_RECORDINGS names it too; the default is
// ../shared/recordings. Without that folder all of it is skipped. Ends with the line "N passed, N failed".
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const [given, ...rest] = process.argv.slice(2);
const named = given ?? process.env.HALLPASS_RECORDINGS;
const folder = named === undefined ? resolve(root, "../shared/recordings") : resolve(named);

const HELP = `Usage: npm run test:recordings -- [FOLDER]

Runs every adapter over recorded answers of GitHub, one JSON file for each exchange in FOLDER (../shared/recordings, or
HALLPASS_RECORDINGS). Without that folder all of it is skipped. Exit codes: 0 passed or skipped, 1 failed, 2 unknown option.
`;

if (given?.startsWith("-")) {
  process.stdout.write(HELP);
  process.exitCode = given === "--help" ? 0 : 2;
} else if (!existsSync(folder)) {
  process.stdout.write(`There are no recordings in ${folder}: skipped.\n\n1 skipped\n\n0 passed, 0 failed\n`);
} else {
  process.exitCode = run();
}

function run() {
  const scratch = mkdtempSync(join(tmpdir(), "hallpass-recordings-"));
  const report = join(scratch, "report.json");
  const vitest = ["node_modules/vitest/vitest.mjs", "run", "--project", "recordings"];
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const env = { ...process.env, HALLPASS_RECORDINGS: folder };
  const options = { cwd: root, stdio: "inherit", env };
  const { status } = spawnSync(process.execPath, [...vitest, ...reporters, ...rest], options);
  try {
    const { numPassedTests: passed, numFailedTests } = JSON.parse(readFileSync(report, "utf8"));
    const failed = status === 0 ? numFailedTests : Math.max(numFailedTests, 1);
    process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
    return failed === 0 ? 0 : 1;
  } catch {
    process.stdout.write("\n0 passed, 1 failed\n");
    return 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
