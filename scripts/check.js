// `npm test`: types, lint and format, then the fast, the thorough and the end-to-end tests. `npm run test:long` (`--long`): the slow proofs.
// Goes on after a failure, so that one run tells all. Ends with the slowest files and the line "N passed, N failed"; exits 1 when
// anything failed. A test that needs a tool this machine lacks is counted as skipped; with CI=true it counts as failed.
// A case of the conformance suite that a provider does not claim is counted apart, and never as passed.
// Other arguments are handed to vitest.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { setPriority, tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { add, listNotClaimed, listSlowest, none, readReport } from "./test-report.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const isCi = ["true", "1"].includes(process.env.CI ?? "");

/** Runs it and shows what it says: at once, or, when it runs beside something else, in whole at its end. */
const run = async (name, command, { beside = false, niceness = 0 } = {}) => {
  const title = `\n── ${name}\n`;
  if (!beside) process.stdout.write(title);
  const out = beside ? "pipe" : "inherit";
  const child = spawn(process.execPath, command, { cwd: root, stdio: ["inherit", out, out] });
  if (niceness !== 0) setPriority(child.pid, niceness);
  const said = beside ? [text(child.stdout), text(child.stderr)] : [];
  const [[status], ...texts] = await Promise.all([once(child, "close"), ...said]);
  if (beside) process.stdout.write([title, ...texts].join(""));
  return status === 0;
};

/** A step of its own counts as one test. */
const runStep = async (name, command, options) =>
  (await run(name, command, options))
    ? { ...none, passed: 1 }
    : { ...none, failed: 1, failures: [`FAILED ${name}`] };

const runTests = async (projects, args, options) => {
  const scratch = mkdtempSync(join(tmpdir(), "hallpass-check-"));
  const report = join(scratch, "report.json");
  const vitest = ["node_modules/vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json"];
  const chosen = projects.flatMap((project) => ["--project", project]);
  const command = [...vitest, `--outputFile.json=${report}`, ...chosen, ...args];
  const ok = await run(`tests: ${projects.join(", ")}`, command, options);
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

const check = async (args) => [
  await runStep("types", ["node_modules/typescript/bin/tsc", "--noEmit"]),
  await runStep("lint and format", ["node_modules/@biomejs/biome/bin/biome", "ci", "--error-on-warnings"]),
  await runTests(["fast", "thorough", "end-to-end"], args),
];

/**
 * The kills play in real time, for four minutes or so, and mostly wait: the histories, which promise nothing about time, play beside
 * them and give way. Whoever asks for some files gets those alone.
 */
const checkLong = async (args) =>
  args.length > 0
    ? [await runTests(["long", "histories"], args)]
    : [
        await runTests(["long"], args),
        ...(await Promise.all([
          runStep("random kills", ["scripts/kill.js", "--minutes", "2"], { beside: true }),
          runTests(["histories"], args, { beside: true, niceness: 10 }),
        ])),
      ];

const args = process.argv.slice(2);
const results = args[0] === "--long" ? await checkLong(args.slice(1)) : await check(args);
const total = results.reduce(add, none);
const { passed, failed, skipped, failures } = total;

const tell = (title, lines) => {
  if (lines.length > 0) process.stdout.write(`\n── ${title}\n${lines.join("\n")}\n`);
};
tell(`not claimed: ${total.notClaimed.length} cases of the conformance suite`, listNotClaimed(total));
tell("slowest files", listSlowest(total));
tell("failed", failures);
if (skipped > 0)
  process.stdout.write(
    `\n${skipped} skipped${isCi ? ", and counted as failed: CI must have every tool" : ""}\n`,
  );
const wrong = isCi ? failed + skipped : failed;
process.stdout.write(`\n${passed} passed, ${wrong} failed\n`);
process.exitCode = wrong === 0 ? 0 : 1;
