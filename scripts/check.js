// `npm test`: types, lint and format, then the fast and the end-to-end tests. `npm run test:long` (`--long`): the slow proofs.
// Goes on after a failure, so that one run tells all. Ends with the line "N passed, N failed"; exits 1 when anything failed.
// A test that needs a tool this machine lacks is counted as skipped; with CI=true it counts as failed.
// A case of the conformance suite that a provider does not claim is counted apart, and never as passed.
// Other arguments are handed to vitest.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";

const root = fileURLToPath(new URL("..", import.meta.url));
const isCi = ["true", "1"].includes(process.env.CI ?? "");

const run = (name, command, options = {}) => {
  process.stdout.write(`\n── ${name}\n`);
  const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: "inherit", ...options });
  return status === 0;
};

const none = { passed: 0, failed: 0, skipped: 0, notClaimed: [], failures: [] };
const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
  notClaimed: [...a.notClaimed, ...b.notClaimed],
  failures: [...a.failures, ...b.failures],
});

/** Where and why a test failed, in one line: a long log is often cut before its end is reached. */
const describeFailure = (file, title, message = "") => {
  const line = stripVTControlCharacters(message).replace(/\s+/g, " ").slice(0, 400);
  return `FAILED ${file.replace(root, "")}: ${title}: ${line}`;
};

/** A step of its own counts as one test. */
const runStep = (name, command, options) => {
  const ok = run(name, command, options);
  return ok ? { ...none, passed: 1 } : { ...none, failed: 1, failures: [`FAILED ${name}`] };
};

const readReport = (report) => {
  const { numPassedTests, numPendingTests, numTodoTests, numTotalTests, testResults } = JSON.parse(
    readFileSync(report, "utf8"),
  );
  const notClaimed = testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status, meta }) => status === "skipped" && meta?.notClaimed !== undefined)
    .map(({ ancestorTitles, meta }) => ({ fixture: ancestorTitles.join(" "), why: meta.notClaimed }));
  const pending = numPendingTests + numTodoTests;
  const skipped = pending - notClaimed.length;
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((each) => each.status === "failed"),
  );
  const failed = numTotalTests - numPassedTests - pending + broken.length;
  const failures = [
    ...broken.map(({ name, message }) => describeFailure(name, "the file", message)),
    ...testResults.flatMap(({ name, assertionResults }) =>
      assertionResults
        .filter(({ status }) => status === "failed")
        .map(({ fullName, failureMessages }) => describeFailure(name, fullName, failureMessages[0])),
    ),
  ];
  return { passed: numPassedTests, failed, skipped, notClaimed, failures };
};

const runTests = (projects, args) => {
  const scratch = mkdtempSync(join(tmpdir(), "hallpass-check-"));
  const report = join(scratch, "report.json");
  const ok = run("tests", [
    "node_modules/vitest/vitest.mjs",
    "run",
    ...projects.flatMap((project) => ["--project", project]),
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
    ...args,
  ]);
  try {
    const counts = readReport(report);
    if (ok || counts.failed > 0) return counts;
    return { ...counts, failed: 1, failures: ["FAILED outside of a test: an unhandled error, see above"] };
  } catch {
    return { ...none, failed: 1, failures: ["FAILED to report: the test runner ended early"] };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
};

const args = process.argv.slice(2);
const isLong = args[0] === "--long";
const results = isLong
  ? [
      runTests(["long"], args.slice(1)),
      // Beside nothing else: it plays in real time. Five minutes or so with the look at the papers afterwards.
      runStep("random kills", ["scripts/kill.js", "--minutes", "2"]),
    ]
  : [
      runStep("types", ["node_modules/typescript/bin/tsc", "--noEmit"]),
      runStep("lint and format", ["node_modules/@biomejs/biome/bin/biome", "ci", "--error-on-warnings"]),
      runTests(["fast", "end-to-end"], args),
    ];
const { passed, failed, skipped, notClaimed, failures } = results.reduce(add, none);

/** One line for each fixture: a list of every case would be longer than the tests' own output. */
const listNotClaimed = () => {
  const fixtures = [...new Set(notClaimed.map(({ fixture }) => fixture))];
  return fixtures.map((fixture) => {
    const whys = notClaimed.filter((entry) => entry.fixture === fixture).map(({ why }) => why);
    return `${fixture}: ${whys.length} (${[...new Set(whys)].join("; ")})`;
  });
};

if (notClaimed.length > 0)
  process.stdout.write(
    `\n── not claimed: ${notClaimed.length} cases of the conformance suite\n${listNotClaimed().join("\n")}\n`,
  );
if (failures.length > 0) process.stdout.write(`\n── failed\n${failures.join("\n")}\n`);
if (skipped > 0)
  process.stdout.write(
    `\n${skipped} skipped${isCi ? ", and counted as failed: CI must have every tool" : ""}\n`,
  );
const wrong = isCi ? failed + skipped : failed;
process.stdout.write(`\n${passed} passed, ${wrong} failed\n`);
process.exitCode = wrong === 0 ? 0 : 1;
