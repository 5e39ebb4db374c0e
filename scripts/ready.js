// Runs before `npm run demo`, `npm test` and `npm start`: installs from the lockfile and builds, each only when needed.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const changedAt = (path) => (existsSync(join(root, path)) ? statSync(join(root, path)).mtimeMs : 0);
const newestIn = (folder) =>
  Math.max(
    ...readdirSync(join(root, folder), { recursive: true }).map((name) => changedAt(join(folder, name))),
  );
const run = (command, args) => {
  try {
    execFileSync(command, args, { cwd: root, stdio: ["ignore", 2, 2] });
  } catch {
    process.stderr.write(`"${[command, ...args].join(" ")}" failed: see above.\n`);
    process.exit(1);
  }
};

if (changedAt("node_modules/.package-lock.json") < changedAt("package-lock.json")) {
  process.stderr.write("Installing from package-lock.json (first run only) …\n");
  run("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
}
if (changedAt("dist/cli.js") < Math.max(...["src", "sandbox/src", "demo/src"].map(newestIn))) {
  process.stderr.write("Building …\n");
  run(process.execPath, ["scripts/build.js"]);
}
