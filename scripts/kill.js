// Runs the random kills of test/kill/: `npm run test:kill -- --help`.
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
// As deep as demo/src/: `packageRoot` goes two levels up from there.
const built = new URL("../node_modules/.cache/", import.meta.url);

mkdirSync(built, { recursive: true });
await build({
  entryPoints: [`${root}test/kill/command.ts`],
  outfile: fileURLToPath(new URL("hallpass-kill.mjs", built)),
  bundle: true,
  platform: "node",
  format: "esm",
  packages: "external",
  alias: { "github-sandbox": `${root}sandbox/src/index.ts` },
  logLevel: "error",
});

const { killAtRandom } = await import(new URL("hallpass-kill.mjs", built).href);
process.exitCode = await killAtRandom(process.argv.slice(2), (line) => console.log(line));
