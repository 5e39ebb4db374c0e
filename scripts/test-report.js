// What `npm test` reads in a report of vitest, and tells of it.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";

const root = fileURLToPath(new URL("..", import.meta.url));

export const none = { passed: 0, failed: 0, skipped: 0, notClaimed: [], failures: [], files: [] };
export const add = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
  notClaimed: [...a.notClaimed, ...b.notClaimed],
  failures: [...a.failures, ...b.failures],
  files: [...a.files, ...b.files],
});

/** Where and why a test failed, in one line: a long log is often cut before its end is reached. */
const describeFailure = (file, title, message = "") => {
  const line = stripVTControlCharacters(message).replace(/\s+/g, " ").slice(0, 400);
  return `FAILED ${file.replace(root, "")}: ${title}: ${line}`;
};

/** What vitest's JSON report of a run says, in a file. Throws when it is not there, or was cut short. */
export const readReport = (report) => {
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
  const files = testResults.map(({ name, startTime, endTime }) => ({
    name: name.replace(root, ""),
    seconds: (endTime - startTime) / 1000,
  }));
  return { passed: numPassedTests, failed, skipped, notClaimed, failures, files };
};

/** One line for each fixture: a list of every case would be longer than the tests' own output. */
export const listNotClaimed = ({ notClaimed }) => {
  const fixtures = [...new Set(notClaimed.map(({ fixture }) => fixture))];
  return fixtures.map((fixture) => {
    const whys = notClaimed.filter((entry) => entry.fixture === fixture).map(({ why }) => why);
    return `${fixture}: ${whys.length} (${[...new Set(whys)].join("; ")})`;
  });
};

/** The files to make faster first. */
export const listSlowest = ({ files }) =>
  files
    .toSorted((a, b) => b.seconds - a.seconds)
    .slice(0, 5)
    .map(({ name, seconds }) => `${seconds.toFixed(0).padStart(4)} s  ${name}`);
