// Plays the simulation of test/simulation/ and writes docs/reliability.md: `npm run simulate -- --help`.
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const bundle = new URL("../node_modules/.cache/hallpass/simulate.mjs", import.meta.url);

// Typescript is run here without its types, as one file; packages stay where they are.
mkdirSync(new URL(".", bundle), { recursive: true });
await build({
  entryPoints: [`${root}test/simulation/command.ts`],
  outfile: fileURLToPath(bundle),
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

const { simulate } = await import(bundle.href);
process.exitCode = await simulate(process.argv.slice(2), {
  commit: describeCommit(),
  print: (text) => console.log(text),
  printError: (text) => console.error(text),
  writePage: (text) => writeFileSync(`${root}docs/reliability.md`, text),
});
