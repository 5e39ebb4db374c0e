// Plays the simulation of test/simulation/ and writes docs/reliability.md: `npm run simulate -- --help`.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const built = new URL("../node_modules/.cache/hallpass/simulation/", import.meta.url);

// Typescript is run here without its types, as one file for each thread; packages stay where they are.
mkdirSync(built, { recursive: true });
await build({
  entryPoints: [`${root}test/simulation/command.ts`, `${root}test/simulation/player.ts`],
  outdir: fileURLToPath(built),
  outExtension: { ".js": ".mjs" },
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  sourcemap: "inline",
  logLevel: "error",
});

const git = (...args) => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
const describeCommit = () => {
  const changed = git("status", "--porcelain", "--", "src", "action", "test/simulation") !== "";
  return `${git("rev-parse", "HEAD")}${changed ? " and changes to it" : ""}`;
};

const { simulate } = await import(new URL("command.mjs", built).href);
process.exitCode = await simulate(process.argv.slice(2), {
  commit: describeCommit(),
  player: new URL("player.mjs", built),
  print: (text) => console.log(text),
  printError: (text) => console.error(text),
  onInterrupt: (stop) => process.once("SIGINT", stop),
  writePage: (text) => writeFileSync(`${root}docs/reliability.md`, text),
});
