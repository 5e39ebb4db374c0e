// Runs a limit and ours alternately in one run, compares what they answer, and prints the ratio of the medians as one JSON line.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const DEFAULT_SIZES = "1000,10000";

const DEFAULT_RUNS = "5";

const HELP = `Usage: npm run bench -- [--sizes N,N…] [--runs N]

Measures Hallpass beside its limits and prints one JSON line for each row. docs/performance.md explains the rows.

  --sizes N,N…  numbers of holdings, each 100 or more (${DEFAULT_SIZES})
  --runs N      how often each row is measured (${DEFAULT_RUNS})
  --help        this text

One row: node bench/status.js --sizes 10000 --runs 9. Exit codes: 0 measured, 1 a row failed, 2 the arguments cannot be used.
`;

/** `--sizes 1000,10000`, and `--runs 5`. Ends the process for `--help`, and for arguments that cannot be used. */
export function readOptions(argv = process.argv.slice(2)) {
  const { values, problem } = parse(argv);
  if (problem === undefined && values.help) endWith(process.stdout, HELP, 0);
  const sizes = (values?.sizes ?? DEFAULT_SIZES).split(",").map(Number);
  const runs = Number(values?.runs ?? DEFAULT_RUNS);
  if (problem !== undefined) endWith(process.stderr, `${problem}\n\n${HELP}`, 2);
  if (sizes.some((size) => !Number.isSafeInteger(size) || size < 100))
    endWith(
      process.stderr,
      `--sizes ${values.sizes}: give whole numbers of 100 or more, such as ${DEFAULT_SIZES}.\n`,
      2,
    );
  if (!Number.isSafeInteger(runs) || runs < 1)
    endWith(process.stderr, `--runs ${values.runs}: give a whole number of 1 or more.\n`, 2);
  return { sizes, runs };
}

function parse(args) {
  const text = { type: "string" };
  try {
    return parseArgs({ args, options: { sizes: text, runs: text, help: { type: "boolean" } } });
  } catch (error) {
    return { problem: error.message };
  }
}

function endWith(stream, text, code) {
  stream.write(text);
  process.exit(code);
}

/**
 * `ours` and `limit` do the work once and answer what they found; `same` says whether the two answers agree. Wall time in seconds, and CPU time
 * with that of the processes they started.
 */
export async function compare({ metric, size, runs, ours, limit, same = Object.is }) {
  const samples = { ours: [], limit: [] };
  for (let run = 0; run < runs; run++) {
    const [theirs, own] = [await sample(limit), await sample(ours)];
    if (!same(own.answer, theirs.answer))
      throw new Error(
        `${metric} at ${size}: ours answers ${show(own.answer)}, the limit ${show(theirs.answer)}.`,
      );
    samples.limit.push(theirs);
    samples.ours.push(own);
  }
  const medians = (key) => [
    median(samples.ours.map((each) => each[key])),
    median(samples.limit.map((each) => each[key])),
  ];
  const [wall, limitWall] = medians("wall");
  const [cpu, limitCpu] = medians("cpu");
  const told = Math.max(0, ...samples.ours.map(({ rss }) => rss ?? 0)) || process.resourceUsage().maxRSS;
  const row = {
    metric,
    size,
    ours: round(wall, 4),
    limit: round(limitWall, 4),
    ratio: round(wall / limitWall, 2),
    cpu_ratio: limitCpu > 0.02 ? round(cpu / limitCpu, 2) : null,
    rss_mb: Math.round(told / 1024),
    runs,
  };
  process.stdout.write(`${JSON.stringify(row)}\n`);
  return row;
}

async function sample(work) {
  const [start, cpu] = [performance.now(), cpuSeconds()];
  const { answer, rss, seconds } = await work();
  return { wall: seconds ?? (performance.now() - start) / 1000, cpu: cpuSeconds() - cpu, answer, rss };
}

/** Of this process and the children that have ended; Linux tells of them in hundredths of a second. */
function cpuSeconds() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6 + childSeconds();
}

function childSeconds() {
  try {
    const fields = readFileSync("/proc/self/stat", "latin1").split(") ")[1].split(" ");
    return (Number(fields[13]) + Number(fields[14])) / 100;
  } catch {
    return 0;
  }
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const round = (value, digits) => Number(value.toFixed(digits));
const show = (answer) => JSON.stringify(answer)?.slice(0, 200);

const hook = fileURLToPath(new URL("rss.cjs", import.meta.url));

/** Runs a Node program to its end; answers what it printed, and the most memory it had, in KB. */
export function runNode(args, { env = {}, allow = [0] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "hallpass-bench-"));
  try {
    const file = join(folder, "rss");
    const all = { ...process.env, ...env, HALLPASS_BENCH_RSS: file };
    const options = { encoding: "utf8", maxBuffer: 2 ** 30, env: all };
    const { status, stdout, stderr } = spawnSync(process.execPath, ["--require", hook, ...args], options);
    if (!allow.includes(status))
      throw new Error(`node ${args.join(" ")} ended with ${status}: ${stderr.slice(0, 500)}`);
    return { stdout, rss: Number(readFileSync(file, "utf8")) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How many files the tree of a ledger has, each of them read: what no reader can be faster than. */
export function readTree(directory, branch = "access-ledger") {
  const script = `git ls-tree -r --object-only "$1" | git cat-file --batch --buffer | wc -c`;
  const { status, stdout } = spawnSync("sh", ["-c", script, "sh", branch], {
    cwd: directory,
    encoding: "utf8",
  });
  if (status !== 0 || Number(stdout) === 0) throw new Error("git cat-file --batch failed.");
  return Number(stdout);
}
