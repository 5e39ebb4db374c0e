// `npm run dev`: a local GitHub, PostgreSQL and the app against them, in one terminal. A change in src/ builds and restarts the app.
// Ctrl-C ends everything. Other arguments go to `hallpass sandbox`: `npm run dev -- --port 4000`.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, watch } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "hallpass-dev-"));
const env = join(scratch, "app.env");

const print = (name, line) => process.stdout.write(`${name.padEnd(6)} │ ${line}\n`);

/** A line of the app's log as people read it; any other line as it is. */
const readable = (line) => {
  if (!line.startsWith("{")) return line;
  try {
    const { time, level, step, msg, alert, ...rest } = JSON.parse(line);
    const fields = Object.keys(rest).length === 0 ? "" : ` ${JSON.stringify(rest)}`;
    const mark = alert ? "ALERT " : level === "info" ? "" : `${level.toUpperCase()} `;
    return `${time.slice(11, 19)} ${mark}${step}: ${msg}${fields}`;
  } catch {
    return line;
  }
};

/** In a process group of its own: Ctrl-C reaches this script alone, which ends the app before its GitHub. */
const start = (name, args) => {
  const child = spawn(process.execPath, args, {
    cwd: root,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on("line", (line) => print(name, readable(line)));
  return { child, ended: new Promise((resolve) => child.once("close", resolve)) };
};

const end = async ({ child, ended }) => {
  child.kill("SIGTERM");
  await ended;
};

const github = start("github", [
  "bin/hallpass.js",
  "sandbox",
  ...["--with", "postgres", "--write-env", env],
  ...process.argv.slice(2),
]);
let app;
let timer;
let turn = Promise.resolve();
let isEnding = false;

const stop = async (code) => {
  if (isEnding) return;
  isEnding = true;
  if (app !== undefined) await end(app);
  await end(github);
  rmSync(scratch, { recursive: true, force: true });
  process.exit(code);
};

const serve = () => {
  const started = start("app", ["bin/hallpass.js", "serve", "--env", env]);
  app = started;
  started.ended.then((code) => {
    if (app === started && code !== 0)
      print("dev", `the app ended with ${code}; a change in src/ starts it again`);
  });
};

const rebuild = async () => {
  if (isEnding) return;
  print("dev", "src/ changed: building …");
  const code = await start("build", ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"]).ended;
  if (code !== 0) return print("dev", "not built: see above. The app runs on as it was.");
  await end(app);
  if (!isEnding) serve();
};

const rebuildSoon = () => {
  clearTimeout(timer);
  timer = setTimeout(() => {
    turn = turn.then(rebuild);
  }, 300);
};

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop(0));
github.ended.then((code) => stop(code ?? 1));
// It prints once the file for the app is written.
github.child.stdout.once("data", () => {
  serve();
  watch(join(root, "src"), { recursive: true }, rebuildSoon);
});
