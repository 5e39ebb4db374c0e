// `npm run bench`: every row, each size in a process of its own. Prints one JSON line a row. `--sizes 1000,10000,100000`, `--runs 5`.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { readOptions } from "./measure.js";

const { sizes, runs } = readOptions();
const rows = ["plan", "read", "action", "sweep", "status", "history", "mass-end", "decision", "replay"];
const run = (name, size) => {
  const file = fileURLToPath(new URL(`${name}.js`, import.meta.url));
  const args = [file, "--sizes", String(size), "--runs", String(runs)];
  return spawnSync(process.execPath, args, { stdio: "inherit" }).status === 0;
};
const ended = [
  run("start", sizes[0]),
  run("grants", sizes[0]),
  run("ask", sizes[0]),
  run("authzen", sizes.at(-1)),
  run("audit", sizes.at(-1)),
  run("report", sizes.at(-1)),
  ...rows.flatMap((name) => sizes.map((size) => run(name, size))),
];
process.exitCode = ended.every(Boolean) ? 0 : 1;
